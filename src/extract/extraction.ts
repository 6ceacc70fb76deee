import { type CaptureFile, type CaptureInput, Captures } from '../capture/captures.js';
import type { Packet } from '../capture/packet.js';
import { type CaptureOutput, PcapngWriter } from '../capture/pcapng-writer.js';
import type { CaptureProblem } from '../capture/problem.js';
import { CaptureCopy } from './capture-copy.js';
import { MessageComments, type MessageCommentsOptions } from './message-comments.js';
import { inRanges, type PacketChoice } from './packet-choice.js';
import { rereadable } from './rereadable.js';
import { StreamNumbers } from './stream-numbers.js';

/** Bytes kept of what can be read only once and must be read twice. */
const KEPT_BYTES = 256 * 1024 * 1024;

export interface ExtractionOptions extends MessageCommentsOptions {
  /** Give each packet that completes a WebSocket message a comment: `Client.1 text 193 bytes`. */
  readonly comments?: boolean;
  /** Program that writes the capture. */
  readonly application?: string;
  /** Bytes kept of standard input, pipes and streams where they must be read twice; 256 MiB unless given. */
  readonly keptBytes?: number;
}

/**
 * Copies the chosen packets of one or more captures into a pcapng capture. Sessions are known only from packets behind
 * their first, and comments can be: then the captures are read twice.
 */
export class Extraction {
  /** Packets of all captures; known when they have been copied. */
  packets = 0;
  /** Packets that were copied. */
  copied = 0;
  /** Sessions that were found, where some were asked for. */
  sessions = 0;
  /** Chosen sessions that are not in the captures. */
  missingSessions: readonly number[] = [];
  readonly #choice: PacketChoice;
  readonly #options: ExtractionOptions;
  #inputs: readonly CaptureInput[];
  #captures: Captures;

  constructor(inputs: readonly CaptureInput[], choice: PacketChoice, options: ExtractionOptions = {}) {
    this.#inputs = inputs;
    this.#choice = choice;
    this.#options = options;
    this.#captures = new Captures(inputs);
  }

  /** The captures, in the order in which they were given. */
  get files(): readonly CaptureFile[] {
    return this.#captures.files;
  }

  /** Bytes read so far of all captures in this reading of them. */
  get bytesRead(): number {
    return this.#captures.bytesRead;
  }

  /** What was found wrong with the captures; whole when all is copied. */
  get problems(): readonly CaptureProblem[] {
    return this.#captures.problems;
  }

  /**
   * Reads the captures and writes the copy; yields after each piece of input.
   * @throws NeedsFileError where something that can be read only once does not fit into memory
   */
  async *run(output: CaptureOutput): AsyncGenerator<void> {
    const { comments = false, application } = this.#options;
    const scan = comments || this.#choice.sessions !== undefined ? new MessageComments(this.#options) : undefined;
    if (scan !== undefined) yield* this.#scan(scan);
    const writer = new PcapngWriter(output, application === undefined ? {} : { application });
    const copy = new CaptureCopy(writer, this.#captures.files);
    const wants = this.#predicate(scan);
    const present = comments ? new MessageComments(this.#options) : undefined;
    const late = comments ? scan?.late : undefined;
    const sink = {
      packet: (packet: Packet) => {
        this.packets = packet.number;
        present?.packet(packet);
        if (!wants(packet)) return;
        this.copied++;
        copy.packet(packet, [...(present?.present ?? []), ...(late?.get(packet.number) ?? [])]);
      },
    };
    for await (const _ of this.#captures.packets(sink)) {
      writer.flush();
      yield;
    }
    copy.finish();
    yield;
  }

  /** Reads the captures once before they are copied. */
  async *#scan(scan: MessageComments): AsyncGenerator<void> {
    this.#inputs = await rereadable(this.#inputs, this.#options.keptBytes ?? KEPT_BYTES);
    this.#captures = new Captures(this.#inputs);
    yield* this.#captures.packets(scan);
    scan.finish();
    this.sessions = scan.streams.size;
    this.missingSessions = (this.#choice.sessions ?? []).filter((session) => !scan.streams.has(session));
    this.#captures = new Captures(this.#inputs);
  }

  /** @returns whether a packet is wanted; to be asked about each, in order */
  #predicate(scan: MessageComments | undefined): (packet: Packet) => boolean {
    const { packets, streams, sessions, matches } = this.#choice;
    const ofSessions = sessions?.flatMap((session) => scan?.streams.get(session) ?? []);
    const wanted = new Set(streams ?? ofSessions);
    if (streams !== undefined && ofSessions !== undefined) {
      for (const stream of streams) if (!ofSessions.includes(stream)) wanted.delete(stream);
    }
    const numbers = streams === undefined && sessions === undefined ? undefined : new StreamNumbers();
    return (packet) => {
      const isMatch = matches?.(packet) ?? true;
      const belongs = numbers?.belongs(packet, wanted) ?? true;
      return isMatch && belongs && (packets === undefined || inRanges(packet.number, packets));
    };
  }
}
