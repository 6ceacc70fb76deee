/** The bytes as a string of one character each. The string is its own: it keeps nothing of a buffer alive. */
export function latin1(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1');
}
