import { int32, uint8, uint16, uint32 } from '../byte-order.js';

/** The longest header: two bytes, a 64-bit length and a masking key (RFC 6455, section 5.2). */
export const MAX_HEADER_LENGTH = 14;

/** websocket.fin */
export function fin(bytes: Uint8Array, at: number): boolean {
  return (uint8(bytes, at) & 0x80) !== 0;
}

/** websocket.rsv: the three reserved bits, RSV1 as 4, RSV2 as 2, RSV3 as 1 */
export function rsv(bytes: Uint8Array, at: number): number {
  return (uint8(bytes, at) >> 4) & 7;
}

/** websocket.opcode, 0 … 15 */
export function opcode(bytes: Uint8Array, at: number): number {
  return uint8(bytes, at) & 0x0f;
}

/** websocket.pmc: RSV1, which tells of compression where permessage-deflate is agreed (RFC 7692, section 6) */
export function rsv1(bytes: Uint8Array, at: number): boolean {
  return (uint8(bytes, at) & 0x40) !== 0;
}

/** websocket.mask */
export function masked(bytes: Uint8Array, at: number): boolean {
  return (uint8(bytes, at + 1) & 0x80) !== 0;
}

/** websocket.payload_length, 0 … 127: 126 and 127 say that the length follows in 16 or 64 bits */
export function lengthForm(bytes: Uint8Array, at: number): number {
  return uint8(bytes, at + 1) & 0x7f;
}

/** websocket.payload_length_ext_16, where the form is 126 */
export function extendedLength16(bytes: Uint8Array, at: number): number {
  return uint16(bytes, at + 2);
}

/** Header length in bytes, 2 … 14, from the header's second byte alone. */
export function headerLength(bytes: Uint8Array, at: number): number {
  const second = uint8(bytes, at + 1);
  const form = second & 0x7f;
  return 2 + (form === 126 ? 2 : form === 127 ? 8 : 0) + (second >> 7) * 4;
}

/**
 * The payload's length in any of its three forms, in bytes. The 64-bit form is exact to 2^53 - 1 and rounded above;
 * no payload of that size is ever in a capture.
 */
export function payloadLength(bytes: Uint8Array, at: number): number {
  const form = uint8(bytes, at + 1) & 0x7f;
  if (form < 126) return form;
  if (form === 126) return uint16(bytes, at + 2);
  return uint32(bytes, at + 2) * 2 ** 32 + uint32(bytes, at + 6);
}

/** websocket.masking_key as a big-endian 32-bit number, for a masked frame whose header is `length` bytes long. */
export function maskingKey(bytes: Uint8Array, at: number, length: number): number {
  return int32(bytes, at + length - 4);
}
