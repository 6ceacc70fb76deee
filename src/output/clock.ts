import type { Moment } from '../capture/moment.js';
import { fractionOf, isoSecond } from './iso-time.js';

/** How times are shown in the text formats. */
export type TimeStyle = 'local' | 'utc' | 'relative' | 'delta' | 'epoch';

export const TIME_STYLES: readonly TimeStyle[] = ['local', 'utc', 'relative', 'delta', 'epoch'];

/** The fraction of a second in a time of day: Fiddler's `:3490`, tenths of a millisecond, or all digits, `.349012`. */
export type Fraction = 'fiddler' | 'full';

const FIDDLER_DIGITS = 4;
const ZERO: Readonly<Moment> = { seconds: 0, nanoseconds: 0, timeDigits: 9, packet: 0 };

/** Shows moments of a capture in one style. */
export class Clock {
  readonly #style: TimeStyle;
  readonly #start: Readonly<Moment>;
  readonly #fraction: Fraction;
  #second = Number.NaN;
  #timeOfDay = '';
  #previous: Moment | undefined;

  /** @param start the first packet of the capture, for `relative`; read when the first time is shown */
  constructor(style: TimeStyle, start: Readonly<Moment>, fraction: Fraction) {
    this.#style = style;
    this.#start = start;
    this.#fraction = fraction;
  }

  /** The time of a message. With `delta` it is counted from the time shown before. */
  time(at: Readonly<Moment>): string {
    switch (this.#style) {
      case 'relative':
        return difference(at, this.#start);
      case 'epoch':
        return difference(at, ZERO);
      case 'delta': {
        const previous = this.#previous ?? at;
        this.#previous = { ...at };
        return difference(at, previous);
      }
      default:
        return this.#timeOfDayOf(at);
    }
  }

  /** Date and time of a whole second with its zone: `2018-07-02 17:09:59 +08:00`, or `2018-07-02 09:09:59 UTC`. */
  date(at: Readonly<Moment>): string {
    if (this.#style === 'utc') return `${isoSecond(at.seconds).replace('T', ' ')} UTC`;
    const zone = zoneMinutes(at.seconds);
    const sign = zone < 0 ? '-' : '+';
    const hours = String(Math.floor(Math.abs(zone) / 60)).padStart(2, '0');
    const minutes = String(Math.abs(zone) % 60).padStart(2, '0');
    return `${isoSecond(at.seconds + zone * 60).replace('T', ' ')} ${sign}${hours}:${minutes}`;
  }

  #timeOfDayOf(at: Readonly<Moment>): string {
    if (at.seconds !== this.#second) {
      this.#second = at.seconds;
      const zone = this.#style === 'utc' ? 0 : zoneMinutes(at.seconds);
      this.#timeOfDay = isoSecond(at.seconds + zone * 60).slice(-'00:00:00'.length);
    }
    if (this.#fraction === 'full') return `${this.#timeOfDay}.${fractionOf(at)}`;
    return `${this.#timeOfDay}:${fractionOf(at).slice(0, FIDDLER_DIGITS)}`;
  }
}

/** How far local time is ahead of UTC at that second, in minutes; 0 where Date cannot tell. */
function zoneMinutes(seconds: number): number {
  return -new Date(seconds * 1000).getTimezoneOffset() || 0;
}

/** `at - from` in seconds, with the digits that `at` has. */
export function difference(at: Readonly<Moment>, from: Readonly<Moment>): string {
  let seconds = at.seconds - from.seconds;
  let nanoseconds = at.nanoseconds - from.nanoseconds;
  const negative = seconds < 0 || (seconds === 0 && nanoseconds < 0);
  if (negative) {
    seconds = -seconds;
    nanoseconds = -nanoseconds;
  }
  if (nanoseconds < 0) {
    seconds--;
    nanoseconds += 1_000_000_000;
  }
  return `${negative ? '-' : ''}${seconds}.${fractionOf({ ...at, nanoseconds })}`;
}
