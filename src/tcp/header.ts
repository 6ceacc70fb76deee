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

/** tcp.window_size_value: the window before scaling */
export function windowValue(bytes: Uint8Array, at: number): number {
  return uint16(bytes, at + 14);
}

/** Option kinds (RFC 9293, section 3.2; RFC 7323). */
const OPTION_END = 0;
const OPTION_NO_OPERATION = 1;
const OPTION_WINDOW_SCALE = 3;
/** RFC 7323, section 2.3: larger shifts are read as this one. */
const MAX_WINDOW_SHIFT = 14;

/**
 * tcp.options.wscale.shift of a SYN's options.
 * @param end index behind the header as far as it is captured
 * @returns 0 … 14, or -1 where the option is absent
 */
export function windowShift(bytes: Uint8Array, at: number, end: number): number {
  let option = at + MIN_HEADER_LENGTH;
  while (option < end) {
    const kind = uint8(bytes, option);
    if (kind === OPTION_END) break;
    if (kind === OPTION_NO_OPERATION) {
      option++;
      continue;
    }
    if (option + 1 >= end) break;
    const length = uint8(bytes, option + 1);
    if (length < 2) break;
    if (kind === OPTION_WINDOW_SCALE && length === 3 && option + 2 < end) {
      return Math.min(uint8(bytes, option + 2), MAX_WINDOW_SHIFT);
    }
    option += length;
  }
  return -1;
}
