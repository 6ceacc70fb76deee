import type { ByteWriter } from './byte-writer.js';

/** Bytes of input between two looks at the room left; a multiple of three, so that no slice but the last is padded. */
const SLICE = 48 * 1024;

/** Writes `bytes[start … end)` in base64 with padding (RFC 4648, section 4). */
export function writeBase64(writer: ByteWriter, bytes: Uint8Array, start: number, end: number): void {
  for (let from = start; from < end; from += SLICE) {
    const length = Math.min(SLICE, end - from);
    const text = Buffer.from(bytes.buffer, bytes.byteOffset + from, length).toString('base64');
    writer.reserve(text.length);
    writer.length += writer.bytes.write(text, writer.length, 'latin1');
  }
}
