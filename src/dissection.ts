import { Captures } from './capture/captures.js';
import { type Moment, newMoment } from './capture/moment.js';
import type { Packet, PacketSink } from './capture/packet.js';
import { choosesMessages, choosesSessions, type FilterOptions } from './filter/filter-options.js';
import { SessionFilter } from './filter/session-filter.js';
import { Dissector, type DissectorOptions } from './session/dissector.js';
import type { SessionSink } from './session/events.js';

export interface DissectionOptions extends DissectorOptions, FilterOptions {}

/** One run over one or more captures, from packets to sessions. */
export class Dissection {
  /** When the capture begins; its `packet` is 0 until the first packet was read. */
  readonly start: Moment = newMoment();
  /** Packets read so far. */
  packets = 0;
  readonly #captures: Captures;
  readonly #options: DissectionOptions;

  constructor(inputs: readonly string[], options: DissectionOptions = {}) {
    this.#captures = new Captures(inputs);
    this.#options = options;
  }

  /**
   * Hands all that is found to `sink`, in the order of the capture. Yields after each piece of input, so that the caller
   * can pass on what came of it; a caller that stops there ends the run.
   */
  async *run(sink: SessionSink): AsyncGenerator<void> {
    const options = this.#options;
    const filtered = choosesSessions(options) || choosesMessages(options);
    const dissector = new Dissector(filtered ? new SessionFilter(sink, options, this.start) : sink, options);
    const entrance: PacketSink = {
      packet: (packet: Packet) => {
        if (this.packets === 0) this.#begin(packet);
        this.packets = packet.number;
        dissector.packet(packet);
      },
    };
    for await (const _ of this.#captures.packets(entrance)) yield;
    dissector.finish();
    yield;
  }

  #begin(packet: Packet): void {
    const { start } = this;
    start.seconds = packet.seconds;
    start.nanoseconds = packet.nanoseconds;
    start.timeDigits = packet.timeDigits;
    start.packet = packet.number;
  }
}
