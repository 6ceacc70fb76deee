import type { Moment } from '../capture/moment.js';

/** A bound on the time of messages, as precise as a capture can be. */
export interface TimeBound {
  readonly seconds: number;
  readonly nanoseconds: number;
  /** Counted from the first packet of the capture instead of 1970. */
  readonly fromStart: boolean;
}

const NUMBER = /^(\+?)(\d{1,15})(?:\.(\d+))?$/;
const DATE_TIME = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::(\d\d)(?:[.,](\d+))?)?)?(Z|[+-]\d\d:?\d\d)?$/i;

/**
 * Reads a bound on time: ISO 8601 (`2018-07-02T17:09:59.5+08:00`, `2018-07-02`; local time where no zone is given),
 * seconds since 1970 (`1530522599.349`), or seconds from the first packet of the capture (`+42.5`).
 * @returns undefined where `text` is none of these
 */
export function parseTimeBound(text: string): TimeBound | undefined {
  const number = NUMBER.exec(text);
  if (number !== null) {
    const [, sign, seconds, fraction] = number;
    return { seconds: Number(seconds), nanoseconds: nanosecondsOf(fraction), fromStart: sign === '+' };
  }
  const dateTime = DATE_TIME.exec(text);
  if (dateTime === null) return undefined;
  const [, date, time = '00:00', second = '00', fraction, zone = ''] = dateTime;
  const milliseconds = Date.parse(`${date}T${time}:${second}${zone.toUpperCase()}`);
  if (Number.isNaN(milliseconds)) return undefined;
  return { seconds: milliseconds / 1000, nanoseconds: nanosecondsOf(fraction), fromStart: false };
}

/** @param fraction decimal digits behind the point; beyond nine they are dropped */
function nanosecondsOf(fraction = ''): number {
  return Number(fraction.slice(0, 9).padEnd(9, '0'));
}

/** The bound as a moment of the capture that begins at `start`. */
export function boundMoment(bound: TimeBound, start: Readonly<Moment>): { seconds: number; nanoseconds: number } {
  if (!bound.fromStart) return bound;
  const nanoseconds = start.nanoseconds + bound.nanoseconds;
  const carry = nanoseconds >= 1_000_000_000 ? 1 : 0;
  return { seconds: start.seconds + bound.seconds + carry, nanoseconds: nanoseconds - carry * 1_000_000_000 };
}
