import type { ByteWriter } from './byte-writer.js';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const LETTER_U = 0x75;
const ZERO = 0x30;

/** Bytes of input that are escaped between two looks at the room left; each may become six. */
const SLICE = 16 * 1024;

const HEX_DIGITS = Buffer.from('0123456789abcdef', 'latin1');

/**
 * Each byte as it is written, laid out little-endian: itself, or a backslash and what follows it (RFC 8259, section 7).
 * A `u` there has four digits behind it.
 */
const WRITTEN = Uint16Array.from({ length: 256 }, (_, byte) => (byte < 0x20 ? escaped(LETTER_U) : byte));
for (const [byte, letter] of [
  [0x08, 'b'],
  [0x09, 't'],
  [0x0a, 'n'],
  [0x0c, 'f'],
  [0x0d, 'r'],
  [QUOTE, '"'],
  [BACKSLASH, '\\'],
] as const) {
  WRITTEN[byte] = escaped(letter.charCodeAt(0));
}

function escaped(letter: number): number {
  return BACKSLASH | (letter << 8);
}

const LONG_FORM = escaped(LETTER_U);

/**
 * Writes `bytes[start … end)` as the inside of a JSON string.
 * @param bytes valid UTF-8 within the range: only quotes, backslashes and control characters are looked for
 */
export function writeJsonText(writer: ByteWriter, bytes: Uint8Array, start: number, end: number): void {
  const view = writer.viewOn(bytes);
  for (let from = start; from < end; from += SLICE) {
    const to = Math.min(from + SLICE, end);
    writer.reserve((to - from) * 6);
    writer.length = escapeWords(bytes, view, from, to, writer.view, writer.length);
  }
}

/**
 * Looks at four bytes at a time. The expression for `controls` sets the top bit of each byte below 0x20, the one for
 * `quotes` of each that is a quote or a backslash; what borrows from its neighbour can mark others too, never miss one.
 * Quotes are too many in JSON to be guessed right by the processor: words that hold one are written without a branch.
 * @returns the index behind the last byte written
 */
function escapeWords(
  bytes: Uint8Array,
  view: DataView,
  start: number,
  end: number,
  out: DataView,
  outStart: number,
): number {
  const lastWord = end - 4;
  let from = start;
  let at = outStart;
  for (; from <= lastWord; from += 4) {
    const word = view.getInt32(from, true);
    const top = ~word & 0x80808080;
    const controls = (word - 0x20202020) & top;
    const quotes = (((word ^ 0x22222222) - 0x01010101) | ((word ^ 0x5c5c5c5c) - 0x01010101)) & top;
    if (controls !== 0) {
      at = escapeBytes(bytes, from, from + 4, out, at);
    } else if (quotes === 0) {
      out.setInt32(at, word, true);
      at += 4;
    } else {
      const first = WRITTEN[word & 0xff] as number;
      const second = WRITTEN[(word >>> 8) & 0xff] as number;
      const third = WRITTEN[(word >>> 16) & 0xff] as number;
      const fourth = WRITTEN[word >>> 24] as number;
      out.setInt16(at, first, true);
      at += writtenLength(first);
      out.setInt16(at, second, true);
      at += writtenLength(second);
      out.setInt16(at, third, true);
      at += writtenLength(third);
      out.setInt16(at, fourth, true);
      at += writtenLength(fourth);
    }
  }
  return escapeBytes(bytes, from, end, out, at);
}

/** 2 for what has a backslash, 1 for the rest. */
function writtenLength(written: number): number {
  return 1 + ((0xff - written) >>> 31);
}

function escapeBytes(bytes: Uint8Array, start: number, end: number, out: DataView, outStart: number): number {
  let at = outStart;
  for (let from = start; from < end; from++) {
    const byte = bytes[from] as number;
    const written = WRITTEN[byte] as number;
    out.setInt16(at, written, true);
    at += writtenLength(written);
    if (written !== LONG_FORM) continue;
    out.setInt16(at, ZERO | (ZERO << 8), true);
    out.setInt8(at + 2, HEX_DIGITS[byte >> 4] as number);
    out.setInt8(at + 3, HEX_DIGITS[byte & 15] as number);
    at += 4;
  }
  return at;
}
