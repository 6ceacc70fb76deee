import type { Packet } from '../capture/packet.js';

/** Numbers from `from` to `to`, both included. */
export interface NumberRange {
  readonly from: number;
  readonly to: number;
}

/** Which packets are wanted: those that meet all that is given. */
export interface PacketChoice {
  /** Numbers of packets. */
  readonly packets?: readonly NumberRange[];
  /** Numbers of TCP streams, as Wireshark's tcp.stream. */
  readonly streams?: readonly number[];
  /** Numbers of WebSocket sessions: all packets of their TCP streams, from the SYN to the last. */
  readonly sessions?: readonly number[];
  /** A display filter. It is asked once about each packet, in the order of the capture, whatever else is chosen. */
  readonly matches?: (packet: Packet) => boolean;
}

/** Whether a number is in one of the ranges. */
export function inRanges(number: number, ranges: readonly NumberRange[]): boolean {
  return ranges.some(({ from, to }) => number >= from && number <= to);
}
