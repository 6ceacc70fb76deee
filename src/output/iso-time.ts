import type { Moment } from '../capture/moment.js';
import { Constant, putConstant, putDigits } from './pieces.js';

/** The last second that Date can express, either way from 1970; times beyond (damaged captures) are shown as this one. */
const LAST_SECOND = 8.64e12;

/** Most bytes that a time takes: a year of six digits with its sign, and nine digits of a second. */
export const MOST_TIME = 40;

/** Date and time of a whole second in UTC, as ISO 8601 writes it without a fraction: `2018-07-02T09:09:59`. */
export function isoSecond(seconds: number): string {
  const within = Math.min(Math.max(seconds, -LAST_SECOND), LAST_SECOND);
  return new Date(within * 1000).toISOString().slice(0, -'.000Z'.length);
}

/** ISO 8601 in UTC with all the digits the capture has: `2018-07-02T09:09:59.349012Z`. */
export function isoTime(at: Readonly<Moment>): string {
  return `${isoSecond(at.seconds)}.${fractionOf(at)}Z`;
}

/** The fraction of a second: 6 or 9 digits. */
export function fractionOf(at: Readonly<Moment>): string {
  return String(at.nanoseconds).padStart(9, '0').slice(0, at.timeDigits);
}

/** Writes times as {@link isoTime} does; most share their second with the one before. */
export class IsoTimeWriter {
  #second = Number.NaN;
  #prefix = new Constant('');

  /** Writes at `at`, where there is room for {@link MOST_TIME} bytes. @returns the index behind the time, without its `Z` */
  put(view: DataView, at: number, time: Readonly<Moment>): number {
    if (time.seconds !== this.#second) {
      this.#second = time.seconds;
      this.#prefix = new Constant(`${isoSecond(time.seconds)}.`);
    }
    const digits = time.timeDigits;
    const fraction = digits === 9 ? time.nanoseconds : (time.nanoseconds / 1000) | 0;
    return putDigits(view, putConstant(view, at, this.#prefix), fraction, digits);
  }
}
