import { uint16le, uint32le } from '../byte-order.js';
import type { Cursor } from './cursor.js';
import { Layer } from './layer.js';
import { enterLinkType, LinkType } from './link-type.js';

/** Version, flags, length and the DLT of what follows (PPI specification 1.0.10, section 3.1.1), in bytes. */
const MIN_HEADER_LENGTH = 8;
/** Type and length of a field, in bytes. */
const FIELD_HEADER_LENGTH = 4;

/** The 802.11-Common field (section 4.1.2) and where its flags stand in it. */
const FIELD_80211_COMMON = 2;
const COMMON_FLAGS_OFFSET = 8;
const COMMON_FLAGS_FCS_PRESENT = 0x0001;
const FCS_LENGTH = 4;

/** Walks over a Per-Packet Information header. */
export function walkPpi(cursor: Cursor): void {
  const { bytes, offset } = cursor;
  cursor.next = Layer.NONE;
  if (cursor.end - offset < MIN_HEADER_LENGTH) return;
  const length = uint16le(bytes, offset + 2);
  const linkType = uint32le(bytes, offset + 4);
  if (length < MIN_HEADER_LENGTH || !cursor.skip(length)) return;
  if (linkType === LinkType.IEEE802_11 && hasFcs(bytes, offset + MIN_HEADER_LENGTH, cursor.offset)) {
    cursor.dropTrailer(FCS_LENGTH);
  }
  enterLinkType(cursor, linkType);
}

/** Whether the fields `bytes[from … end)` say that the frame ends in an FCS. */
function hasFcs(bytes: Uint8Array, from: number, end: number): boolean {
  let field = from;
  while (field + FIELD_HEADER_LENGTH <= end) {
    const data = field + FIELD_HEADER_LENGTH;
    if (uint16le(bytes, field) === FIELD_80211_COMMON && data + COMMON_FLAGS_OFFSET + 2 <= end) {
      return (uint16le(bytes, data + COMMON_FLAGS_OFFSET) & COMMON_FLAGS_FCS_PRESENT) !== 0;
    }
    field = data + uint16le(bytes, field + 2);
  }
  return false;
}
