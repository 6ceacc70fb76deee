import { uint8 } from '../byte-order.js';
import { type Cursor, Layer } from '../link/cursor.js';
import { enterIpProtocol } from './ip-protocol.js';

/** Next header, length, security parameter index and sequence number (RFC 4302, section 2), in bytes. */
const MIN_HEADER_LENGTH = 12;

/** ah.length: the whole header in bytes; its length field counts words of four bytes without the first two. */
export function headerLength(bytes: Uint8Array, at: number): number {
  return (uint8(bytes, at + 1) + 2) * 4;
}

/** Walks over an IP Authentication Header (RFC 4302), in IPv4 or IPv6. */
export function walkAuthenticationHeader(cursor: Cursor): void {
  const { bytes, offset } = cursor;
  if (!cursor.skip(MIN_HEADER_LENGTH)) return;
  cursor.next = Layer.NONE;
  const behind = headerLength(bytes, offset) - MIN_HEADER_LENGTH;
  if (behind < 0 || !cursor.skip(behind)) return;
  enterIpProtocol(cursor, uint8(bytes, offset));
}
