import type { BufferBudget } from '../buffer-budget.js';
import { copyMoment, type Moment } from '../capture/moment.js';
import { seqAdd, seqDifference } from './seq.js';

/** Bytes that have come before the ones in front of them. */
export interface Piece {
  readonly seq: number;
  readonly bytes: Uint8Array;
  /** Bytes behind these that the sender sent and the snaplen cut off. */
  readonly missing: number;
  readonly at: Moment;
}

/** What a piece costs beyond its bytes: hostile captures send a byte at a time. */
export const PIECE_OVERHEAD = 200;

/** What a half-stream holds only while something is out of order, or about to end. */
export class Waiting {
  /** Bytes behind a hole, by their sequence numbers. */
  pieces: Piece[] = [];
  /** What the pieces cost. */
  cost = 0;
  /** The byte of a zero-window probe: counts only if the receiver acknowledges it and nothing else comes for it. */
  probe: Piece | undefined;
  /** When the bytes handed out last could be read: what lies behind them could be read no earlier. */
  readAt: Moment | undefined;
  /** Where the hole begins that was suspected last to stay. */
  suspected: number | undefined;
  /** The sequence number of the FIN, and when it came. */
  finSeq = 0;
  finAt: Moment | undefined;

  /**
   * Keeps what is new of these bytes: the first copy of each byte counts.
   * @param next sequence number of the next byte in order
   * @param missing bytes behind `end` that the snaplen cut off
   * @returns whether what is not new is the same as its first copy
   */
  hold(
    next: number,
    seq: number,
    bytes: Uint8Array,
    start: number,
    end: number,
    missing: number,
    at: Readonly<Moment>,
    budget: BufferBudget,
  ): boolean {
    const { pieces } = this;
    const length = end - start;
    const from = seqDifference(seq, next);
    let to = from + length;
    let tail = missing;
    let index = this.#firstAtOrAfter(next, to);
    let differs = false;
    while (index > 0 && to > from) {
      const piece = pieces[index - 1];
      if (piece === undefined) break;
      const pieceFrom = seqDifference(piece.seq, next);
      const pieceTo = pieceFrom + piece.bytes.length;
      if (pieceTo <= from) break;
      if (pieceTo < to) {
        this.#insert(index, seqAdd(next, pieceTo), bytes, start + pieceTo - from, start + to - from, tail, at, budget);
      }
      tail = 0;
      const overlapFrom = Math.max(pieceFrom, from);
      const overlapTo = Math.min(pieceTo, to);
      differs ||= !sameBytes(
        piece.bytes,
        overlapFrom - pieceFrom,
        bytes,
        start + overlapFrom - from,
        overlapTo - overlapFrom,
      );
      to = Math.min(to, pieceFrom);
      index--;
    }
    if (to > from || (length === 0 && tail > 0))
      this.#insert(index, seq, bytes, start, start + to - from, tail, at, budget);
    return !differs;
  }

  #firstAtOrAfter(next: number, relative: number): number {
    const { pieces } = this;
    let low = 0;
    let high = pieces.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const piece = pieces[middle];
      if (piece !== undefined && seqDifference(piece.seq, next) < relative) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #insert(
    index: number,
    seq: number,
    bytes: Uint8Array,
    start: number,
    end: number,
    missing: number,
    at: Readonly<Moment>,
    budget: BufferBudget,
  ): void {
    const piece = { seq, bytes: bytes.slice(start, end), missing, at: copyMoment(at) };
    this.pieces.splice(index, 0, piece);
    this.cost += piece.bytes.length + PIECE_OVERHEAD;
    budget.used += piece.bytes.length + PIECE_OVERHEAD;
  }
}

function sameBytes(a: Uint8Array, atA: number, b: Uint8Array, atB: number, length: number): boolean {
  for (let i = 0; i < length; i++) {
    if (a[atA + i] !== b[atB + i]) return false;
  }
  return true;
}
