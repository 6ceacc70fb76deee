import { uint8, uint16 } from '../byte-order.js';
import { type Cursor, Layer } from '../link/cursor.js';
import { enterEtherType } from '../link/ethertype.js';

/** Header without options (RFC 8926, section 3.4), in bytes. */
const MIN_HEADER_LENGTH = 8;
/** Bits of the first byte: version, and length of the options in words of four bytes. */
const VERSION_SHIFT = 6;
const OPTIONS_LENGTH_BITS = 0x3f;

/** Walks over a Geneve header (RFC 8926). */
export function walkGeneve(cursor: Cursor): void {
  const { bytes, offset } = cursor;
  if (!cursor.skip(MIN_HEADER_LENGTH)) return;
  cursor.next = Layer.NONE;
  const first = uint8(bytes, offset);
  if (first >> VERSION_SHIFT !== 0 || !cursor.skip((first & OPTIONS_LENGTH_BITS) * 4)) return;
  enterEtherType(cursor, uint16(bytes, offset + 2));
}
