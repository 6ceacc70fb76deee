import { uint8, uint16 } from '../byte-order.js';
import { type Cursor, Layer } from '../link/cursor.js';

/** Flags, message type, length and tunnel endpoint identifier (3GPP TS 29.281, section 5.1), in bytes. */
const MIN_HEADER_LENGTH = 8;
/** Sequence number, N-PDU number and type of the first extension header: there if one of their flags is set. */
const OPTIONAL_LENGTH = 4;

/** Bits of the first byte: version 1 of GTP, not GTP'. */
const VERSION_AND_TYPE_BITS = 0xf0;
const VERSION_1_GTP = 0x30;
const FLAG_EXTENSION = 0x04;
const ANY_OPTIONAL_FLAG = 0x07;

/** Message type of user data. */
const MESSAGE_G_PDU = 255;

/** Walks over a GTP-U header, extension headers included; a user's IP packet is behind it. */
export function walkGtpU(cursor: Cursor): void {
  const { bytes, offset } = cursor;
  if (!cursor.skip(MIN_HEADER_LENGTH)) return;
  cursor.next = Layer.NONE;
  const flags = uint8(bytes, offset);
  if ((flags & VERSION_AND_TYPE_BITS) !== VERSION_1_GTP || uint8(bytes, offset + 1) !== MESSAGE_G_PDU) return;
  cursor.limit(cursor.offset, uint16(bytes, offset + 2));
  if ((flags & ANY_OPTIONAL_FLAG) !== 0) {
    if (!cursor.skip(OPTIONAL_LENGTH)) return;
    if ((flags & FLAG_EXTENSION) !== 0 && !skipExtensions(cursor)) return;
  }
  cursor.next = Layer.IP;
}

/**
 * Moves over extension headers (section 5.2): the length in words of four bytes comes first, the type of the next one
 * last. @returns false where they are damaged or not captured
 */
function skipExtensions(cursor: Cursor): boolean {
  const { bytes } = cursor;
  while (uint8(bytes, cursor.offset - 1) !== 0) {
    if (cursor.offset >= cursor.end) return false;
    const words = uint8(bytes, cursor.offset);
    if (words === 0 || !cursor.skip(words * 4)) return false;
  }
  return true;
}
