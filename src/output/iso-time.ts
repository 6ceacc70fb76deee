import type { Moment } from '../capture/moment.js';
import { type ByteWriter, Constant } from './byte-writer.js';

/** The last second that Date can express, either way from 1970; times beyond (damaged captures) are shown as this one. */
const LAST_SECOND = 8.64e12;

const ZULU = 0x5a;

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

  write(writer: ByteWriter, at: Readonly<Moment>): void {
    if (at.seconds !== this.#second) {
      this.#second = at.seconds;
      this.#prefix = new Constant(`${isoSecond(at.seconds)}.`);
    }
    writer.constant(this.#prefix);
    writer.digits(at.timeDigits === 9 ? at.nanoseconds : (at.nanoseconds / 1000) | 0, at.timeDigits);
    writer.byte(ZULU);
  }
}
