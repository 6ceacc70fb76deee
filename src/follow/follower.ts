import { BufferBudget } from '../buffer-budget.js';
import type { Moment } from '../capture/moment.js';
import type { Packet, PacketSink } from '../capture/packet.js';
import { DEFAULT_LIMITS, type Limits } from '../limits.js';
import { Decapsulator } from '../net/decapsulator.js';
import type { Warning } from '../session/events.js';
import type { Connection } from '../tcp/connection.js';
import { otherSide, type Side } from '../tcp/flow-table.js';
import { Flag, flags as flagsOf, MIN_HEADER_LENGTH } from '../tcp/header.js';
import { TcpTracker } from '../tcp/tracker.js';
import { Conversation } from './conversation.js';
import type { FollowAs, FollowedStream, FollowSink, StreamReader } from './follow-sink.js';
import { HttpReader } from './http-reader.js';
import { SegmentsReader } from './segments-reader.js';
import { streamOf } from './sides.js';
import { WebSocketConversation } from './websocket-conversation.js';

export interface FollowerOptions {
  /** Number of the TCP stream, as Wireshark's tcp.stream. */
  readonly stream: number;
  /** `tcp` unless given. */
  readonly as?: FollowAs;
  readonly limits?: Partial<Limits>;
  /** Server ports that speak WebSocket even where the handshake is not in the capture. */
  readonly wsPorts?: readonly number[];
}

/** Follows one TCP stream through a capture's packets; of all others only the numbers are kept. */
export class Follower implements PacketSink {
  /** Whether the stream is in the capture. */
  found = false;
  readonly #options: FollowerOptions;
  readonly #limits: Limits;
  readonly #sink: FollowSink;
  readonly #warn: (warning: Warning) => void;
  readonly #decapsulator: Decapsulator;
  readonly #tracker: TcpTracker;
  #connection: Connection | undefined;
  #conversation: Conversation | undefined;
  /** The side that sent a SYN. */
  #client: Side | undefined;
  /** What the stream's first packet tells of it. */
  #stream: FollowedStream | undefined;
  /** When the packets were whose bytes wait behind a hole. */
  readonly #times = new Map<number, Moment>();

  /** @param warn is told what the reader of the pieces should know besides, and does not see among them */
  constructor(sink: FollowSink, options: FollowerOptions, warn: (warning: Warning) => void = () => {}) {
    const limits = { ...DEFAULT_LIMITS, ...options.limits };
    this.#options = options;
    this.#limits = limits;
    this.#sink = sink;
    this.#warn = warn;
    this.#decapsulator = new Decapsulator({
      datagrams: limits['fragment-datagrams'],
      bytes: limits['fragment-bytes'],
      seconds: limits['fragment-time'] / 1000,
    });
    this.#tracker = new TcpTracker(
      (connection) => this.#open(connection),
      { reorderBytes: limits['reorder-bytes'], reorderTime: limits['reorder-time'] },
      new BufferBudget(limits['buffered-bytes']),
    );
  }

  /** How many TCP streams there have been. */
  get streams(): number {
    return this.#tracker.flows.streams;
  }

  packet(packet: Packet): void {
    const decapsulator = this.#decapsulator;
    let isSegment = decapsulator.walk(packet);
    if (!isSegment && decapsulator.quotesTcp) this.#tracker.quoted(packet, decapsulator.cursor);
    for (; isSegment; isSegment = decapsulator.walkNext()) this.#segment(packet);
  }

  /** No more packets: what waits is told. */
  finish(): void {
    this.#tracker.finish();
    if (this.#stream !== undefined) this.#sink.begin(this.#stream);
  }

  #segment(packet: Packet): void {
    const tracker = this.#tracker;
    const { cursor } = this.#decapsulator;
    const { bytes, offset } = cursor;
    if (cursor.end - offset < MIN_HEADER_LENGTH) return;
    tracker.segment(packet, cursor);
    const { flows, row } = tracker;
    if (flows.stream(row) !== this.#options.stream) return;
    this.found = true;
    const flags = flagsOf(bytes, offset);
    if ((flags & Flag.SYN) !== 0 && this.#client === undefined) {
      this.#client = (flags & Flag.ACK) === 0 ? flows.side : otherSide(flows.side);
      this.#conversation?.knowClient(this.#client);
    }
    this.#stream ??= streamOf(flows, row, this.#client ?? flows.side);
    this.#rememberTime(packet, flows.side);
  }

  #rememberTime(packet: Packet, side: Side): void {
    const connection = this.#connection;
    if (connection?.half(side).waiting === true) {
      const { number, seconds, nanoseconds, timeDigits } = packet;
      this.#times.set(number, { seconds, nanoseconds, timeDigits, packet: number });
    } else if (this.#times.size > 0 && connection?.half(otherSide(side)).waiting !== true) {
      this.#times.clear();
    }
  }

  #open(connection: Connection): void {
    const { stream, as = 'tcp', limits, wsPorts } = this.#options;
    if (connection.stream !== stream) {
      connection.ignored = true;
      return;
    }
    const { flows } = this.#tracker;
    this.#connection = connection;
    if (as === 'websocket') {
      const options = { ...(limits !== undefined && { limits }), ...(wsPorts !== undefined && { wsPorts }) };
      connection.handler = new WebSocketConversation(connection, flows, this.#sink, options, this.#warn);
      return;
    }
    const conversation = new Conversation(
      (client) => {
        this.#sink.begin(streamOf(flows, connection.row, client));
        return this.#newReader(as);
      },
      (packet, at) => (packet === at.packet ? at : (this.#times.get(packet) ?? at)),
      this.#limits['header-bytes'],
    );
    if (this.#client !== undefined) conversation.knowClient(this.#client);
    this.#conversation = conversation;
    connection.handler = conversation;
  }

  #newReader(as: 'tcp' | 'http'): StreamReader {
    return as === 'http' ? new HttpReader(this.#sink, this.#limits) : new SegmentsReader(this.#sink);
  }
}
