import { BufferBudget } from '../buffer-budget.js';
import type { Packet, PacketSink } from '../capture/packet.js';
import type { CaptureInterface } from '../capture/summary.js';
import { joinedText, type TextSink } from '../field/text-sink.js';
import type { Tree } from '../field/tree.js';
import { DEFAULT_LIMITS, type Limits } from '../limits.js';
import { Layer } from '../link/layer.js';
import { Decapsulator } from '../net/decapsulator.js';
import { HeaderTrace } from '../net/header-trace.js';
import { TcpTracker } from '../tcp/tracker.js';
import type { DrawnPayloads } from './application.js';
import { fillColumns, shortfallOf } from './columns.js';
import { CurrentPacket, CurrentTimeline } from './current-packet.js';
import { drawPacket } from './draw-packet.js';
import { payloadShortfall } from './malformed.js';
import type { PacketColumns } from './packet-columns.js';
import type { PacketViewSink, Timeline } from './packet-view.js';
import type { Pdu } from './pdu.js';
import { protocolsOf } from './protocols.js';
import { SegmentFacts } from './segment-facts.js';
import { StreamApplication } from './stream-application.js';
import { StreamTable } from './stream-table.js';
import { tellTcpInfo } from './tcp-columns.js';

export interface PacketDissectorOptions {
  /** Limits that differ from the defaults. */
  readonly limits?: Partial<Limits>;
  /** Server ports that speak WebSocket even where the handshake is not in the capture. */
  readonly wsPorts?: readonly number[];
  /** Packets will be drawn: what their bytes complete is kept for that until the next packet. Default: nothing is. */
  readonly drawn?: DrawnPayloads;
  /** Tells the interface of a packet, where the capture tells of interfaces. */
  readonly interfaceOf?: (packet: Packet) => CaptureInterface | undefined;
}

const NOTHING: DrawnPayloads = new Set();

/** From packets to what a packet list shows of each: its layers, its columns and its tree, in one pass. */
export class PacketDissector implements PacketSink {
  readonly #timeline = new CurrentTimeline();
  readonly #current: CurrentPacket;
  readonly #sink: PacketViewSink;
  readonly #interfaceOf: (packet: Packet) => CaptureInterface | undefined;
  readonly #trace = new HeaderTrace();
  readonly #decapsulator: Decapsulator;
  readonly #tracker: TcpTracker;
  readonly #streams: StreamTable;
  readonly #segment = new SegmentFacts();
  readonly #pdus: Pdu[] = [];
  #packet: Packet | undefined;

  constructor(sink: PacketViewSink, options: PacketDissectorOptions = {}) {
    const limits = { ...DEFAULT_LIMITS, ...options.limits };
    const budget = new BufferBudget(limits['buffered-bytes']);
    this.#sink = sink;
    this.#interfaceOf = options.interfaceOf ?? (() => undefined);
    this.#current = new CurrentPacket({
      fill: (columns) => fillColumns(columns, this.#trace, this.#decapsulator.cursor, this.#segment, this.#pdus),
      tellInfo: (text, columns) => this.#tellInfo(text, columns),
      protocols: () => {
        const isBareData = this.#segment.isBareData(this.#pdus.length);
        return protocolsOf(this.#trace, this.#decapsulator.cursor, this.#pdus, isBareData);
      },
      draw: (tree) => this.#draw(tree),
      shown: () => this.#timeline.show(),
    });
    this.#decapsulator = new Decapsulator(
      {
        datagrams: limits['fragment-datagrams'],
        bytes: limits['fragment-bytes'],
        seconds: limits['fragment-time'] / 1000,
      },
      this.#trace,
    );
    const wsPorts = new Set(options.wsPorts);
    this.#tracker = new TcpTracker(
      (connection) => {
        const { row } = connection;
        const application = new StreamApplication(
          { limits, budget, wsPorts, drawn: options.drawn ?? NOTHING, pdus: this.#pdus },
          connection,
          [this.#tracker.flows.port(row, 0), this.#tracker.flows.port(row, 1)],
        );
        connection.handler = application;
        this.#streams.at(row).application = application;
      },
      { reorderBytes: limits['reorder-bytes'], reorderTime: limits['reorder-time'] },
      budget,
    );
    this.#streams = new StreamTable(this.#tracker.flows);
  }

  /** What times are counted from; it moves on with each packet. */
  get timeline(): Timeline {
    return this.#timeline;
  }

  packet(packet: Packet): void {
    const current = this.#current;
    const trace = this.#trace;
    const segment = this.#segment;
    current.begin(packet);
    this.#timeline.begin(packet);
    if (this.#pdus.length > 0) this.#pdus.length = 0;
    trace.begin();
    segment.present = false;
    const decapsulator = this.#decapsulator;
    const { cursor } = decapsulator;
    let found = decapsulator.walk(packet);
    if (!found && decapsulator.quotesTcp) this.#tracker.quoted(packet, cursor);
    for (; found; found = decapsulator.walkNext()) {
      this.#tracker.segment(packet, cursor);
      segment.take(packet, cursor, this.#streams, this.#tracker);
    }
    trace.leave(cursor);
    if (segment.present) current.stream = segment.stream;
    this.#packet = packet;
    this.#sink.view(current);
  }

  #tellInfo(text: TextSink, columns: PacketColumns): void {
    const { ending } = columns;
    this.#tellKnown(text, columns);
    // Some texts say themselves how they end.
    if (ending !== '' && !joinedText((sink) => this.#tellKnown(sink, columns)).endsWith(ending)) text.text(ending);
  }

  #tellKnown(text: TextSink, { info }: PacketColumns): void {
    if (this.#segment.present) tellTcpInfo(text, this.#segment, this.#pdus);
    else text.text(info);
  }

  #draw(tree: Tree): void {
    const packet = this.#packet;
    const current = this.#current;
    if (packet === undefined) return;
    drawPacket(tree, {
      packet,
      source: this.#interfaceOf(packet),
      trace: this.#trace,
      undecoded: this.#decapsulator.cursor,
      protocols: () => current.protocols,
      timeline: this.#timeline,
      segment: this.#segment,
      pdus: this.#pdus,
      shortfall: tree.wants('_ws')
        ? (shortfallOf(this.#trace, this.#decapsulator.cursor, this.#segment) ??
          payloadShortfall(current.protocol, current.info))
        : undefined,
    });
  }

  /** No more packets. */
  finish(): void {
    this.#tracker.finish();
  }

  /** Whether the last packet's link type is not decoded. */
  get unknownLinkType(): number | undefined {
    return this.#trace.at(this.#trace.count - 1)?.layer === Layer.UNKNOWN_LINK
      ? this.#decapsulator.unknownLinkType
      : undefined;
  }
}
