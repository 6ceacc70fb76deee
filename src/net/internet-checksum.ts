import { uint8, uint16 } from '../byte-order.js';

/**
 * The sum of 16-bit words that the Internet checksum is made of (RFC 1071), to be carried on to more bytes.
 * @param sum of what is in front of `bytes[from … end)`, an even number of bytes
 */
export function addWords(bytes: Uint8Array, from: number, end: number, sum: number): number {
  let total = sum;
  for (let at = from; at + 1 < end; at += 2) total += uint16(bytes, at);
  if ((end - from) % 2 === 1) total += uint8(bytes, end - 1) << 8;
  return total;
}

/** The checksum that makes a sum of words complete. @returns 0 … 65,535 */
export function checksumOf(sum: number): number {
  let folded = sum;
  while (folded > 0xffff) folded = (folded % 0x10000) + Math.floor(folded / 0x10000);
  return ~folded & 0xffff;
}
