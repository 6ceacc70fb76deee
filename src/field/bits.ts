/**
 * Reads `length` bits as a number, the most significant one first.
 * @param at index of the byte that `offset` counts from
 * @param offset in bits
 * @param length 1 … 53
 */
export function readBits(bytes: Uint8Array, at: number, offset: number, length: number): number {
  let value = 0;
  let left = length;
  let bit = offset;
  while (left > 0) {
    const inByte = bit & 7;
    const taken = Math.min(8 - inByte, left);
    const byte = bytes[at + (bit >> 3)] ?? 0;
    value = value * 2 ** taken + ((byte >> (8 - inByte - taken)) & (2 ** taken - 1));
    bit += taken;
    left -= taken;
  }
  return value;
}
