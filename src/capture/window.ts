/** Bytes the window holds at first; a longer record makes it grow. */
const INITIAL_CAPACITY = 1024 * 1024;

/**
 * The part of a capture that is in memory: what has been read and not yet been taken by the reader.
 *
 * It has two buffers and uses them in turn, so that the packets handed out before the last {@link makeRoom} can still be
 * compared with what follows (a retransmission with other bytes): {@link previous} stays as it was until the next one.
 */
export class ReadWindow {
  /** The bytes not yet taken are `bytes[start … end)`. */
  bytes: Uint8Array = new Uint8Array(INITIAL_CAPACITY);
  start = 0;
  end = 0;
  /** File offset of `bytes[start]`. */
  offset = 0;
  /** The buffer used before this one. */
  previous: Uint8Array = new Uint8Array(0);

  /** Marks the bytes before `index` as taken. */
  take(index: number): void {
    this.offset += index - this.start;
    this.start = index;
  }

  /** Forgets what is left and begins another file. */
  reset(): void {
    this.start = 0;
    this.end = 0;
    this.offset = 0;
  }

  /**
   * Moves what has not been taken to the front of the other buffer, so that new bytes fit behind it.
   * @param wanted length of the record that is waited for, in bytes: the buffer doubles until it holds that, but never
   * before the present one is full of the record's own bytes
   */
  makeRoom(wanted: number): void {
    const left = this.end - this.start;
    let capacity = this.bytes.length;
    if (wanted > capacity && left === capacity) capacity *= 2;
    const other = this.previous.length === capacity ? this.previous : new Uint8Array(capacity);
    other.set(this.bytes.subarray(this.start, this.end));
    this.previous = this.bytes;
    this.bytes = other;
    this.start = 0;
    this.end = left;
  }
}
