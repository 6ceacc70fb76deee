import { uint8, uint16 } from '../byte-order.js';
import type { Cursor } from './cursor.js';
import { Layer } from './layer.js';

/** Version and type, code, session identifier and length (RFC 2516, section 4), in bytes. */
const HEADER_LENGTH = 6;
/** Code of session data; all others are discovery. */
const CODE_SESSION = 0;

/** Walks over a PPPoE session header (RFC 2516). */
export function walkPppoe(cursor: Cursor): void {
  const { bytes, offset } = cursor;
  if (!cursor.skip(HEADER_LENGTH)) return;
  cursor.limit(cursor.offset, uint16(bytes, offset + 4));
  cursor.next = uint8(bytes, offset + 1) === CODE_SESSION ? Layer.PPP : Layer.NONE;
}
