/**
 * Sequence numbers (RFC 9293, section 3.4) are counted modulo 2^32. They are held as signed 32-bit integers, whose
 * difference, taken modulo 2^32 and read as signed, says which of two comes first as long as they are less than 2^31
 * apart.
 */

/** How far `a` is behind `b` in the stream: positive where `a` comes later. @returns -2^31 … 2^31 - 1 */
export function seqDifference(a: number, b: number): number {
  return (a - b) | 0;
}

/** The sequence number `length` bytes behind `seq`. */
export function seqAdd(seq: number, length: number): number {
  return (seq + length) | 0;
}
