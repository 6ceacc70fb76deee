import type { Literal } from './operand.js';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const ISO =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2})(?::(\d{1,2})(?::(\d{1,2})(?:[.,](\d+))?)?)?(Z|[+-]\d\d(?::?\d\d)?)?)?( ?UTC)?$/i;
const MONTH_FIRST = /^([a-z]{3}) +(\d{1,2}), *(\d{4}) +(\d{1,2}):(\d{1,2}):(\d{1,2})(?:\.(\d+))?( ?UTC)?$/i;

const SECONDS = /^-?\d{1,15}(?:\.\d{1,9})?$/;

const SECOND = 1_000_000_000n;
const MINUTE = 60n * SECOND;

/**
 * `2018-03-15 09:09:59.349`, `2018-03-15T09:09:59Z`, `Mar 15, 2018 09:09:59`; local time where no zone is given.
 * @returns how a message about the text goes on, where it is none
 */
export function readAbsoluteTime(text: string): Literal | string {
  const value = parseIso(text.trim()) ?? parseMonthFirst(text.trim());
  return value === undefined
    ? 'is no date and time, such as "2018-03-15 09:09:59.349" or "2018-03-15T09:09:59Z"'
    : { value };
}

/** Seconds, with up to nine decimals: `0.001`. */
export function readRelativeTime(text: string): Literal | string {
  if (!SECONDS.test(text)) return 'is no time in seconds, such as 0.001, without quotes';
  const negative = text.startsWith('-');
  const [seconds = '', fraction] = (negative ? text.slice(1) : text).split('.');
  const value = BigInt(seconds) * SECOND + nanoseconds(fraction);
  return { value: negative ? -value : value };
}

function parseIso(text: string): bigint | undefined {
  const [whole, year, month, day, hour, minute, second, fraction, zone, utc] = ISO.exec(text) ?? [];
  if (whole === undefined || (zone !== undefined && utc !== undefined)) return undefined;
  const numbers = [year, month, day, hour, minute, second].map((part) => Number(part ?? 0));
  return instant(numbers, fraction, utc === undefined ? zone : 'Z');
}

function parseMonthFirst(text: string): bigint | undefined {
  const [whole, name = '', day, year, hour, minute, second, fraction, utc] = MONTH_FIRST.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const month = MONTHS.indexOf(name.toLowerCase()) + 1;
  return instant([year, month, day, hour, minute, second].map(Number), fraction, utc === undefined ? undefined : 'Z');
}

/** @returns nanoseconds since 1970, or undefined where there is no such day or time of day */
function instant(
  numbers: readonly number[],
  fraction: string | undefined,
  zone: string | undefined,
): bigint | undefined {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = numbers;
  const date = new Date(Date.UTC(2000, month - 1, day));
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  if (hour > 23 || minute > 59 || second > 60) return undefined;
  date.setUTCHours(hour, minute, second);
  const milliseconds = zone === undefined ? localTime(date) : date.getTime();
  return BigInt(milliseconds) * 1_000_000n + nanoseconds(fraction) - offset(zone);
}

/** The moment when local clocks show what `date` is in UTC. */
function localTime(date: Date): number {
  const local = new Date(2000, date.getUTCMonth(), date.getUTCDate());
  local.setFullYear(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate());
  return local.setHours(date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds());
}

/** Nanoseconds that a zone such as `+05:30` is ahead of UTC. */
function offset(zone = ''): bigint {
  const [, sign, hours, minutes = '0'] = /^([+-])(\d\d):?(\d\d)?$/.exec(zone) ?? [];
  if (hours === undefined) return 0n;
  const ahead = (BigInt(hours) * 60n + BigInt(minutes)) * MINUTE;
  return sign === '-' ? -ahead : ahead;
}

/** @param fraction decimal digits behind the point; beyond nine they are dropped */
function nanoseconds(fraction = ''): bigint {
  return BigInt(fraction.slice(0, 9).padEnd(9, '0'));
}
