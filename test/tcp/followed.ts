import type { CapturedPacket } from '../../fixtures/build/index.js';
import { BufferBudget } from '../../src/buffer-budget.js';
import type { Moment } from '../../src/capture/moment.js';
import { Packet } from '../../src/capture/packet.js';
import { Decapsulator } from '../../src/net/decapsulator.js';
import type { ConnectionHandler } from '../../src/tcp/connection.js';
import type { Side } from '../../src/tcp/flow-table.js';
import { TcpTracker, type TrackerLimits } from '../../src/tcp/tracker.js';

/** What one stream came to, as text: bytes are Latin-1. */
export class Followed {
  /**
   * What was told, in order: `client: abc`, `server: [3 lost]`, `client: fin`, `closed`. Data that comes of one side
   * without anything in between is one entry.
   */
  readonly events: string[] = [];
  /** `packet 4: abc`: each piece of data with the packet that carried it and, where another, the one that freed it. */
  readonly pieces: string[] = [];
  bytes = { client: '', server: '' };

  constructor(
    readonly stream: number,
    readonly nameOf: (side: Side) => 'client' | 'server',
  ) {}

  data(side: Side, text: string, carrier: number, at: Readonly<Moment>): void {
    const name = this.nameOf(side);
    this.bytes[name] += text;
    const last = this.events.at(-1);
    if (last?.startsWith(`${name}: `) && !/: (fin|reset|differs)$|\]$/.test(last)) {
      this.events[this.events.length - 1] = last + text;
    } else {
      this.events.push(`${name}: ${text}`);
    }
    this.pieces.push(`packet ${carrier}${carrier === at.packet ? '' : ` at ${at.packet}`}: ${text}`);
  }

  tell(side: Side, what: string): void {
    const name = this.nameOf(side);
    this.events.push(`${name}: ${what}`);
    if (what.startsWith('[')) this.bytes[name] += what;
  }
}

export interface FollowOptions extends Partial<TrackerLimits> {
  /** Bytes held for all connections together. */
  readonly budget?: number;
  /** Ports of servers, to name the sides; 80 unless given. */
  readonly serverPort?: number;
  /** Is told when a stream is closed, and when one has data. */
  readonly watch?: (what: string) => void;
  /** Streams nobody is interested in, by number. */
  readonly ignore?: (stream: number) => boolean;
}

export interface FollowResult {
  readonly streams: Followed[];
  readonly budget: BufferBudget;
  /** The most bytes that were held after a packet. */
  readonly mostHeld: number;
  readonly tracker: TcpTracker;
}

/** Runs packets through link, network and TCP layer, to the end. */
export function followAll(packets: Iterable<CapturedPacket>, options: FollowOptions = {}): FollowResult {
  const {
    reorderBytes = 4 << 20,
    reorderTime = 200,
    budget: limit = 256 << 20,
    serverPort = 80,
    ignore,
    watch,
  } = options;
  const streams: Followed[] = [];
  const budget = new BufferBudget(limit);
  const tracker: TcpTracker = new TcpTracker(
    (connection) => {
      if (ignore?.(connection.stream)) {
        connection.ignored = true;
        return;
      }
      const followed = new Followed(connection.stream, (side) =>
        tracker.flows.port(connection.row, side) === serverPort ? 'server' : 'client',
      );
      streams.push(followed);
      connection.handler = handlerFor(followed, watch);
      connection.compared = true;
    },
    { reorderBytes, reorderTime },
    budget,
  );
  const decapsulator = new Decapsulator();
  let number = 0;
  let mostHeld = 0;
  for (const { bytes, time, originalLength = bytes.length } of packets) {
    const packet = Object.assign(new Packet(), {
      number: ++number,
      seconds: Number(time / 1_000_000_000n),
      nanoseconds: Number(time % 1_000_000_000n),
      linkType: 1,
      bytes,
      end: bytes.length,
      originalLength,
    });
    if (decapsulator.walk(packet)) tracker.segment(packet, decapsulator.cursor);
    mostHeld = Math.max(mostHeld, budget.used);
  }
  tracker.finish();
  return { streams, budget, mostHeld, tracker };
}

/** The events of the first stream, as {@link Followed.events} words them, but for its last one: `closed`. */
export function follow(packets: Iterable<CapturedPacket>, options: FollowOptions = {}): string[] {
  const events = followAll(packets, options).streams[0]?.events ?? [];
  if (events.pop() !== 'closed') throw new Error('the stream was not closed');
  return events;
}

function handlerFor(followed: Followed, watch: FollowOptions['watch']): ConnectionHandler {
  return {
    data: (from, bytes, start, end, carrier, at) => {
      if (start >= end || end > bytes.length) throw new Error(`a piece that cannot be: ${start} … ${end}`);
      watch?.(`data of ${followed.stream}`);
      followed.data(from, Buffer.from(bytes.subarray(start, end)).toString('latin1'), carrier, at);
    },
    gap: (from, length, reason) => {
      if (length <= 0) throw new Error(`a hole that cannot be: ${length}`);
      followed.tell(from, `[${length} ${reason}]`);
    },
    differs: (from) => followed.tell(from, 'differs'),
    fin: (from) => followed.tell(from, 'fin'),
    reset: (from) => followed.tell(from, 'reset'),
    patienceOver: () => {},
    close: () => {
      watch?.(`end of ${followed.stream}`);
      followed.events.push('closed');
    },
  };
}
