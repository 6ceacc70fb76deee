import type { FrameView } from '../session/events.js';

const OPCODE_NAMES: ReadonlyMap<number, string> = new Map([
  [0, 'Continuation'],
  [1, 'Text'],
  [2, 'Binary'],
  [8, 'Close'],
  [9, 'Ping'],
  [10, 'Pong'],
]);

/** The four bytes of a masking key as Fiddler shows them. @param key as a big-endian 32-bit number, signed or not */
export function maskingKeyText(key: number): string {
  const digits = (key >>> 0).toString(16).toUpperCase().padStart(8, '0');
  return digits.replace(/..(?!$)/g, '$&-');
}

/** One frame in one line: `Text [FIN] [MASKED], header 8 bytes, payload 193 bytes, key AB-9A-CC-C1, packet 2120`. */
export function frameText(frame: FrameView): string {
  const flags = [
    frame.fin ? ' [FIN]' : '',
    frame.rsv1 ? ' [RSV1]' : '',
    frame.rsv2 ? ' [RSV2]' : '',
    frame.rsv3 ? ' [RSV3]' : '',
    frame.masked ? ' [MASKED]' : '',
  ];
  const parts = [
    `${OPCODE_NAMES.get(frame.opcode) ?? `Opcode ${frame.opcode}`}${flags.join('')}`,
    `header ${frame.headerLength} bytes`,
    `payload ${frame.payloadLength} ${frame.payloadLength === 1 ? 'byte' : 'bytes'}`,
    ...(frame.masked ? [`key ${maskingKeyText(frame.maskingKey)}`] : []),
    packetsText(frame.packets),
  ];
  return parts.join(', ');
}

/** @param packets ascending; a long frame spans thousands */
function packetsText(packets: readonly number[]): string {
  const last = packets.at(-1);
  if (packets.length < 2) return `packet ${last ?? 'unknown'}`;
  return `packets ${packets[0]} to ${last} (${packets.length})`;
}
