/** What stands for a byte that is not printable. */
export const DOT = 0x2e;

/** Whether a byte is a printable character of ASCII: all others could act on a terminal. */
export function isPrintable(byte: number): boolean {
  return byte >= 0x20 && byte <= 0x7e;
}
