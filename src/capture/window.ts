/** Bytes the window holds at first; a longer record makes it grow. */
const INITIAL_CAPACITY = 1024 * 1024;
/** Room behind the bytes that is worth a read: with less, a pipe's next piece goes to the other buffer. */
const MIN_ROOM = 64 * 1024;

/**
 * The part of a capture that is in memory: what has been read and not yet been taken by the reader.
 *
 * It has two buffers and uses them in turn, so that the packets handed out before the last change of buffers can still
 * be compared with what follows (a retransmission with other bytes): {@link previous} stays as it was until the next one.
 */
export class ReadWindow {
  /** The bytes not yet taken are `bytes[start … end)`. */
  bytes: Uint8Array;
  start = 0;
  end = 0;
  /** File offset of `bytes[start]`. */
  offset = 0;
  /** The buffer used before this one. */
  previous: Uint8Array = new Uint8Array(0);
  /** How often the buffers have changed: see {@link Packet.filling}. */
  filling = 0;

  /** @param capacity bytes to begin with */
  constructor(capacity = INITIAL_CAPACITY) {
    this.bytes = new Uint8Array(capacity);
  }

  /** Marks the bytes before `index` as taken. */
  take(index: number): void {
    this.offset += index - this.start;
    this.start = index;
  }

  /** Forgets what is left and begins another file. */
  reset(): void {
    this.end = this.start;
    this.offset = 0;
  }

  /**
   * Makes room for new bytes behind those that have not been taken: in this buffer, while it has some, or by moving them
   * to the front of the other one. A buffer that one record's bytes have filled is replaced by one of twice its size.
   */
  makeRoom(): void {
    const capacity = this.bytes.length;
    if (capacity - this.end >= Math.min(MIN_ROOM, capacity / 2)) return;
    const left = this.end - this.start;
    const needed = left === capacity ? capacity * 2 : capacity;
    const other = this.previous.length === needed ? this.previous : new Uint8Array(needed);
    other.set(this.bytes.subarray(this.start, this.end));
    this.previous = this.bytes;
    this.bytes = other;
    this.start = 0;
    this.end = left;
    this.filling++;
  }
}
