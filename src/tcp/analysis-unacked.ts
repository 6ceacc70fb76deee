import { seqDifference } from './seq.js';

/** Segments of one direction that are remembered until they are acknowledged; Wireshark's limit. */
export const MAX_UNACKED_SEGMENTS = 10_000;

const INITIAL_ROWS = 8;
const COLUMNS = 4;
const Column = { SEQ: 0, NEXT: 1, PACKET: 2, TIME: 3 } as const;

/**
 * The segments of one direction that nobody has acknowledged yet, the oldest first: at most {@link MAX_UNACKED_SEGMENTS}
 * of 32 bytes each.
 */
export class UnackedSegments {
  #rows: Float64Array | undefined;
  #head = 0;
  #tail = 0;
  /** Each begins where the one before ended, or behind: an acknowledgment concerns the first ones only. */
  #inOrder = true;
  /** Packet and time of the segment that was found by the last look-up: see there. */
  packet = 0;
  time = 0;

  get count(): number {
    return this.#tail - this.#head;
  }

  get isFull(): boolean {
    return this.count >= MAX_UNACKED_SEGMENTS;
  }

  /** To be called only while it is not full. @param next the sequence number behind it @param time in nanoseconds */
  add(seq: number, next: number, packet: number, time: number): void {
    const rows = this.#roomForOne();
    if (this.count === 0) this.#inOrder = true;
    else if (seqDifference(seq, this.#at(this.#tail - 1, Column.NEXT)) < 0) this.#inOrder = false;
    const at = this.#tail++ * COLUMNS;
    rows[at + Column.SEQ] = seq;
    rows[at + Column.NEXT] = next;
    rows[at + Column.PACKET] = packet;
    rows[at + Column.TIME] = time;
  }

  #roomForOne(): Float64Array {
    let rows = this.#rows;
    if (rows === undefined) {
      rows = new Float64Array(INITIAL_ROWS * COLUMNS);
      this.#rows = rows;
    } else if (this.#tail * COLUMNS === rows.length) {
      const target = this.#head * 2 >= this.#tail ? rows : new Float64Array(rows.length * 2);
      target.set(rows.subarray(this.#head * COLUMNS, this.#tail * COLUMNS));
      this.#tail -= this.#head;
      this.#head = 0;
      this.#rows = target;
      rows = target;
    }
    return rows;
  }

  #at(row: number, column: number): number {
    return this.#rows?.[row * COLUMNS + column] as number;
  }

  /** Finds the oldest: its packet and time are then in those properties. @returns whether there is any */
  findOldest(): boolean {
    if (this.count === 0) return false;
    this.#found(this.#head);
    return true;
  }

  #found(row: number): void {
    this.packet = this.#at(row, Column.PACKET);
    this.time = this.#at(row, Column.TIME);
  }

  /**
   * Forgets what is acknowledged.
   * @returns whether one ends just where the acknowledgment does: packet and time of the oldest such are then in those
   * properties
   */
  acknowledge(ack: number): boolean {
    const rows = this.#rows;
    if (rows === undefined || this.count === 0) return false;
    // Numbers that lie 2^31 apart are in no order, whatever their neighbours are.
    const onlyFirst = this.#inOrder && seqDifference(this.#at(this.#tail - 1, Column.NEXT), ack) > 0;
    let found = false;
    let inOrder = true;
    let kept = this.#head;
    for (let row = this.#head; row < this.#tail; row++) {
      const at = row * COLUMNS;
      const seq = rows[at + Column.SEQ] as number;
      const next = rows[at + Column.NEXT] as number;
      const isAhead = seqDifference(next, ack) > 0;
      if (!isAhead) {
        if (next === ack && !found) this.#found(row);
        found ||= next === ack;
        continue;
      }
      if (seqDifference(ack, seq) > 0) rows[at + Column.SEQ] = ack;
      if (onlyFirst) {
        this.#head = row;
        return found;
      }
      if (kept > this.#head && seqDifference(rows[at + Column.SEQ] as number, this.#at(kept - 1, Column.NEXT)) < 0) {
        inOrder = false;
      }
      if (kept !== row) rows.copyWithin(kept * COLUMNS, at, at + COLUMNS);
      kept++;
    }
    this.#tail = kept;
    this.#inOrder = inOrder;
    if (this.#head === this.#tail) this.#head = this.#tail = 0;
    return found;
  }

  /**
   * Bytes from the lowest to the highest sequence number of all of them, counted from `base`.
   * @returns 0 … 2^32 - 1
   */
  span(base: number): number {
    if (this.count === 0) return 0;
    let low = (this.#at(this.#head, Column.SEQ) - base) >>> 0;
    let high = (this.#at(this.#tail - 1, Column.NEXT) - base) >>> 0;
    if (this.#inOrder && low <= high) return high - low;
    for (let row = this.#head; row < this.#tail; row++) {
      low = Math.min(low, (this.#at(row, Column.SEQ) - base) >>> 0);
      high = Math.max(high, (this.#at(row, Column.NEXT) - base) >>> 0);
    }
    return high - low;
  }
}
