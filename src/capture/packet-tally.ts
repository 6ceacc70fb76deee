import { type Moment, newMoment } from './moment.js';
import type { Packet } from './packet.js';

/** Counts the packets of one capture and knows the time they span. */
export class PacketTally {
  packets = 0;
  /** Captured bytes of all packets. */
  bytes = 0;
  /** Packets without a time stamp (simple packet blocks). */
  withoutTime = 0;
  /** Packets whose time is before that of the packet before them. */
  outOfOrder = 0;
  readonly #first = newMoment();
  readonly #last = newMoment();
  #previousSeconds = Number.NEGATIVE_INFINITY;
  #previousNanoseconds = 0;

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
    const { seconds, nanoseconds } = packet;
    if (isBefore(seconds, nanoseconds, this.#previousSeconds, this.#previousNanoseconds)) this.outOfOrder++;
    this.#previousSeconds = seconds;
    this.#previousNanoseconds = nanoseconds;
    const first = this.#first;
    if (first.packet === 0 || isBefore(seconds, nanoseconds, first.seconds, first.nanoseconds)) mark(first, packet);
    const last = this.#last;
    if (last.packet === 0 || !isBefore(seconds, nanoseconds, last.seconds, last.nanoseconds)) mark(last, packet);
  }
}

function isBefore(seconds: number, nanoseconds: number, thanSeconds: number, thanNanoseconds: number): boolean {
  return seconds < thanSeconds || (seconds === thanSeconds && nanoseconds < thanNanoseconds);
}

function mark(moment: Moment, packet: Packet): void {
  moment.seconds = packet.seconds;
  moment.nanoseconds = packet.nanoseconds;
  moment.timeDigits = packet.timeDigits;
  moment.packet = packet.number;
}
