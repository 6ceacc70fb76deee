import { copyMoment, type Moment } from '../capture/moment.js';
import { judgeStart } from '../http/head.js';
import type { ConnectionHandler } from '../tcp/connection.js';
import { otherSide, type Side } from '../tcp/flow-table.js';
import type { StreamReader } from './follow-sink.js';
import { fromOf } from './sides.js';

/** What has come while it was not known who the client is. */
interface Held {
  readonly side: Side;
  /** Undefined for a hole. */
  readonly bytes: Uint8Array | undefined;
  readonly length: number;
  readonly packet: number;
  readonly at: Moment;
}

/** What one held piece counts for beyond its bytes: hostile captures send a byte at a time. */
const HELD_OVERHEAD = 200;

/**
 * Both sides of the connection that is followed, named client and server. Where no SYN told who is which, the first bytes
 * wait until one side sends an HTTP request or response, up to a limit; then who spoke first is the client.
 */
export class Conversation implements ConnectionHandler {
  readonly #begin: (client: Side) => StreamReader;
  readonly #timeOf: (packet: number, at: Readonly<Moment>) => Readonly<Moment>;
  readonly #limit: number;
  #client: Side | undefined;
  #reader: StreamReader | undefined;
  #held: Held[] = [];
  #heldBytes = 0;

  /**
   * @param begin is called once it is known who the client is
   * @param timeOf when a packet was, where that is not when its bytes could be read
   * @param limit bytes that wait at most
   */
  constructor(
    begin: (client: Side) => StreamReader,
    timeOf: (packet: number, at: Readonly<Moment>) => Readonly<Moment>,
    limit: number,
  ) {
    this.#begin = begin;
    this.#timeOf = timeOf;
    this.#limit = limit;
  }

  /** Says who the client is. The first who says so is right. */
  knowClient(side: Side): void {
    if (this.#client !== undefined) return;
    this.#client = side;
    this.#reader = this.#begin(side);
    const held = this.#held;
    this.#held = [];
    for (const { side: sender, bytes, length, packet, at } of held) {
      if (bytes === undefined) this.#reader.hole(fromOf(sender, side), length, at);
      else this.#reader.data(fromOf(sender, side), bytes, 0, length, packet, at);
    }
  }

  data(side: Side, bytes: Uint8Array, start: number, end: number, carrier: number, at: Readonly<Moment>): void {
    if (this.#client === undefined) {
      const verdict = judgeStart(bytes, start, end);
      if (verdict === 'request' || verdict === 'response')
        this.knowClient(verdict === 'request' ? side : otherSide(side));
    }
    const time = this.#timeOf(carrier, at);
    if (this.#client === undefined || this.#reader === undefined) {
      this.#hold({ side, bytes: bytes.slice(start, end), length: end - start, packet: carrier, at: copyMoment(time) });
    } else {
      this.#reader.data(fromOf(side, this.#client), bytes, start, end, carrier, time);
    }
  }

  gap(side: Side, length: number, _reason: 'cut' | 'lost', at: Readonly<Moment>): void {
    if (this.#client === undefined || this.#reader === undefined) {
      this.#hold({ side, bytes: undefined, length, packet: at.packet, at: copyMoment(at) });
    } else {
      this.#reader.hole(fromOf(side, this.#client), length, at);
    }
  }

  #hold(held: Held): void {
    this.#held.push(held);
    this.#heldBytes += (held.bytes?.length ?? 0) + HELD_OVERHEAD;
    if (this.#heldBytes > this.#limit) this.#guess();
  }

  /** Who spoke first is the client. */
  #guess(): void {
    const [first] = this.#held;
    if (first !== undefined) this.knowClient(first.side);
  }

  close(): void {
    this.#guess();
    this.#reader?.end();
  }

  differs(): void {}
  fin(): void {}
  reset(): void {}
  patienceOver(): void {}
}
