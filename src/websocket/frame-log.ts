import type { BufferBudget } from '../buffer-budget.js';
import { type Moment, newMoment } from '../capture/moment.js';
import type { FrameDecoder } from './frame-decoder.js';

/** A frame read back from the log: the same object each time. */
export class LoggedFrame {
  index = 0;
  readonly at: Moment = newMoment();
  packets: readonly number[] = [];
  fin = false;
  rsv1 = false;
  rsv2 = false;
  rsv3 = false;
  opcode = 0;
  masked = false;
  maskingKey = 0;
  headerLength = 0;
  payloadLength = 0;
}

const COLUMNS = 8;
/** What a number that is kept costs, in bytes. */
const NUMBER_COST = 8;
const FIN = 0x10;
const RSV_SHIFT = 5;
const MASKED = 0x100;
const NINE_DIGITS = 0x200;
const HEADER_SHIFT = 10;

/**
 * The frames of a message that is not complete, kept as numbers: a message's identity is known only at its end, and it
 * can have a million frames.
 */
export class FrameLog {
  /** Frames that were not kept, as the budget refused the memory; they are the last ones of the message. */
  dropped = 0;
  readonly #budget: BufferBudget;
  #cost = 0;
  readonly #numbers: number[] = [];
  readonly #packets: number[] = [];
  readonly #view = new LoggedFrame();
  #packetsFrom = 0;

  constructor(budget: BufferBudget) {
    this.#budget = budget;
  }

  /** Notes that the present frame has bytes in this packet. */
  touch(packet: number): void {
    const packets = this.#packets;
    const isKnown = packets.length > this.#packetsFrom && packets[packets.length - 1] === packet;
    if (!isKnown && this.#reserve(NUMBER_COST)) packets.push(packet);
  }

  #reserve(cost: number): boolean {
    if (this.dropped > 0 || !this.#budget.reserve(cost)) return false;
    this.#cost += cost;
    return true;
  }

  /** The present frame is complete. */
  add(frame: FrameDecoder, at: Readonly<Moment>): void {
    if (!this.#reserve(COLUMNS * NUMBER_COST)) {
      this.dropped++;
      return;
    }
    const bits =
      frame.opcode |
      (frame.fin ? FIN : 0) |
      (frame.rsv << RSV_SHIFT) |
      (frame.masked ? MASKED : 0) |
      (at.timeDigits === 9 ? NINE_DIGITS : 0) |
      (frame.headerLength << HEADER_SHIFT);
    const { seconds, nanoseconds, packet } = at;
    this.#numbers.push(bits, seconds, nanoseconds, packet, frame.maskingKey, frame.payloadLength, this.#packetsFrom);
    this.#numbers.push(this.#packets.length);
    this.#packetsFrom = this.#packets.length;
  }

  /** Hands out the frames of the message in order, and forgets them. */
  drain(take: (frame: LoggedFrame) => void): void {
    const view = this.#view;
    const numbers = this.#numbers;
    for (let at = 0, index = 0; at < numbers.length; at += COLUMNS, index++) {
      const [bits = 0, seconds = 0, nanoseconds = 0, packet = 0, maskingKey = 0, payloadLength = 0, from, to] =
        numbers.slice(at, at + COLUMNS);
      view.index = index;
      view.at.seconds = seconds;
      view.at.nanoseconds = nanoseconds;
      view.at.packet = packet;
      view.at.timeDigits = (bits & NINE_DIGITS) !== 0 ? 9 : 6;
      view.packets = [...new Set(this.#packets.slice(from, to))].sort((a, b) => a - b);
      view.fin = (bits & FIN) !== 0;
      view.rsv1 = ((bits >> RSV_SHIFT) & 4) !== 0;
      view.rsv2 = ((bits >> RSV_SHIFT) & 2) !== 0;
      view.rsv3 = ((bits >> RSV_SHIFT) & 1) !== 0;
      view.opcode = bits & 0x0f;
      view.masked = (bits & MASKED) !== 0;
      view.maskingKey = maskingKey;
      view.headerLength = bits >> HEADER_SHIFT;
      view.payloadLength = payloadLength;
      take(view);
    }
    this.#budget.release(this.#cost);
    this.#cost = 0;
    this.dropped = 0;
    numbers.length = 0;
    this.#packets.length = 0;
    this.#packetsFrom = 0;
  }
}
