/**
 * Numbers in network byte order (big-endian), read in place. Every caller has checked that the bytes are there: past the
 * end these give 0 bits, never an error.
 */

/** @returns 0 … 255 */
export function uint8(bytes: Uint8Array, at: number): number {
  return (bytes[at] as number) | 0;
}

/** @returns 0 … 65,535 */
export function uint16(bytes: Uint8Array, at: number): number {
  return ((bytes[at] as number) << 8) | (bytes[at + 1] as number);
}

/** @returns 0 … 16,777,215 */
export function uint24(bytes: Uint8Array, at: number): number {
  return ((bytes[at] as number) << 16) | ((bytes[at + 1] as number) << 8) | (bytes[at + 2] as number);
}

/** @returns the 32 bits as a signed integer, which V8 keeps without allocation; the form sequence numbers are held in */
export function int32(bytes: Uint8Array, at: number): number {
  return (
    ((bytes[at] as number) << 24) |
    ((bytes[at + 1] as number) << 16) |
    ((bytes[at + 2] as number) << 8) |
    (bytes[at + 3] as number)
  );
}

/** @returns 0 … 4,294,967,295 */
export function uint32(bytes: Uint8Array, at: number): number {
  return int32(bytes, at) >>> 0;
}

/** The same in little-endian order. @returns 0 … 65,535 */
export function uint16le(bytes: Uint8Array, at: number): number {
  return (bytes[at] as number) | ((bytes[at + 1] as number) << 8);
}

/** The same in little-endian order. @returns 0 … 4,294,967,295 */
export function uint32le(bytes: Uint8Array, at: number): number {
  return (
    ((bytes[at] as number) |
      ((bytes[at + 1] as number) << 8) |
      ((bytes[at + 2] as number) << 16) |
      ((bytes[at + 3] as number) << 24)) >>>
    0
  );
}
