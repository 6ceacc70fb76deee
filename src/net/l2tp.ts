import { uint16 } from '../byte-order.js';
import { type Cursor, Layer } from '../link/cursor.js';

/** Flags and version, tunnel and session identifier (RFC 2661, section 3.1), in bytes, and the optional fields. */
const FLAGS_LENGTH = 2;
const LENGTH_LENGTH = 2;
const IDENTIFIERS_LENGTH = 4;
const SEQUENCE_LENGTH = 4;
const OFFSET_SIZE_LENGTH = 2;

const Flag = { CONTROL: 0x8000, LENGTH: 0x4000, SEQUENCE: 0x0800, OFFSET: 0x0200 } as const;
const VERSION_BITS = 0x000f;
const VERSION_2 = 2;

/** Walks over the header of an L2TP data message (RFC 2661); PPP is behind it. */
export function walkL2tp(cursor: Cursor): void {
  const { bytes, offset } = cursor;
  if (!cursor.skip(FLAGS_LENGTH)) return;
  cursor.next = Layer.NONE;
  const flags = uint16(bytes, offset);
  if ((flags & VERSION_BITS) !== VERSION_2 || (flags & Flag.CONTROL) !== 0) return;
  if ((flags & Flag.LENGTH) !== 0) {
    if (!cursor.skip(LENGTH_LENGTH)) return;
    cursor.limit(offset, uint16(bytes, offset + FLAGS_LENGTH));
  }
  if (!cursor.skip(IDENTIFIERS_LENGTH)) return;
  if ((flags & Flag.SEQUENCE) !== 0 && !cursor.skip(SEQUENCE_LENGTH)) return;
  if ((flags & Flag.OFFSET) !== 0) {
    const size = cursor.offset;
    if (!cursor.skip(OFFSET_SIZE_LENGTH) || !cursor.skip(uint16(bytes, size))) return;
  }
  cursor.next = Layer.PPP;
}
