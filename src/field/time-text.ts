import { zoneName } from './zone-name.js';

const NANOSECONDS = 1_000_000_000n;

/** The last second that Date can express, either way from 1970. */
const LAST_SECOND = 8_640_000_000_000n;

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Seconds with nine digits behind the point: `-0.000031000`. */
export function secondsText(nanoseconds: bigint): string {
  const absolute = nanoseconds < 0n ? -nanoseconds : nanoseconds;
  return `${nanoseconds < 0n ? '-' : ''}${absolute / NANOSECONDS}.${fraction(absolute % NANOSECONDS)}`;
}

/** Local date and time with the zone: `Mar 15, 2018 09:09:59.349000000 UTC`. */
export function localTimeText(nanoseconds: bigint): string {
  const { date, rest } = parts(nanoseconds);
  const day = `${MONTHS[date.getMonth()] ?? ''} ${String(date.getDate()).padStart(2)}, ${date.getFullYear()}`;
  const time = [date.getHours(), date.getMinutes(), date.getSeconds()].map((part) => String(part).padStart(2, '0'));
  return `${day} ${time.join(':')}.${fraction(rest)} ${zoneName(date)}`;
}

/** `2018-03-15T09:09:59.349000000Z` */
export function isoTimeText(nanoseconds: bigint): string {
  const { date, rest } = parts(nanoseconds);
  return `${date.toISOString().slice(0, -'.000Z'.length)}.${fraction(rest)}Z`;
}

function parts(nanoseconds: bigint): { date: Date; rest: bigint } {
  const rest = ((nanoseconds % NANOSECONDS) + NANOSECONDS) % NANOSECONDS;
  const seconds = (nanoseconds - rest) / NANOSECONDS;
  const within = seconds > LAST_SECOND ? LAST_SECOND : seconds < -LAST_SECOND ? -LAST_SECOND : seconds;
  return { date: new Date(Number(within) * 1000), rest };
}

function fraction(nanoseconds: bigint): string {
  return String(nanoseconds).padStart(9, '0');
}
