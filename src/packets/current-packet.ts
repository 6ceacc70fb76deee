import { type Moment, newMoment, setMoment } from '../capture/moment.js';
import type { Packet } from '../capture/packet.js';
import { joinedText, type TextSink } from '../field/text-sink.js';
import type { Tree } from '../field/tree.js';
import { PacketColumns } from './packet-columns.js';
import type { ColourFacts, DrawablePacket, Timeline } from './packet-view.js';

export interface ShownTimeline extends Timeline {
  /** The packet that was shown last before the one at hand; that one itself where none was. */
  readonly previousShown: Readonly<Moment>;
}

/** When the first packet was captured, and those before the one at hand. */
export class CurrentTimeline implements ShownTimeline {
  readonly first: Moment = newMoment();
  readonly previous: Moment = newMoment();
  readonly previousShown: Moment = newMoment();
  readonly #now: Moment = newMoment();
  #hasShown = false;

  /** The packet at hand is shown. */
  show(): void {
    setMoment(this.previousShown, this.#now);
    this.#hasShown = true;
  }

  /** The next packet is at hand. */
  begin(packet: Packet): void {
    const isFirst = this.first.packet === 0;
    if (!isFirst) setMoment(this.previous, this.#now);
    const now = this.#now;
    now.seconds = packet.seconds;
    now.nanoseconds = packet.nanoseconds;
    now.timeDigits = packet.timeDigits;
    now.packet = packet.number;
    if (!this.#hasShown) setMoment(this.previousShown, now);
    if (!isFirst) return;
    setMoment(this.first, now);
    setMoment(this.previous, now);
  }
}

/** What the packet at hand is asked for, most of it only where it is shown. */
export interface PacketSource {
  /** Fills the columns that are clear. */
  fill(columns: PacketColumns): void;
  /** Tells the Info column. */
  tellInfo(sink: TextSink, columns: PacketColumns): void;
  /** Names of its layers, as frame.protocols. */
  protocols(): string;
  draw(tree: Tree): void;
  /** It is one of the packets that are shown. */
  shown(): void;
}

/** The packet at hand, as it is shown: one object for all packets. */
export class CurrentPacket implements DrawablePacket {
  number = 0;
  seconds = 0;
  nanoseconds = 0;
  timeDigits: 6 | 9 = 6;
  originalLength = 0;
  bytes: Uint8Array = new Uint8Array(0);
  start = 0;
  end = 0;
  stream: number | undefined;

  tree: Tree | undefined;
  readonly #of: PacketSource;
  readonly #columns = new PacketColumns();
  #hasColumns = false;
  #protocols: string | undefined;

  constructor(of: PacketSource) {
    this.#of = of;
  }

  /** Worked out when they are first asked for: most packets are passed over by a filter. */
  get #filled(): PacketColumns {
    const columns = this.#columns;
    if (this.#hasColumns) return columns;
    this.#hasColumns = true;
    columns.clear();
    this.#of.fill(columns);
    return columns;
  }

  get source(): string {
    return this.#filled.source;
  }

  get destination(): string {
    return this.#filled.destination;
  }

  get protocol(): string {
    return this.#filled.protocol;
  }

  get info(): string {
    return joinedText((sink) => this.tellInfo(sink));
  }

  tellInfo(sink: TextSink): void {
    this.#of.tellInfo(sink, this.#filled);
  }

  get hasIp(): boolean {
    return this.#filled.hasIp;
  }

  get sourcePort(): number {
    return this.#filled.sourcePort;
  }

  get destinationPort(): number {
    return this.#filled.destinationPort;
  }

  get colour(): ColourFacts {
    return this.#filled.colour;
  }

  get protocols(): string {
    this.#protocols ??= this.#of.protocols();
    return this.#protocols;
  }

  draw(tree: Tree): void {
    this.#of.draw(tree);
  }

  show(tree: Tree | undefined): void {
    this.tree = tree;
    if (tree !== undefined) this.#of.draw(tree);
    this.#of.shown();
  }

  get capturedLength(): number {
    return this.end - this.start;
  }

  /** Makes it the next packet, of which nothing is known but what the capture says. */
  begin(packet: Packet): void {
    this.number = packet.number;
    this.seconds = packet.seconds;
    this.nanoseconds = packet.nanoseconds;
    this.timeDigits = packet.timeDigits;
    this.originalLength = packet.originalLength;
    this.bytes = packet.bytes;
    this.start = packet.start;
    this.end = packet.end;
    this.#hasColumns = false;
    this.#protocols = undefined;
    this.stream = undefined;
    this.tree = undefined;
  }
}
