import { uint8 } from '../byte-order.js';

/** Hardware type, protocol type, both address lengths and the operation (RFC 826), in bytes. */
export const ARP_FIXED_LENGTH = 8;

/** Length of a whole ARP packet in bytes: addresses of sender and target are behind the fixed part. */
export function arpLength(bytes: Uint8Array, at: number): number {
  return ARP_FIXED_LENGTH + 2 * (uint8(bytes, at + 4) + uint8(bytes, at + 5));
}
