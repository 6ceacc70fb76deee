import { knownOpcodeName } from './frame-names.js';

/** What the packet list needs of a frame. */
export interface FrameFacts {
  readonly fin: boolean;
  readonly opcode: number;
  readonly masked: boolean;
}

/** What the packet list says of a frame: `WebSocket Text [FIN] [MASKED]`. @param cut its payload was not captured whole */
export function frameInfo({ fin, opcode, masked }: FrameFacts, cut = false): string {
  const name = knownOpcodeName(opcode) ?? 'Unknown Opcode';
  const limited = cut ? '[Packet size limited during capture]' : '';
  return `WebSocket ${name}${fin ? ' [FIN] ' : '[FRAGMENT]  '}${masked ? '[MASKED]' : ''}${limited}`;
}

/** What the packet list says of a packet with several frames: `WebSocket Text [FIN] , WebSocket Ping [FIN] `. */
export function joinFrameInfos(infos: readonly string[]): string {
  return infos.join(', ');
}
