import type { ByteWriter } from './byte-writer.js';

const PADDING = 0x3d;

/** Bytes of input between two looks at the room left; a multiple of three, so that no slice but the last is padded. */
const SLICE = 48 * 1024;

const ALPHABET = Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/', 'latin1');

/** The two characters of each 12 bits, as they lie in memory when written little-endian. */
const PAIRS = Uint16Array.from(
  { length: 4096 },
  (_, bits) => (ALPHABET[bits >> 6] as number) | ((ALPHABET[bits & 63] as number) << 8),
);

/** Writes `bytes[start … end)` in base64 with padding (RFC 4648, section 4). */
export function writeBase64(writer: ByteWriter, bytes: Uint8Array, start: number, end: number): void {
  for (let from = start; from < end; from += SLICE) {
    const to = Math.min(from + SLICE, end);
    writer.reserve(Math.ceil((to - from) / 3) * 4);
    writeSlice(writer, bytes, from, to);
  }
}

function writeSlice(writer: ByteWriter, bytes: Uint8Array, start: number, end: number): void {
  const { view } = writer;
  let at = writer.length;
  let from = start;
  for (; from + 3 <= end; from += 3) {
    const bits = ((bytes[from] as number) << 16) | ((bytes[from + 1] as number) << 8) | (bytes[from + 2] as number);
    view.setInt32(at, (PAIRS[bits >> 12] as number) | ((PAIRS[bits & 0xfff] as number) << 16), true);
    at += 4;
  }
  const left = end - from;
  if (left > 0) {
    const bits = ((bytes[from] as number) << 16) | (left === 2 ? (bytes[from + 1] as number) << 8 : 0);
    view.setInt16(at, PAIRS[bits >> 12] as number, true);
    view.setInt8(at + 2, left === 2 ? (ALPHABET[(bits >> 6) & 63] as number) : PADDING);
    view.setInt8(at + 3, PADDING);
    at += 4;
  }
  writer.length = at;
}
