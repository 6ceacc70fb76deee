import { Opcode } from './opcode.js';

const OPCODE_NAMES: ReadonlyMap<number, string> = new Map([
  [Opcode.CONTINUATION, 'Continuation'],
  [Opcode.TEXT, 'Text'],
  [Opcode.BINARY, 'Binary'],
  [Opcode.CLOSE, 'Connection Close'],
  [Opcode.PING, 'Ping'],
  [Opcode.PONG, 'Pong'],
]);

/** What Wireshark calls an opcode; undefined for reserved ones. */
export function knownOpcodeName(opcode: number): string | undefined {
  return OPCODE_NAMES.get(opcode);
}

/** The same for a frame's tree, where each has a name. */
export function opcodeName(opcode: number): string {
  return OPCODE_NAMES.get(opcode) ?? 'Unknown';
}

/** Close codes in Wireshark's words, which are those of RFC 6455, section 11.7; it knows no later ones. */
const STATUS_CODES: ReadonlyMap<number, string> = new Map([
  [1000, 'Normal Closure'],
  [1001, 'Going Away'],
  [1002, 'Protocol error'],
  [1003, 'Unsupported Data'],
  [1004, '---Reserved----'],
  [1005, 'No Status Rcvd'],
  [1006, 'Abnormal Closure'],
  [1007, 'Invalid frame payload data'],
  [1008, 'Policy Violation'],
  [1009, 'Message Too Big'],
  [1010, 'Mandatory Ext.'],
  [1011, 'Internal Server'],
  [1015, 'TLS handshake'],
]);

/** What Wireshark calls a Close's status code; the codes that it knows no name for have the registry's. */
export function statusCodeName(code: number): string {
  return STATUS_CODES.get(code) ?? 'Unknown';
}
