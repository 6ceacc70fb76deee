import { int32, uint8, uint16 } from '../byte-order.js';
import { type Cursor, Layer } from '../link/cursor.js';
import type { FragmentTable } from './fragment-table.js';
import { enterIpProtocol } from './ip-protocol.js';

/** Length of a Fragment header (RFC 8200, section 4.5), in bytes. */
const HEADER_LENGTH = 8;
const MORE_FRAGMENTS = 0x0001;
const FRAGMENT_OFFSET_BITS = 0xfff8;

/** ipv6.fraghdr.nxt */
export function nextHeader(bytes: Uint8Array, at: number): number {
  return uint8(bytes, at);
}

/** Where the fragment's data belongs in the fragmentable part (ipv6.fraghdr.offset), in bytes. */
export function fragmentOffset(bytes: Uint8Array, at: number): number {
  return uint16(bytes, at + 2) & FRAGMENT_OFFSET_BITS;
}

/** ipv6.fraghdr.more */
export function moreFragments(bytes: Uint8Array, at: number): boolean {
  return (uint16(bytes, at + 2) & MORE_FRAGMENTS) !== 0;
}

/** ipv6.fraghdr.ident, as a signed number */
export function identification(bytes: Uint8Array, at: number): number {
  return int32(bytes, at + 4);
}

/**
 * Walks over a Fragment header and adds the data behind it to its packet; where that is whole now, the walk goes on in
 * it. An atomic fragment is whole by itself (RFC 6946).
 * @param time capture time in seconds
 */
export function walkIpv6Fragment(cursor: Cursor, fragments: FragmentTable, time: number): void {
  const { bytes, offset } = cursor;
  cursor.next = Layer.NONE;
  if (cursor.ipVersion !== 6 || !cursor.skip(HEADER_LENGTH)) return;
  const protocol = nextHeader(bytes, offset);
  const position = fragmentOffset(bytes, offset);
  const more = moreFragments(bytes, offset);
  const isAtomic = position === 0 && !more;
  const whole = isAtomic
    ? protocol
    : fragments.add(cursor, identification(bytes, offset), protocol, position, more, time);
  if (whole >= 0) enterIpProtocol(cursor, whole);
}
