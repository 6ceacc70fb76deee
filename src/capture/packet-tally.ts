import { type Moment, newMoment } from './moment.js';
import type { Packet } from './packet.js';

/** Counts the packets of one capture and knows the time they span. */
export class PacketTally {
  packets = 0;
  /** Captured bytes of all packets. */
  bytes = 0;
  /** Packets without a time stamp (simple packet blocks). */
  withoutTime = 0;
  /** Packets whose time is before that of a packet before them. */
  outOfOrder = 0;
  readonly #first = newMoment();
  readonly #last = newMoment();

  /** The earliest packet; undefined while there is none with a time. */
  get first(): Readonly<Moment> | undefined {
    return this.#first.packet === 0 ? undefined : this.#first;
  }

  /** The latest packet; undefined while there is none with a time. */
  get last(): Readonly<Moment> | undefined {
    return this.#last.packet === 0 ? undefined : this.#last;
  }

  count(packet: Packet): void {
    this.packets++;
    this.bytes += packet.end - packet.start;
    if (!packet.hasTime) {
      this.withoutTime++;
      return;
    }
    const first = this.#first;
    const last = this.#last;
    if (first.packet === 0) mark(first, packet);
    if (last.packet === 0 || !isBefore(packet, last)) {
      mark(last, packet);
      return;
    }
    this.outOfOrder++;
    if (isBefore(packet, first)) mark(first, packet);
  }
}

function isBefore(packet: Packet, moment: Readonly<Moment>): boolean {
  return (
    packet.seconds < moment.seconds || (packet.seconds === moment.seconds && packet.nanoseconds < moment.nanoseconds)
  );
}

function mark(moment: Moment, packet: Packet): void {
  moment.seconds = packet.seconds;
  moment.nanoseconds = packet.nanoseconds;
  moment.timeDigits = packet.timeDigits;
  moment.packet = packet.number;
}
