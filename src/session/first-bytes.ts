import { copyMoment, type Moment } from '../capture/moment.js';
import type { Side } from '../tcp/flow-table.js';
import { LONGEST_OPENING, type Opening, openingOf } from './opening.js';

/** A piece of one side's bytes, as a handler is told of it. */
export interface Piece {
  readonly side: Side;
  readonly bytes: Uint8Array;
  readonly carrier: number;
  readonly at: Readonly<Moment>;
}

/** First bytes of a conversation that came in pieces too small to tell what it begins as: a few bytes of each side. */
export class FirstBytes {
  readonly #pieces: Piece[] = [];

  /** Judges what a side has sent so far, with these bytes behind it. */
  judge(side: Side, bytes: Uint8Array, start: number, end: number): Opening | 'more' {
    const before = this.#pieces.filter((piece) => piece.side === side).map((piece) => piece.bytes);
    const all = Buffer.concat([...before, bytes.subarray(start, Math.min(end, start + LONGEST_OPENING))]);
    return openingOf(all, 0, all.length);
  }

  keep(side: Side, bytes: Uint8Array, start: number, end: number, carrier: number, at: Readonly<Moment>): void {
    this.#pieces.push({ side, bytes: bytes.slice(start, end), carrier, at: copyMoment(at) });
  }

  take(): Piece[] {
    return this.#pieces.splice(0);
  }
}
