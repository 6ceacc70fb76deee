import { type CaptureFile, type CaptureInput, Captures } from './capture/captures.js';
import { type Moment, newMoment } from './capture/moment.js';
import type { Packet, PacketSink } from './capture/packet.js';
import { choosesMessages, choosesSessions, type FilterOptions } from './filter/filter-options.js';
import { Dissector, type DissectorOptions } from './session/dissector.js';
import type { SessionSink } from './session/events.js';

/** How captures are read, and what of them is wanted. */
export interface DissectionOptions extends DissectorOptions, FilterOptions {
  /**
   * Reads the last capture on as it grows, like `tail -f`, until this is aborted. Then all reading ends at once, and what
   * is open is ended as at the end of a capture.
   */
  readonly follow?: AbortSignal;
}

/** One run over one or more captures, from packets to sessions. */
export class Dissection {
  /** When the capture begins; its `packet` is 0 until the first packet was read. */
  readonly start: Moment = newMoment();
  /** Packets read so far. */
  packets = 0;
  readonly #captures: Captures;
  readonly #options: DissectionOptions;

  constructor(inputs: readonly CaptureInput[], options: DissectionOptions = {}) {
    this.#captures = new Captures(inputs, options.follow === undefined ? {} : { follow: options.follow });
    this.#options = options;
  }

  /** The captures, in the order in which they were given. */
  get files(): readonly CaptureFile[] {
    return this.#captures.files;
  }

  /** Bytes read so far of all captures, as they lie on disk. */
  get bytesRead(): number {
    return this.#captures.bytesRead;
  }

  /**
   * Hands all that is found to `sink`, in the order of the capture; what is wrong with a capture itself is a warning that
   * begins with its name. Yields after each piece of input, so that the caller can pass on what came of it; a caller that
   * stops there ends the run.
   * @param packets looks at each packet before it is dissected
   */
  async *run(sink: SessionSink, packets?: PacketSink): AsyncGenerator<void> {
    const options = this.#options;
    const dissector = new Dissector(await this.#filtered(sink), options);
    const entrance: PacketSink = {
      packet: (packet: Packet) => {
        if (this.packets === 0) this.#begin(packet);
        this.packets = packet.number;
        packets?.packet(packet);
        options.chooser?.packet(packet);
        dissector.packet(packet);
      },
    };
    yield* this.#captures.read(entrance, (warning) => sink.warning(warning));
    dissector.finish();
    yield;
  }

  /** The filter is loaded only when it is used. */
  async #filtered(sink: SessionSink): Promise<SessionSink> {
    const options = this.#options;
    if (!choosesSessions(options) && !choosesMessages(options)) return sink;
    const { SessionFilter } = await import('./filter/session-filter.js');
    return new SessionFilter(sink, options, this.start);
  }

  #begin(packet: Packet): void {
    const { start } = this;
    start.seconds = packet.seconds;
    start.nanoseconds = packet.nanoseconds;
    start.timeDigits = packet.timeDigits;
    start.packet = packet.number;
  }
}
