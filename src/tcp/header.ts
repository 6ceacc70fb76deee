import { int32, uint8, uint16 } from '../byte-order.js';

/** Header without options (RFC 9293, section 3.1), in bytes. */
export const MIN_HEADER_LENGTH = 20;

/** Control bits (RFC 9293, section 3.1) as they stand in the header's 14th byte. */
export const Flag = { FIN: 0x01, SYN: 0x02, RST: 0x04, PSH: 0x08, ACK: 0x10, URG: 0x20 } as const;

/** tcp.srcport */
export function sourcePort(bytes: Uint8Array, at: number): number {
  return uint16(bytes, at);
}

/** tcp.dstport */
export function destinationPort(bytes: Uint8Array, at: number): number {
  return uint16(bytes, at + 2);
}

/** tcp.seq_raw, as a signed 32-bit number (see seq.ts) */
export function sequenceNumber(bytes: Uint8Array, at: number): number {
  return int32(bytes, at + 4);
}

/** tcp.ack_raw, as a signed 32-bit number; without meaning unless the ACK flag is set */
export function acknowledgmentNumber(bytes: Uint8Array, at: number): number {
  return int32(bytes, at + 8);
}

/** tcp.hdr_len: header length in bytes, options included */
export function headerLength(bytes: Uint8Array, at: number): number {
  return (uint8(bytes, at + 12) >> 4) * 4;
}

/** tcp.flags without the reserved and ECN bits */
export function flags(bytes: Uint8Array, at: number): number {
  return uint8(bytes, at + 13);
}

/** tcp.flags with the reserved and ECN bits: twelve of them */
export function allFlags(bytes: Uint8Array, at: number): number {
  return uint16(bytes, at + 12) & 0x0fff;
}

/** tcp.window_size_value: the window before scaling */
export function windowValue(bytes: Uint8Array, at: number): number {
  return uint16(bytes, at + 14);
}

/** tcp.checksum */
export function checksum(bytes: Uint8Array, at: number): number {
  return uint16(bytes, at + 16);
}

/** tcp.urgent_pointer */
export function urgentPointer(bytes: Uint8Array, at: number): number {
  return uint16(bytes, at + 18);
}
