import { seqDifference } from './seq.js';

/** Segments remembered at once, over all connections; a power of two. */
const CAPACITY = 16_384;
/** How many earlier segments of a direction a retransmission is held against: bounds the work a hostile capture can ask for. */
const MAX_LOOKED_AT = 256;

const COLUMNS = 6;
const Column = { DIRECTION: 0, SEQ: 1, START: 2, END: 3, PREVIOUS: 4, FILLING: 5 } as const;

/**
 * Where the latest segments stand in the read buffers, so that a retransmission can be held against its first copy
 * without keeping a copy of everything: only what the read window still has can be compared.
 */
export class RecentSegments {
  readonly #rows = new Int32Array(CAPACITY * COLUMNS);
  readonly #buffers: (Uint8Array | undefined)[] = new Array<Uint8Array | undefined>(CAPACITY);
  /** Latest entry of a direction, by its number modulo the capacity: a collision only shortens a chain. */
  readonly #latest = new Int32Array(CAPACITY).fill(-1);
  #count = 0;
  /** Filling of the read window at work (Packet.filling): it and the one before are intact. */
  filling = 0;

  /** @param direction number of the half-stream: tcp.stream × 2 + side */
  add(direction: number, seq: number, bytes: Uint8Array, start: number, end: number): void {
    const entry = this.#count++;
    const index = entry & (CAPACITY - 1);
    const at = index * COLUMNS;
    const rows = this.#rows;
    const key = direction & (CAPACITY - 1);
    rows[at + Column.DIRECTION] = direction;
    rows[at + Column.SEQ] = seq;
    rows[at + Column.START] = start;
    rows[at + Column.END] = end;
    rows[at + Column.FILLING] = this.filling;
    rows[at + Column.PREVIOUS] = this.#latest[key] as number;
    this.#buffers[index] = bytes;
    this.#latest[key] = entry;
  }

  /**
   * Holds bytes against the latest copies of them: those were held against the ones before.
   * @returns false where an earlier copy of these bytes is in memory and has other content
   */
  sameAsBefore(direction: number, seq: number, bytes: Uint8Array, start: number, end: number): boolean {
    let entry = this.#latest[direction & (CAPACITY - 1)] as number;
    // What has not been held against a copy yet, as long as that is one piece.
    let from = start;
    let to = end;
    for (let looked = 0; looked < MAX_LOOKED_AT && entry >= 0 && this.#count - entry <= CAPACITY; looked++) {
      const index = entry & (CAPACITY - 1);
      const at = index * COLUMNS;
      const rows = this.#rows;
      const buffer = this.#buffers[index];
      if (
        rows[at + Column.DIRECTION] === direction &&
        buffer !== undefined &&
        this.filling - (rows[at + Column.FILLING] as number) <= 1
      ) {
        const shift = seqDifference(rows[at + Column.SEQ] as number, seq);
        const first = (rows[at + Column.START] as number) - shift - start;
        const length = (rows[at + Column.END] as number) - (rows[at + Column.START] as number);
        const copyFrom = Math.max(from, start + shift);
        const copyTo = Math.min(to, start + shift + length);
        for (let i = copyFrom; i < copyTo; i++) {
          if (bytes[i] !== buffer[i + first]) return false;
        }
        if (copyFrom < copyTo) {
          if (copyFrom === from) from = copyTo;
          else if (copyTo === to) to = copyFrom;
          if (from >= to) return true;
        }
      }
      entry = rows[at + Column.PREVIOUS] as number;
    }
    return true;
  }
}
