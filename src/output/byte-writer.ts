import type { ByteOutput } from './byte-output.js';

/** Size of the buffer in bytes; a piece that needs more room at once makes it grow. */
const CAPACITY = 256 * 1024;

/** Constants are copied a word at a time, so up to this many bytes behind the end may be overwritten. */
const SLACK = 8;

/** Most bytes of a long run that are put into the buffer in one go. */
const SLICE = 64 * 1024;

const LOWER_HEX = hexPairs('0123456789abcdef');
const UPPER_HEX = hexPairs('0123456789ABCDEF');

/** Both digits of each byte, as they lie in memory when written little-endian. */
function hexPairs(digits: string): Uint16Array {
  return Uint16Array.from(
    { length: 256 },
    (_, byte) => digits.charCodeAt(byte >> 4) | (digits.charCodeAt(byte & 15) << 8),
  );
}

/** Both digits of 0 … 99, laid out likewise. */
const DECIMAL_PAIRS = Uint16Array.from(
  { length: 100 },
  (_, value) => (0x30 + Math.floor(value / 10)) | ((0x30 + (value % 10)) << 8),
);

/** A piece of output that never changes, laid out so that it can be copied a word at a time. */
export class Constant {
  /** Its bytes, with zeros behind them up to a whole word. */
  readonly view: DataView;
  /** In bytes. */
  readonly length: number;

  constructor(text: string) {
    const bytes = Buffer.alloc((Buffer.byteLength(text, 'utf8') + 3) & ~3);
    this.length = bytes.write(text, 'utf8');
    this.view = viewOf(bytes);
  }
}

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
    const { view: words, length } = piece;
    this.reserve(length);
    const { view, length: at } = this;
    for (let index = 0; index < length; index += 4) view.setInt32(at + index, words.getInt32(index));
    this.length = at + length;
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

  /** @param value a whole number that is not negative */
  integer(value: number): void {
    this.reserve(20);
    if (value < 10) this.bytes[this.length++] = 0x30 + value;
    else if (value > 0x7fffffff) this.text(value.toFixed(0));
    else this.digits(value, decimalDigits(value));
  }

  /** The lowest `count` decimal digits of `value`, zeros in front. @param value 0 … 2^31 - 1 */
  digits(value: number, count: number): void {
    this.reserve(count);
    const { bytes, view, length } = this;
    let at = length + count;
    let rest = value;
    for (; at - length >= 2; at -= 2) {
      const quotient = (rest / 100) | 0;
      view.setInt16(at - 2, DECIMAL_PAIRS[rest - quotient * 100] as number, true);
      rest = quotient;
    }
    if (at > length) bytes[length] = 0x30 + (rest % 10);
    this.length = length + count;
  }

  /** Eight lower-case hex digits. @param word 32 bits, signed or not */
  hex32(word: number): void {
    this.reserve(8);
    const { view, length } = this;
    view.setInt16(length, LOWER_HEX[(word >>> 24) & 0xff] as number, true);
    view.setInt16(length + 2, LOWER_HEX[(word >>> 16) & 0xff] as number, true);
    view.setInt16(length + 4, LOWER_HEX[(word >>> 8) & 0xff] as number, true);
    view.setInt16(length + 6, LOWER_HEX[word & 0xff] as number, true);
    this.length = length + 8;
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

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** @param value 10 … 2^31 - 1 */
function decimalDigits(value: number): number {
  if (value < 100) return 2;
  if (value < 1000) return 3;
  if (value < 10_000) return 4;
  if (value < 100_000) return 5;
  if (value < 1_000_000) return 6;
  if (value < 10_000_000) return 7;
  if (value < 100_000_000) return 8;
  return value < 1_000_000_000 ? 9 : 10;
}
