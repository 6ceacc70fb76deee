/** Opcodes (RFC 6455, section 11.8). */
export const Opcode = { CONTINUATION: 0, TEXT: 1, BINARY: 2, CLOSE: 8, PING: 9, PONG: 10 } as const;

/** Control frames have the opcode's high bit set (RFC 6455, section 5.5), reserved ones included. */
export function isControl(opcode: number): boolean {
  return (opcode & 8) !== 0;
}
