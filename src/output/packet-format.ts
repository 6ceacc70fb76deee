import type { Moment } from '../capture/moment.js';
import type { ShownPacket } from '../packets/packet-view.js';

/** Shows packets one after the other. */
export interface PacketFormat {
  /** Takes a packet that is valid only during the call. */
  view(packet: ShownPacket): void;
  /** Writes what belongs behind the last packet. */
  finish(): void;
}

export function momentOf({ seconds, nanoseconds, timeDigits, number }: ShownPacket): Moment {
  return { seconds, nanoseconds, timeDigits, packet: number };
}
