/** Every block type has these two (draft-ietf-opsawg-pcapng, section 3.5). */
const END_OF_OPTIONS = 0;
export const OPTION_COMMENT = 1;

const UTF8 = new TextDecoder();

/**
 * Walks the options at the end of a pcapng block. One cursor serves all blocks of a capture, so that a packet's options
 * cost no object.
 */
export class OptionCursor {
  /** Type of the present option; its value is `length` bytes from `start`. */
  code = 0;
  start = 0;
  length = 0;
  /** The list contradicts itself: an option is longer than what is left of its block. Those before it were given. */
  damaged = false;
  #view: DataView = new DataView(new ArrayBuffer(0));
  #littleEndian = false;
  #next = 0;
  #end = 0;

  /** Begins with the list in bytes `start … end` of `view`. */
  begin(view: DataView, littleEndian: boolean, start: number, end: number): void {
    this.#view = view;
    this.#littleEndian = littleEndian;
    this.#next = start;
    this.#end = end;
    this.damaged = false;
  }

  /** Goes to the next option. @returns false at the end of the list, or where it is damaged */
  next(): boolean {
    const at = this.#next;
    const left = this.#end - at;
    if (left < 4) {
      this.damaged = left > 0;
      return false;
    }
    this.code = this.#view.getUint16(at, this.#littleEndian);
    this.length = this.#view.getUint16(at + 2, this.#littleEndian);
    this.start = at + 4;
    if (this.code === END_OF_OPTIONS) return false;
    if (this.length > left - 4) {
      this.damaged = true;
      return false;
    }
    this.#next = at + 4 + ((this.length + 3) & ~3);
    return true;
  }

  /**
   * The value as UTF-8 text, without the zeros that some writers end it with; what is no UTF-8 is replaced.
   * @param longest bytes of it that are looked at
   */
  text(longest = 65_535): string {
    const { buffer, byteOffset } = this.#view;
    let length = Math.min(this.length, longest);
    while (length > 0 && this.#view.getUint8(this.start + length - 1) === 0) length--;
    return UTF8.decode(new Uint8Array(buffer, byteOffset + this.start, length));
  }

  /** The value as a number, 0 … 255; undefined where it has another size. */
  uint8(): number | undefined {
    return this.length === 1 ? this.#view.getUint8(this.start) : undefined;
  }

  /** The value as a number of 32 bits; undefined where it has another size. */
  uint32(): number | undefined {
    return this.length === 4 ? this.#view.getUint32(this.start, this.#littleEndian) : undefined;
  }

  /** The value as a number of 64 bits, which is rounded beyond 2^53; undefined where it has another size. */
  uint64(): number | undefined {
    return this.length === 8 ? Number(this.#view.getBigUint64(this.start, this.#littleEndian)) : undefined;
  }

  /** The value as a signed number of 64 bits, which is rounded beyond ±2^53; undefined where it has another size. */
  int64(): number | undefined {
    return this.length === 8 ? Number(this.#view.getBigInt64(this.start, this.#littleEndian)) : undefined;
  }
}
