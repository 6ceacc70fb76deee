import { uint8, uint16 } from '../byte-order.js';
import { type Cursor, Layer } from '../link/cursor.js';

/** Version numbers in the header's first four bits (draft-foschiano-erspan, sections 4.2 and 4.3). */
const VERSION_II = 1;
const VERSION_III = 2;

/** In bytes. */
const HEADER_LENGTH_II = 8;
const HEADER_LENGTH_III = 12;
const SUBHEADER_LENGTH = 8;

/** Last 16 bits of an ERSPAN III header: frame type, and whether a platform's subheader follows. */
const FRAME_TYPE_BITS = 0x7c00;
const FRAME_TYPE_SHIFT = 10;
const FRAME_TYPE_ETHERNET = 0;
const FRAME_TYPE_IP = 2;
const SUBHEADER_PRESENT = 0x0001;

/** Walks over an ERSPAN header of type II or III. */
export function walkErspan(cursor: Cursor): void {
  const { bytes, offset } = cursor;
  if (!cursor.skip(HEADER_LENGTH_II)) return;
  cursor.next = Layer.NONE;
  switch (uint8(bytes, offset) >> 4) {
    case VERSION_II:
      cursor.next = Layer.ETHERNET;
      return;
    case VERSION_III: {
      if (!cursor.skip(HEADER_LENGTH_III - HEADER_LENGTH_II)) return;
      const flags = uint16(bytes, offset + 10);
      if ((flags & SUBHEADER_PRESENT) !== 0 && !cursor.skip(SUBHEADER_LENGTH)) return;
      const frameType = (flags & FRAME_TYPE_BITS) >> FRAME_TYPE_SHIFT;
      if (frameType === FRAME_TYPE_ETHERNET) cursor.next = Layer.ETHERNET;
      else if (frameType === FRAME_TYPE_IP) cursor.next = Layer.IP;
    }
  }
}
