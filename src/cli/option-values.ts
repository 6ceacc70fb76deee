import { parseTimeBound, type TimeBound } from '../filter/time-bound.js';
import { DEFAULT_LIMITS, type LimitName, type Limits } from '../limits.js';
import { UsageError } from './usage-error.js';

const SIZE_UNITS: Readonly<Record<string, number>> = { '': 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 };

/** `64`, `64k`, `64M`, `1G`, in bytes (or whatever else is counted). */
export function parseSize(text: string): number {
  const [, digits, unit = ''] = /^(\d{1,15})([kmg]?)$/i.exec(text) ?? [];
  const size = Number(digits) * (SIZE_UNITS[unit.toLowerCase()] ?? 1);
  if (digits === undefined || !Number.isSafeInteger(size)) {
    throw new UsageError(`'${text}' is no size; write a number such as 500, 64k, 64M or 1G`);
  }
  return size;
}

/** One whole number or several with commas: `3`, `1,4,5`. */
export function parseNumbers(lowest: number) {
  return (text: string): readonly number[] =>
    text.split(',').map((part) => {
      if (!/^\d{1,15}$/.test(part) || Number(part) < lowest) {
        throw new UsageError(`'${text}' is no number; write a whole number from ${lowest}, or several: 1,4,5`);
      }
      return Number(part);
    });
}

/** Whole numbers from `from` to `to`, both included. */
export interface NumberRange {
  readonly from: number;
  readonly to: number;
}

/** Numbers and ranges of them, from 1: `2120`, `1-3,7`, `100-`. */
export function parseRanges(text: string): readonly NumberRange[] {
  return text.split(',').map((part) => {
    const [, first, dash, last] = /^(\d{1,15})(-?)(\d{0,15})$/.exec(part) ?? [];
    const from = Number(first);
    const to = dash !== '-' ? from : last === '' ? Number.MAX_SAFE_INTEGER : Number(last);
    if (first === undefined || from < 1 || to < from) {
      throw new UsageError(`'${text}' is no range; write a packet's number, or 20-32, or several: 10,20-32`);
    }
    return { from, to };
  });
}

export function parsePorts(text: string): readonly number[] {
  return text.split(',').map((part) => {
    const port = /^\d{1,5}$/.test(part) ? Number(part) : 0;
    if (port < 1 || port > 65_535) throw new UsageError(`'${part}' is no TCP port; ports go from 1 to 65535`);
    return port;
  });
}

/** One of `choices`. */
export function parseChoice<T extends string>(choices: readonly T[]) {
  return (text: string): T => {
    const choice = choices.find((candidate) => candidate === text.toLowerCase());
    if (choice === undefined) throw new UsageError(`'${text}' is none of ${choices.join(', ')}`);
    return choice;
  };
}

/** One of `choices` or several with commas. */
export function parseChoices<T extends string>(choices: readonly T[]) {
  const parse = parseChoice(choices);
  return (text: string): readonly T[] => text.split(',').map(parse);
}

/**
 * A regular expression in JavaScript's syntax. V8 is told to go over to its linear-time engine where one backtracks
 * excessively, so that a pattern like `(a+)+$` cannot hang; it can do so for patterns without flags, look-around and
 * back-references.
 */
export function parsePattern(text: string): RegExp {
  process.getBuiltinModule('node:v8').setFlagsFromString(LINEAR_TIME);
  try {
    return new RegExp(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^.*: /s, '') : '';
    throw new UsageError(`'${text}' is no regular expression: ${reason}`);
  }
}

const LINEAR_TIME = '--enable-experimental-regexp-engine-on-excessive-backtracks';

export function parseTime(text: string): TimeBound {
  const bound = parseTimeBound(text);
  if (bound !== undefined) return bound;
  throw new UsageError(
    `'${text}' is no time; write 2018-07-02T17:09:59, seconds since 1970, or +SECONDS from the start`,
  );
}

/** `NAME=VALUE` of a limit. */
export function parseLimit(text: string): Partial<Limits> {
  const [name = '', value = ''] = text.split(/=(.*)/s);
  if (!isLimitName(name)) {
    throw new UsageError(`'${name}' is no limit; the limits are ${Object.keys(DEFAULT_LIMITS).join(', ')}`);
  }
  return { [name]: parseSize(value) };
}

function isLimitName(name: string): name is LimitName {
  return Object.hasOwn(DEFAULT_LIMITS, name);
}
