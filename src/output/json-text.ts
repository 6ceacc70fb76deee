import type { ByteWriter } from './byte-writer.js';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const LETTER_U = 0x75;
const ZERO = 0x30;

/** Bytes of input that are escaped between two looks at the room left; each may become six. */
const SLICE = 16 * 1024;

/** What follows the backslash of each byte that needs one (RFC 8259, section 7); `u` for the long form, 0 for none. */
const ESCAPES = new Uint8Array(256).fill(LETTER_U, 0, 0x20);
for (const [byte, letter] of [
  [0x08, 'b'],
  [0x09, 't'],
  [0x0a, 'n'],
  [0x0c, 'f'],
  [0x0d, 'r'],
  [QUOTE, '"'],
  [BACKSLASH, '\\'],
] as const) {
  ESCAPES[byte] = letter.charCodeAt(0);
}

const HEX_DIGITS = Buffer.from('0123456789abcdef', 'latin1');

/**
 * Writes `bytes[start … end)` as the inside of a JSON string.
 * @param bytes valid UTF-8 within the range: only quotes, backslashes and control characters are looked for
 */
export function writeJsonText(writer: ByteWriter, bytes: Uint8Array, start: number, end: number): void {
  const view = writer.viewOn(bytes);
  for (let from = start; from < end; from += SLICE) {
    const to = Math.min(from + SLICE, end);
    writer.reserve((to - from) * 6);
    writer.length = escapeWords(bytes, view, from, to, writer.bytes, writer.view, writer.length);
  }
}

/**
 * Looks at four bytes at a time. The expression for `found` sets the top bit of each byte that is a quote, a backslash or
 * below 0x20; what borrows from its neighbour can only mark a later byte wrongly, so the first mark is always right.
 * @returns the index behind the last byte written
 */
function escapeWords(
  bytes: Uint8Array,
  view: DataView,
  start: number,
  end: number,
  out: Uint8Array,
  outView: DataView,
  outStart: number,
): number {
  const lastWord = end - 4;
  let from = start;
  let at = outStart;
  while (from <= lastWord) {
    const word = view.getInt32(from, true);
    const found =
      (((word ^ 0x22222222) - 0x01010101) | ((word ^ 0x5c5c5c5c) - 0x01010101) | (word - 0x20202020)) &
      ~word &
      0x80808080;
    outView.setInt32(at, word, true);
    if (found === 0) {
      from += 4;
      at += 4;
      continue;
    }
    const plain = (31 - Math.clz32(found & -found)) >> 3;
    from += plain;
    at = escapeByte(bytes[from++] as number, out, at + plain);
  }
  for (; from < end; from++) {
    const byte = bytes[from] as number;
    if (ESCAPES[byte] === 0) out[at++] = byte;
    else at = escapeByte(byte, out, at);
  }
  return at;
}

function escapeByte(byte: number, out: Uint8Array, outStart: number): number {
  const letter = ESCAPES[byte] as number;
  let at = outStart;
  out[at++] = BACKSLASH;
  out[at++] = letter;
  if (letter === LETTER_U) {
    out[at++] = ZERO;
    out[at++] = ZERO;
    out[at++] = HEX_DIGITS[byte >> 4] as number;
    out[at++] = HEX_DIGITS[byte & 15] as number;
  }
  return at;
}
