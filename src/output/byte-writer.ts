import type { ByteOutput } from './byte-output.js';
import {
  type Constant,
  hexPairs,
  MOST_DIGITS,
  putConstant,
  putDigits,
  putHex32,
  putInteger,
  SLACK,
  viewOf,
} from './pieces.js';

export { Constant } from './pieces.js';

/** Size of the buffer in bytes; a piece that needs more room at once makes it grow. */
const CAPACITY = 256 * 1024;

/** Most bytes of a long run that are put into the buffer in one go. */
const SLICE = 64 * 1024;

/** An arrow to the right, and its bytes in UTF-8. */
const ARROW = 0x2192;
const ARROW_LENGTH = 3;

const UPPER_HEX = hexPairs('0123456789ABCDEF');

/**
 * A buffer that output is written into byte by byte and that empties itself into a {@link ByteOutput} when it is full.
 * Turning payloads into strings costs more than all decoding, so nothing here makes one.
 *
 * `bytes`, `view` and `length` are open to the functions that write one kind of content (`writeJsonText` …): these call
 * {@link reserve}, write behind `length`, and move it.
 */
export class ByteWriter {
  bytes: Buffer = Buffer.alloc(CAPACITY);
  /** The same memory as `bytes`, for whole words. */
  view: DataView = viewOf(this.bytes);
  /** Bytes that wait to be drained. */
  length = 0;
  readonly #output: ByteOutput;
  #source: Uint8Array = this.bytes;
  #sourceView: DataView = this.view;
  #otherSource: Uint8Array = this.bytes;
  #otherView: DataView = this.view;

  constructor(output: ByteOutput) {
    this.#output = output;
  }

  /** Makes room for `count` bytes behind `length`, and for the few that a copy by words may write beyond them. */
  reserve(count: number): void {
    if (this.length + count + SLACK <= this.bytes.length) return;
    this.flush();
    if (count + SLACK <= this.bytes.length) return;
    this.bytes = Buffer.alloc(count + SLACK);
    this.view = viewOf(this.bytes);
  }

  /** Hands on what has been written. */
  flush(): void {
    if (this.length === 0) return;
    const { length } = this;
    this.length = 0;
    this.#output.write(this.bytes, 0, length);
  }

  /**
   * A view on bytes to be copied from. The last two are kept, as payloads come from the same few buffers again and again:
   * those of one side from the capture, those of the other from where they were unmasked.
   */
  viewOn(source: Uint8Array): DataView {
    if (source === this.#source) return this.#sourceView;
    const view = source === this.#otherSource ? this.#otherView : viewOf(source);
    this.#otherSource = this.#source;
    this.#otherView = this.#sourceView;
    this.#source = source;
    this.#sourceView = view;
    return view;
  }

  constant(piece: Constant): void {
    this.reserve(piece.length);
    this.length = putConstant(this.view, this.length, piece);
  }

  /** @param byte 0 … 255 */
  byte(byte: number): void {
    this.reserve(1);
    this.bytes[this.length++] = byte;
  }

  /** A string of any characters, as UTF-8. For what is short or rare: constants and payloads have faster ways. */
  text(text: string): void {
    for (let from = 0; from < text.length; ) {
      const last = text.charCodeAt(from + SLICE - 1);
      const to = from + SLICE - (last >= 0xd800 && last < 0xdc00 ? 1 : 0);
      const slice = text.slice(from, to);
      this.reserve(slice.length * 3);
      this.length += this.bytes.write(slice, this.length, 'utf8');
      from = to;
    }
  }

  /**
   * Text that is printable ASCII but for arrows (U+2192), character by character: for what is too short to be worth a call
   * into native code.
   * @returns false where it has other characters: then nothing is written
   */
  plain(text: string): boolean {
    const { length } = text;
    this.reserve(length * ARROW_LENGTH);
    const { bytes } = this;
    let at = this.length;
    for (let index = 0; index < length; index++) {
      const unit = text.charCodeAt(index);
      if (unit >= 0x20 && unit < 0x7f) {
        bytes[at++] = unit;
      } else if (unit === ARROW) {
        bytes[at++] = 0xe2;
        bytes[at++] = 0x86;
        bytes[at++] = 0x92;
      } else {
        return false;
      }
    }
    this.length = at;
    return true;
  }

  /** @param count nothing is written where it is not positive */
  blanks(count: number): void {
    if (count <= 0) return;
    this.reserve(count);
    const { bytes } = this;
    for (let left = count; left > 0; left--) bytes[this.length++] = 0x20;
  }

  /** @param value a whole number that is not negative */
  integer(value: number): void {
    this.reserve(MOST_DIGITS);
    this.length = putInteger(this.view, this.length, value);
  }

  /** The lowest `count` decimal digits of `value`, zeros in front. @param value 0 … 2^31 - 1 */
  digits(value: number, count: number): void {
    this.reserve(count);
    this.length = putDigits(this.view, this.length, value, count);
  }

  /** Eight lower-case hex digits. @param word 32 bits, signed or not */
  hex32(word: number): void {
    this.reserve(8);
    this.length = putHex32(this.view, this.length, word);
  }

  /** `bytes[start … end)` as upper-case hex pairs with `-` between them. */
  hexPairs(bytes: Uint8Array, start: number, end: number): void {
    for (let from = start; from < end; from += SLICE) {
      const to = Math.min(from + SLICE, end);
      this.reserve((to - from) * 3);
      const { view } = this;
      let at = this.length;
      for (let index = from; index < to; index++) {
        if (index > start) view.setInt8(at++, 0x2d);
        view.setInt16(at, UPPER_HEX[bytes[index] as number] as number, true);
        at += 2;
      }
      this.length = at;
    }
  }

  /** `bytes[start … end)` as they are. */
  copy(bytes: Uint8Array, start: number, end: number): void {
    for (let from = start; from < end; from += SLICE) {
      const to = Math.min(from + SLICE, end);
      this.reserve(to - from);
      this.bytes.set(bytes.subarray(from, to), this.length);
      this.length += to - from;
    }
  }
}
