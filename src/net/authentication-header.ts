import { uint8 } from '../byte-order.js';
import type { FieldTable } from '../field/field.js';
import type { Tree } from '../field/tree.js';
import { type Cursor, Layer } from '../link/cursor.js';
import type { HeaderSpan } from '../link/header-span.js';
import { enterIpProtocol } from './ip-protocol.js';
import { ipProtocolLabel } from './ip-protocol-labels.js';

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

export const AUTHENTICATION_HEADER_FIELDS = {
  protocol: { name: 'ah', label: 'Authentication Header', type: 'protocol' },
  nextHeader: { name: 'ah.next_header', label: 'Next header', type: 'uint', bits: [0, 8], names: ipProtocolLabel },
  length: { name: 'ah.length', label: 'Length', type: 'uint', bits: [8, 8] },
  reserved: { name: 'ah.reserved', label: 'Reserved', type: 'bytes', bits: [16, 16] },
  securityParameters: { name: 'ah.spi', label: 'AH SPI', type: 'uint', base: 'hex', bits: [32, 32] },
  sequence: { name: 'ah.sequence', label: 'AH Sequence', type: 'uint', bits: [64, 32] },
  integrityCheck: { name: 'ah.icv', label: 'AH ICV', type: 'bytes' },
} as const satisfies FieldTable;

/** Draws an Authentication Header of IPv4; those of IPv6 are drawn with the IPv6 header they belong to. */
export function describeAuthenticationHeader(tree: Tree, header: HeaderSpan): void {
  if (header.ipVersion !== 6) drawAuthenticationHeader(tree, header, header.start);
}

/** Draws an Authentication Header at `at`. */
export function drawAuthenticationHeader(tree: Tree, header: HeaderSpan, at: number): void {
  const FIELDS = AUTHENTICATION_HEADER_FIELDS;
  if (!tree.wants('ah')) return;
  const { bytes, payloadEnd } = header;
  if (at + MIN_HEADER_LENGTH > payloadEnd) return;
  const length = headerLength(bytes, at);
  const end = Math.min(at + length, payloadEnd);
  tree.open(FIELDS.protocol, undefined, at, end - at);
  tree.fixed(FIELDS.nextHeader, at);
  const words = uint8(bytes, at + 1);
  tree.add(FIELDS.length, words, at + 1, 1, `Length: ${words} (${length} bytes)`);
  tree.fixed(FIELDS.reserved, at);
  tree.fixed(FIELDS.securityParameters, at);
  tree.fixed(FIELDS.sequence, at);
  const check = bytes.subarray(at + MIN_HEADER_LENGTH, end);
  if (check.length > 0) tree.add(FIELDS.integrityCheck, check, at + MIN_HEADER_LENGTH, check.length);
  tree.close();
}
