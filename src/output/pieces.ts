/**
 * Pieces of output, written at an index of a view where the caller has made room for them and for {@link SLACK} more
 * bytes; each function gives the index behind its piece. A line of many pieces is written faster so than by a writer that
 * keeps the index itself.
 */

/** Constants are copied eight bytes at a time, so up to this many bytes behind a piece may be overwritten. */
export const SLACK = 8;

/** Most bytes that an integer takes: no number below 2^64 has more digits. */
export const MOST_DIGITS = 20;

const ZERO = 0x30;

const LOWER_HEX = hexPairs('0123456789abcdef');

/** Both digits of each byte, as they lie in memory when written little-endian. */
export function hexPairs(digits: string): Uint16Array {
  return Uint16Array.from(
    { length: 256 },
    (_, byte) => digits.charCodeAt(byte >> 4) | (digits.charCodeAt(byte & 15) << 8),
  );
}

/** Both digits of 0 … 99, laid out likewise. */
const DECIMAL_PAIRS = Uint16Array.from(
  { length: 100 },
  (_, value) => (ZERO + Math.floor(value / 10)) | ((ZERO + (value % 10)) << 8),
);

/**
 * A piece of output that never changes, laid out so that it can be copied eight bytes at a time. They are taken for
 * doubles, whose bits stay as they are unless they are a NaN, and no UTF-8 is one: a byte of 7F never follows one of F0 or
 * more, and there is no FF.
 */
export class Constant {
  /** Its bytes, with zeros behind them up to a multiple of eight. */
  readonly view: DataView;
  /** In bytes. */
  readonly length: number;

  constructor(text: string) {
    const bytes = Buffer.alloc((Buffer.byteLength(text, 'utf8') + 7) & ~7);
    this.length = bytes.write(text, 'utf8');
    this.view = viewOf(bytes);
  }
}

/** A view of the same memory. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

export function putConstant(view: DataView, at: number, piece: Constant): number {
  const { view: eights, length } = piece;
  for (let index = 0; index < length; index += 8) view.setFloat64(at + index, eights.getFloat64(index));
  return at + length;
}

/** @param value a whole number that is not negative; it takes at most {@link MOST_DIGITS} bytes */
export function putInteger(view: DataView, at: number, value: number): number {
  if (value < 10) {
    view.setInt8(at, ZERO + value);
    return at + 1;
  }
  return value > 0x7fffffff ? putLarge(view, at, value) : putDigits(view, at, value, decimalDigits(value));
}

/** What a signed word holds of digits, whatever they are. */
const BILLION = 1_000_000_000;

function putLarge(view: DataView, at: number, value: number): number {
  if (value <= Number.MAX_SAFE_INTEGER) {
    const billions = Math.floor(value / BILLION);
    return putDigits(view, putInteger(view, at, billions), value - billions * BILLION, 9);
  }
  const digits = value.toFixed(0);
  for (let index = 0; index < digits.length; index++) view.setInt8(at + index, digits.charCodeAt(index));
  return at + digits.length;
}

/** The lowest `count` decimal digits of `value`, zeros in front. @param value 0 … 2^31 - 1 */
export function putDigits(view: DataView, at: number, value: number, count: number): number {
  let rest = value;
  let end = at + count;
  for (; end - at >= 2; end -= 2) {
    const quotient = (rest / 100) | 0;
    view.setInt16(end - 2, DECIMAL_PAIRS[rest - quotient * 100] as number, true);
    rest = quotient;
  }
  if (end > at) view.setInt8(at, ZERO + (rest % 10));
  return at + count;
}

/** How many digits a number has. @param value 0 … 2^31 - 1 */
export function decimalDigits(value: number): number {
  if (value < 10) return 1;
  if (value < 100) return 2;
  if (value < 1000) return 3;
  if (value < 10_000) return 4;
  if (value < 100_000) return 5;
  if (value < 1_000_000) return 6;
  if (value < 10_000_000) return 7;
  if (value < 100_000_000) return 8;
  return value < 1_000_000_000 ? 9 : 10;
}

/** Eight lower-case hex digits. @param word 32 bits, signed or not */
export function putHex32(view: DataView, at: number, word: number): number {
  view.setInt16(at, LOWER_HEX[(word >>> 24) & 0xff] as number, true);
  view.setInt16(at + 2, LOWER_HEX[(word >>> 16) & 0xff] as number, true);
  view.setInt16(at + 4, LOWER_HEX[(word >>> 8) & 0xff] as number, true);
  view.setInt16(at + 6, LOWER_HEX[word & 0xff] as number, true);
  return at + 8;
}
