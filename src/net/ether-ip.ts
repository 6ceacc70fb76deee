import { uint8 } from '../byte-order.js';
import { type Cursor, Layer } from '../link/cursor.js';

/** Version and reserved bits (RFC 3378, section 2), in bytes. */
const HEADER_LENGTH = 2;
const VERSION = 3;

/** Walks over an EtherIP header (RFC 3378). */
export function walkEtherIp(cursor: Cursor): void {
  const { bytes, offset } = cursor;
  if (!cursor.skip(HEADER_LENGTH)) return;
  cursor.next = uint8(bytes, offset) >> 4 === VERSION ? Layer.ETHERNET : Layer.NONE;
}
