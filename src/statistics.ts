import type { CaptureInput } from './capture/captures.js';
import type { DisplayFilter } from './display-filter/display-filter.js';
import type { Limits } from './limits.js';
import { PacketDissection } from './packet-dissection.js';
import { PacketSelection } from './packets/packet-selection.js';
import { CaptureStatistics } from './packets/statistics/capture-statistics.js';
import { PacketNumbers } from './packets/statistics/packet-numbers.js';
import { Dissector } from './session/dissector.js';
import type { MessageView, SessionSink, Warning } from './session/events.js';

export interface StatisticsOptions {
  /** Only packets that match are counted, and messages that were complete with one of them. */
  readonly filter?: DisplayFilter;
  /** Limits that differ from the defaults. */
  readonly limits?: Partial<Limits>;
  /** Server ports that speak WebSocket even where the handshake is not in the capture. */
  readonly wsPorts?: readonly number[];
  /** Ends the reading of a capture that has no end of its own. */
  readonly follow?: AbortSignal;
}

/** One run over one or more captures that counts protocols, conversations, endpoints, messages and remarks. */
export class Statistics {
  readonly result: CaptureStatistics;
  readonly #dissection: PacketDissection;
  readonly #options: StatisticsOptions;

  constructor(inputs: readonly CaptureInput[], options: StatisticsOptions = {}) {
    this.#options = options;
    this.#dissection = new PacketDissection(inputs, { ...options, drawn: 'all' });
    this.result = new CaptureStatistics(this.#dissection.timeline);
  }

  /** Packets read so far, counted or not. */
  get packets(): number {
    return this.#dissection.packets;
  }

  /** Bytes read so far of all captures, as they lie on disk. */
  get bytesRead(): number {
    return this.#dissection.bytesRead;
  }

  /**
   * Reads the captures; yields after each piece of input. The result is whole behind the last.
   * @param warn is told what is wrong with a capture, and what the counts lack
   */
  async *run(warn: (warning: Warning) => void): AsyncGenerator<void> {
    const { result } = this;
    const { filter, limits, wsPorts } = this.#options;
    const chosen = filter === undefined ? undefined : new PacketNumbers();
    const selection = new PacketSelection(
      (packet) => {
        chosen?.add(packet.number);
        result.packet(packet);
      },
      filter === undefined ? {} : { filter },
      result.tree,
    );
    // A message can be told of later than its last packet came: when what the capture lacks before it is given up.
    // The dissection of the packets tells of link types already.
    const warnOfSessions = (warning: Warning): void => {
      if (warning.code !== 'link-type') warn(warning);
    };
    const sink = new MessageSink((message) => {
      if (chosen?.has(message.at.packet) ?? true) result.message(message);
    }, warnOfSessions);
    const sessions = new Dissector(sink, {
      ...(limits !== undefined && { limits }),
      ...(wsPorts !== undefined && { wsPorts }),
    });
    yield* this.#dissection.run(selection, warn, sessions);
    sessions.finish();
    this.#tellUnlisted(warn);
    yield;
  }

  #tellUnlisted(warn: (warning: Warning) => void): void {
    const { conversations, expert, hierarchy } = this.result;
    const told = [
      [conversations.unlistedPackets, 'packets belong to conversations that are not listed'],
      [expert.unlisted, 'remarks are not listed'],
      [hierarchy.unlistedPackets, 'packets have protocols that are not listed'],
    ] as const;
    for (const [count, what] of told) {
      if (count > 0) warn({ code: 'limit', message: `${count} ${what}, as there were too many others before them` });
    }
  }
}

/** Passes on messages and warnings. */
class MessageSink implements SessionSink {
  constructor(
    readonly message: (message: MessageView) => void,
    readonly warning: (warning: Warning) => void,
  ) {}

  session(): void {}
  frame(): void {}
  end(): void {}
}
