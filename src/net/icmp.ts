import { uint8 } from '../byte-order.js';
import type { Cursor } from '../link/cursor.js';
import { Layer } from '../link/layer.js';

/** Type, code, checksum and four bytes that depend on the type (RFC 792; RFC 4443, section 2.1). */
const HEADER_LENGTH = 8;

/** Destination unreachable, source quench, redirect, time exceeded, parameter problem (RFC 792). */
const ICMP_ERRORS: ReadonlySet<number> = new Set([3, 4, 5, 11, 12]);

/** Types below this are errors (RFC 4443, section 2.1). */
const FIRST_ICMPV6_INFORMATIONAL = 128;

/** Walks into an ICMP error, which quotes the beginning of the datagram it is about. */
export function walkIcmp(cursor: Cursor): void {
  const isError = cursor.offset < cursor.end && ICMP_ERRORS.has(uint8(cursor.bytes, cursor.offset));
  quote(cursor, Layer.IPV4, isError);
}

/** The same for ICMPv6. */
export function walkIcmpv6(cursor: Cursor): void {
  const isError = cursor.offset < cursor.end && uint8(cursor.bytes, cursor.offset) < FIRST_ICMPV6_INFORMATIONAL;
  quote(cursor, Layer.IPV6, isError);
}

function quote(cursor: Cursor, quoted: Layer, isError: boolean): void {
  cursor.next = Layer.NONE;
  if (cursor.quoted || !isError || !cursor.skip(HEADER_LENGTH)) return;
  cursor.quoted = true;
  cursor.next = quoted;
}
