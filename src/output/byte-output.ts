/** Where finished output goes: a file descriptor, memory, a socket. */
export interface ByteOutput {
  /** Takes `bytes[start … end)`, which are valid only during the call. */
  write(bytes: Uint8Array, start: number, end: number): void;
}
