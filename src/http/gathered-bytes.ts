import type { BufferBudget } from '../buffer-budget.js';

/** Bytes of something gathered that came in one packet. */
export interface GatheredPiece {
  readonly packet: number;
  /** In bytes, those that the limit or the budget left out included. */
  length: number;
}

/** What a piece that is remembered costs, in bytes. */
const PIECE_COST = 32;
const MIN_CAPACITY = 512;

/**
 * Bytes of a stream that belong together, contiguously: in place where they came in one piece, joined in a buffer of
 * their own where they did not.
 */
export class GatheredBytes {
  /** What is gathered is `bytes[start … end)`. */
  bytes: Uint8Array = NO_BYTES;
  start = 0;
  end = 0;
  /** In order, by packet. */
  pieces: GatheredPiece[] = [];
  /** Something was left out: of the bytes nothing behind it is kept either. */
  truncated = false;

  readonly #limit: number;
  readonly #budget: BufferBudget;
  #owned = false;
  #reserved = 0;

  readonly #notesPieces: boolean;

  /** @param limit bytes that are kept @param notesPieces whether it is noted which packets they came in */
  constructor(limit: number, budget: BufferBudget, notesPieces = true) {
    this.#limit = limit;
    this.#notesPieces = notesPieces;
    this.#budget = budget;
  }

  get length(): number {
    return this.end - this.start;
  }

  /** Takes what follows on what there is. */
  add(bytes: Uint8Array, start: number, end: number, packet: number): void {
    if (start === end) return;
    if (this.#notesPieces) this.#addPiece(packet, end - start);
    if (this.truncated) return;
    if (this.length === 0 && !this.#owned) {
      this.bytes = bytes;
      this.start = start;
      this.end = Math.min(end, start + this.#limit);
    } else if (!this.#owned && bytes === this.bytes && start === this.end) {
      this.end = Math.min(end, this.start + this.#limit);
    } else {
      this.#append(bytes, start, end);
      return;
    }
    this.truncated = this.end < end;
  }

  #addPiece(packet: number, length: number): void {
    const last = this.pieces.at(-1);
    if (last?.packet === packet) last.length += length;
    else if (this.#reserve(PIECE_COST)) this.pieces.push({ packet, length });
    else this.truncated = true;
  }

  #reserve(bytes: number): boolean {
    if (!this.#budget.reserve(bytes)) return false;
    this.#reserved += bytes;
    return true;
  }

  #append(bytes: Uint8Array, start: number, end: number): void {
    const kept = Math.min(end - start, this.#limit - this.length);
    this.truncated = kept < end - start || !this.#own(this.length + kept);
    if (!this.#owned || this.end + kept > this.bytes.length) return;
    this.bytes.set(bytes.subarray(start, start + kept), this.end);
    this.end += kept;
  }

  /** Makes sure that the bytes stand in a buffer of their own with room for this many. */
  #own(length: number): boolean {
    if (this.#owned && length <= this.bytes.length) return true;
    const capacity = Math.max(length, Math.min(this.length * 2, this.#limit), Math.min(MIN_CAPACITY, this.#limit));
    if (!this.#reserve(capacity)) return false;
    const owned = new Uint8Array(capacity);
    owned.set(this.bytes.subarray(this.start, this.end));
    if (this.#owned) {
      this.#budget.release(this.bytes.length);
      this.#reserved -= this.bytes.length;
    }
    this.end -= this.start;
    this.start = 0;
    this.bytes = owned;
    this.#owned = true;
    return true;
  }

  /** To be called before bytes that were handed in may change: what is in place is copied. */
  settle(): void {
    if (this.#owned || this.length === 0 || this.#own(this.length)) return;
    this.truncated = true;
    this.#drop();
  }

  /** Forgets the bytes, but not which packets they came in. */
  #drop(): void {
    this.bytes = NO_BYTES;
    this.start = 0;
    this.end = 0;
    this.#owned = false;
  }

  /** Forgets all of it, and gives the memory back. */
  clear(): void {
    this.#budget.release(this.#reserved);
    this.#reserved = 0;
    this.#drop();
    if (this.pieces.length > 0) this.pieces = [];
    this.truncated = false;
  }
}

const NO_BYTES = new Uint8Array(0);
