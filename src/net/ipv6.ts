import { uint8, uint16 } from '../byte-order.js';
import { type Cursor, Layer } from '../link/cursor.js';
import { enterIpProtocol } from './ip-protocol.js';

/** Length of the fixed header (RFC 8200, section 3), in bytes. */
export const IPV6_HEADER_LENGTH = 40;
/** Where the source address stands in it; the destination address is behind it. */
export const IPV6_SOURCE_OFFSET = 8;
export const IPV6_DESTINATION_OFFSET = 24;

/**
 * Length of what is behind the fixed header in bytes (ipv6.plen); 0 in a jumbogram (RFC 2675), and from a sender that
 * leaves segmentation to its network card.
 */
export function payloadLength(bytes: Uint8Array, at: number): number {
  return uint16(bytes, at + 4);
}

/** ipv6.nxt */
export function nextHeader(bytes: Uint8Array, at: number): number {
  return uint8(bytes, at + 6);
}

/** ipv6.hlim */
export function hopLimit(bytes: Uint8Array, at: number): number {
  return uint8(bytes, at + 7);
}

/** Walks over the fixed header of IPv6 (RFC 8200). */
export function walkIpv6(cursor: Cursor): void {
  const { bytes, offset } = cursor;
  cursor.next = Layer.NONE;
  if (cursor.end - offset < IPV6_HEADER_LENGTH || uint8(bytes, offset) >> 4 !== 6) return;
  const payload = payloadLength(bytes, offset);
  if (payload !== 0) cursor.limit(offset, IPV6_HEADER_LENGTH + payload);
  cursor.ipVersion = 6;
  cursor.source = offset + IPV6_SOURCE_OFFSET;
  cursor.destination = offset + IPV6_DESTINATION_OFFSET;
  cursor.offset = offset + IPV6_HEADER_LENGTH;
  enterIpProtocol(cursor, nextHeader(bytes, offset));
}
