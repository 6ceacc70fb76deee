import { UnmaskTarget } from './unmask.js';

/** Sizes that are kept for reuse: powers of two from 4 KiB to 512 KiB. */
const SMALLEST_BITS = 12;
const LARGEST_BITS = 19;

/** Buffers of one size that are kept at most. */
const MAX_SPARES = 8;

const spares: UnmaskTarget[][] = Array.from({ length: LARGEST_BITS + 1 }, () => []);

/**
 * A buffer of at least this many bytes, with any content. Fresh memory costs the system more than filling it, so that
 * buffers of usual sizes are used again.
 */
export function takeBuffer(length: number): UnmaskTarget {
  const bits = sizeBits(length);
  if (bits < SMALLEST_BITS || bits > LARGEST_BITS) return newBuffer(length);
  return spares[bits]?.pop() ?? newBuffer(2 ** bits);
}

/** Gives a buffer back: nobody may look at it any more. */
export function giveBuffer(buffer: UnmaskTarget): void {
  const { length } = buffer.bytes;
  const bits = sizeBits(length);
  const kept = bits < SMALLEST_BITS ? undefined : spares[bits];
  if (kept !== undefined && length === 2 ** bits && kept.length < MAX_SPARES) kept.push(buffer);
}

function sizeBits(length: number): number {
  return 32 - Math.clz32(length - 1);
}

/** Without zeros written over it first; a plain Uint8Array, so that all code sees one type of array. */
function newBuffer(length: number): UnmaskTarget {
  const { buffer, byteOffset } = Buffer.allocUnsafeSlow(length);
  return new UnmaskTarget(new Uint8Array(buffer, byteOffset, length));
}
