import { uint8 } from '../byte-order.js';
import { type Cursor, Layer } from '../link/cursor.js';
import { layerOfNextProtocol } from './network-service-header.js';

/** Flags, group or next protocol, network identifier (RFC 7348, section 5), in bytes. */
const HEADER_LENGTH = 8;
/** The identifier is valid; without it this is no VXLAN header. */
const FLAG_INSTANCE = 0x08;
/** VXLAN-GPE: the next-protocol field is valid (draft-ietf-nvo3-vxlan-gpe, section 3.2). */
const FLAG_NEXT_PROTOCOL = 0x04;

/** Walks over a VXLAN header (RFC 7348). */
export function walkVxlan(cursor: Cursor): void {
  const { bytes, offset } = cursor;
  if (!cursor.skip(HEADER_LENGTH)) return;
  cursor.next = (uint8(bytes, offset) & FLAG_INSTANCE) !== 0 ? Layer.ETHERNET : Layer.NONE;
}

/** Walks over a header of VXLAN's generic protocol extension. */
export function walkVxlanGpe(cursor: Cursor): void {
  const { bytes, offset } = cursor;
  if (!cursor.skip(HEADER_LENGTH)) return;
  const hasNextProtocol = (uint8(bytes, offset) & FLAG_NEXT_PROTOCOL) !== 0;
  cursor.next = hasNextProtocol ? layerOfNextProtocol(uint8(bytes, offset + 3)) : Layer.ETHERNET;
}
