import { uint8, uint16 } from '../byte-order.js';
import { type Cursor, Layer } from '../link/cursor.js';
import { enterIpProtocol } from './ip-protocol.js';

/** Header without options (RFC 791, section 3.1), in bytes. */
export const IPV4_HEADER_LENGTH = 20;
/** Where the source address stands in it; the destination address is behind it. */
export const IPV4_SOURCE_OFFSET = 12;
export const IPV4_DESTINATION_OFFSET = 16;

const MORE_FRAGMENTS = 0x2000;
const FRAGMENT_OFFSET_BITS = 0x1fff;

/** Header length in bytes, options included (ip.hdr_len). */
export function headerLength(bytes: Uint8Array, at: number): number {
  return (uint8(bytes, at) & 0x0f) * 4;
}

/** Length of header and data in bytes (ip.len); 0 from a sender that leaves segmentation to its network card. */
export function totalLength(bytes: Uint8Array, at: number): number {
  return uint16(bytes, at + 2);
}

/** ip.id: which datagram a fragment belongs to */
export function identification(bytes: Uint8Array, at: number): number {
  return uint16(bytes, at + 4);
}

/** ip.flags.mf */
export function moreFragments(bytes: Uint8Array, at: number): boolean {
  return (uint16(bytes, at + 6) & MORE_FRAGMENTS) !== 0;
}

/** Where the fragment's data belongs in the datagram's (ip.frag_offset), in bytes. */
export function fragmentOffset(bytes: Uint8Array, at: number): number {
  return (uint16(bytes, at + 6) & FRAGMENT_OFFSET_BITS) * 8;
}

/** ip.ttl */
export function timeToLive(bytes: Uint8Array, at: number): number {
  return uint8(bytes, at + 8);
}

/** ip.proto */
export function protocol(bytes: Uint8Array, at: number): number {
  return uint8(bytes, at + 9);
}

/** Walks over an IPv4 header (RFC 791). */
export function walkIpv4(cursor: Cursor): void {
  const { bytes, offset } = cursor;
  cursor.next = Layer.NONE;
  if (cursor.end - offset < IPV4_HEADER_LENGTH || uint8(bytes, offset) >> 4 !== 4) return;
  const header = headerLength(bytes, offset);
  const total = totalLength(bytes, offset);
  if (header < IPV4_HEADER_LENGTH) return;
  if (total !== 0) cursor.limit(offset, total);
  if (!cursor.skip(header)) return;
  cursor.ipVersion = 4;
  cursor.source = offset + IPV4_SOURCE_OFFSET;
  cursor.destination = offset + IPV4_DESTINATION_OFFSET;
  const isFragment = (uint16(bytes, offset + 6) & (MORE_FRAGMENTS | FRAGMENT_OFFSET_BITS)) !== 0;
  if (isFragment) cursor.next = Layer.IPV4_FRAGMENT;
  else enterIpProtocol(cursor, protocol(bytes, offset));
}
