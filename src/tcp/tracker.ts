import type { BufferBudget } from '../buffer-budget.js';
import { copyMoment, type Moment, newMoment } from '../capture/moment.js';
import type { Packet } from '../capture/packet.js';
import type { Cursor } from '../link/cursor.js';
import { Connection } from './connection.js';
import { FlowFlag, FlowTable, otherSide, type Side } from './flow-table.js';
import type { HalfStream, InOrder } from './half-stream.js';
import {
  acknowledgmentNumber,
  destinationPort,
  Flag,
  flags as flagsOf,
  headerLength,
  MIN_HEADER_LENGTH,
  sequenceNumber,
  sourcePort,
  windowValue,
} from './header.js';
import { windowShift } from './options.js';
import { Patience } from './patience.js';
import { RecentSegments } from './recent-segments.js';
import { seqAdd, seqDifference } from './seq.js';

/** Decides what becomes of a connection when it carries its first payload. */
export type OpenConnection = (connection: Connection, at: Readonly<Moment>) => void;

export interface TrackerLimits {
  /** Bytes of one direction that may wait behind a hole. */
  readonly reorderBytes: number;
  /** Milliseconds of capture time for which something that should have come is waited for. */
  readonly reorderTime: number;
}

/** Bit of a flow-flag for a side. */
function bit(flag: number, side: Side): number {
  return flag << side;
}

/** As much of a quoted header as Wireshark needs to count it: up to its flags. */
const QUOTED_LENGTH = 14;

/** A reset this far from the expected sequence number is not the peer's (RFC 9293, section 3.10.7.4, asks for the window). */
const MAX_RESET_DISTANCE = 1 << 20;

/**
 * Follows all TCP connections of a capture. Segments of flows without payload, and of flows nobody is interested in,
 * cost a look into the flow table; the others are put in order and handed to the connection's handler.
 */
export class TcpTracker {
  readonly flows = new FlowTable();
  /** Row in {@link flows} of the segment that was taken last; valid until the next one. */
  row = 0;
  readonly #connections: (Connection | undefined)[] = [];
  readonly #open: OpenConnection;
  readonly #limits: TrackerLimits;
  readonly #budget: BufferBudget;
  readonly #recent = new RecentSegments();
  readonly #patience: Patience;
  readonly #at = newMoment();
  readonly #outputs: readonly [SideOutput, SideOutput] = [new SideOutput(0), new SideOutput(1)];
  readonly #compare = (seq: number, bytes: Uint8Array, start: number, end: number): boolean =>
    this.#recent.sameAsBefore(this.#comparing, seq, bytes, start, end);
  #comparing = 0;

  constructor(open: OpenConnection, limits: TrackerLimits, budget: BufferBudget) {
    this.#open = open;
    this.#limits = limits;
    this.#budget = budget;
    this.#patience = new Patience(limits.reorderTime);
    this.flows.onMove = (from, to) => {
      const connection = this.#connections[from];
      this.#connections[from] = undefined;
      this.#connections[to] = connection;
      if (connection !== undefined) connection.row = to;
    };
    this.flows.onForget = (row) => {
      const connection = this.#connections[row];
      if (connection !== undefined) this.#close(connection);
    };
  }

  /**
   * Numbers the stream of a TCP header that is only quoted, in an ICMP error, as Wireshark does.
   * @returns whether enough of the header is quoted for that
   */
  quoted(packet: Packet, cursor: Cursor): boolean {
    if (cursor.end - cursor.offset < QUOTED_LENGTH) return false;
    this.#lookup(packet, cursor);
    return true;
  }

  #lookup(packet: Packet, { bytes, offset, ipVersion, source, destination }: Cursor): number {
    const from = sourcePort(bytes, offset);
    const to = destinationPort(bytes, offset);
    return this.flows.lookup(bytes, ipVersion, source, destination, from, to, packet.seconds);
  }

  /** Takes the TCP segment at the cursor. */
  segment(packet: Packet, cursor: Cursor): void {
    const { bytes, offset } = cursor;
    if (cursor.end - offset < MIN_HEADER_LENGTH) return;
    const at = this.#at;
    at.seconds = packet.seconds;
    at.nanoseconds = packet.nanoseconds;
    at.timeDigits = packet.timeDigits;
    at.packet = packet.number;
    if (this.#patience.isDue(at.seconds, at.nanoseconds)) this.#runPatience(at.seconds, at.nanoseconds);

    const flows = this.flows;
    const row = this.#lookup(packet, cursor);
    this.row = row;
    const header = headerLength(bytes, offset);
    if (header < MIN_HEADER_LENGTH) return;
    const side = flows.side;
    const flags = flagsOf(bytes, offset);
    const start = Math.min(offset + header, cursor.end);
    if ((flags & Flag.SYN) !== 0) this.#syn(row, side, flags, bytes, offset, start);
    const known = flows.flags(row);
    if ((known & bit(FlowFlag.BASE, side)) === 0) {
      flows.setBase(row, side, seqAdd(sequenceNumber(bytes, offset), -1), false);
    }
    if ((flags & (Flag.FIN | Flag.RST)) !== 0) {
      flows.setFlags(row, (flags & Flag.RST) !== 0 ? FlowFlag.RST : bit(FlowFlag.FIN, side));
    }
    if ((known & (FlowFlag.IGNORED | FlowFlag.CLOSED)) !== 0) return;

    const missing = cursor.missing - Math.max(offset + header - cursor.end, 0);
    let connection = this.#connections[row];
    if (connection === undefined) {
      if (cursor.end === start && missing <= 0) return;
      connection = this.#begin(row, at);
    }
    if (connection.handler === undefined) return;
    this.#follow(connection, side, flags, cursor, start, Math.max(missing, 0), packet.filling);
    if (connection.ignored) this.#forget(connection);
    else if (connection.patienceAsked) this.#grantPatience(connection);
  }

  #begin(row: number, at: Readonly<Moment>): Connection {
    const connection = new Connection(row, this.flows.stream(row));
    this.#connections[row] = connection;
    this.#open(connection, at);
    if (connection.ignored) this.#forget(connection);
    return connection;
  }

  #grantPatience(connection: Connection): void {
    connection.patienceAsked = false;
    this.#patience.add(connection, 'other-side', this.#at);
  }

  /** Takes a segment of a connection that is followed. */
  #follow(
    connection: Connection,
    side: Side,
    flags: number,
    cursor: Cursor,
    start: number,
    missing: number,
    filling: number,
  ): void {
    const { bytes, offset } = cursor;
    this.#outputs[0].handler = connection.handler;
    this.#outputs[1].handler = connection.handler;
    const half = connection.half(side);
    const other = otherSide(side);
    const peer = connection.half(other);
    if ((flags & (Flag.ACK | Flag.RST)) === Flag.ACK) {
      this.#acknowledge(connection, peer, side, flags, acknowledgmentNumber(bytes, offset), windowValue(bytes, offset));
    }
    const seq = sequenceNumber(bytes, offset);
    const dataSeq = (flags & Flag.SYN) !== 0 ? seqAdd(seq, 1) : seq;
    if ((cursor.end > start || missing > 0) && (flags & Flag.RST) === 0) {
      this.#recent.filling = filling;
      this.#payload(connection, half, side, dataSeq, cursor, start, missing);
    }
    if ((flags & (Flag.FIN | Flag.RST)) !== 0) {
      this.#ending(connection, half, side, flags, seq, seqAdd(dataSeq, cursor.end - start + missing));
    }
    if (half.holdsSomething) this.#suspect(connection, side);
    if (half.over && peer.over) this.#linger(connection);
  }

  #payload(
    connection: Connection,
    half: HalfStream,
    side: Side,
    seq: number,
    cursor: Cursor,
    start: number,
    missing: number,
  ): void {
    const { bytes, end } = cursor;
    if (!half.started) this.#start(half, connection.row, side, seq, end - start + missing === 1 && bytes[start] === 0);
    this.#comparing = connection.stream * 2 + side;
    const { reorderBytes } = this.#limits;
    const output = this.#outputs[side];
    half.segment(seq, bytes, start, end, missing, this.#at, output, this.#budget, reorderBytes, this.#compare);
    if (connection.compared && !cursor.reassembled) this.#recent.add(this.#comparing, seq, bytes, start, end);
  }

  /** @param seqEnd number behind the segment's last byte: the FIN's own */
  #ending(connection: Connection, half: HalfStream, side: Side, flags: number, seq: number, seqEnd: number): void {
    if ((flags & Flag.FIN) !== 0) {
      if (!half.started && this.#fromSyn(connection.row, side)) this.#start(half, connection.row, side, seqEnd, false);
      half.fin(seqEnd, this.#at, this.#outputs[side], this.#budget);
    }
    if ((flags & Flag.RST) !== 0 && !connection.closing && this.#plausibleReset(half, seq)) {
      connection.handler?.reset(side, this.#at);
      this.#linger(connection);
    }
  }

  /** Takes a SYN's numbers; a SYN with another number on known ports begins a new stream, as in Wireshark. */
  #syn(row: number, side: Side, flags: number, bytes: Uint8Array, offset: number, end: number): void {
    const flows = this.flows;
    const seq = sequenceNumber(bytes, offset);
    if ((flags & Flag.ACK) === 0 && !flows.isNew) {
      const known = flows.flags(row);
      const over = (known & (FlowFlag.RST | FlowFlag.FIN | (FlowFlag.FIN << 1))) !== 0;
      const other = (known & bit(FlowFlag.BASE, side)) !== 0 && flows.base(row, side) !== seq;
      if ((known & bit(FlowFlag.BASE, side)) !== 0 && (over || other)) {
        const connection = this.#connections[row];
        if (connection !== undefined) this.#close(connection);
        flows.restart(row);
      }
    }
    if ((flows.flags(row) & bit(FlowFlag.SYN, side)) === 0) {
      flows.setBase(row, side, seq, true);
      flows.setWindowShift(row, side, Math.max(windowShift(bytes, offset, end), 0));
    }
    const other = otherSide(side);
    if ((flags & Flag.ACK) !== 0 && (flows.flags(row) & bit(FlowFlag.SYN, other)) === 0) {
      // A SYN-ACK tells the number of the SYN it answers, should that not be in the capture.
      flows.setBase(row, other, seqAdd(acknowledgmentNumber(bytes, offset), -1), true);
    }
  }

  #fromSyn(row: number, side: Side): boolean {
    return (this.flows.flags(row) & bit(FlowFlag.SYN, side)) !== 0;
  }

  /** @param nul the side's first segment is a single 00: joined in the middle, that is the byte of a keep-alive */
  #start(half: HalfStream, row: number, side: Side, seq: number, nul: boolean): void {
    if (this.#fromSyn(row, side)) half.start(seqAdd(this.flows.base(row, side), 1), false);
    else half.start(nul ? seqAdd(seq, 1) : seq, true);
  }

  #acknowledge(connection: Connection, peer: HalfStream, side: Side, flags: number, ack: number, window: number): void {
    const shift = (flags & Flag.SYN) !== 0 ? 0 : this.flows.windowShift(connection.row, side);
    if (shift >= 0 && window << shift > peer.maxWindow) peer.maxWindow = window << shift;
    if (peer.acked === undefined || seqDifference(ack, peer.acked) > 0) {
      peer.acked = ack;
      if (peer.holdsSomething) {
        const peerSide = otherSide(side);
        peer.acceptProbe(this.#at, this.#outputs[peerSide], this.#budget);
        this.#suspect(connection, peerSide);
      }
    }
    peer.windowClosed = window === 0;
  }

  /** A hole that the receiver has acknowledged is given up when the capture's clock has moved on a little. */
  #suspect(connection: Connection, side: Side): void {
    const half = connection.half(side);
    if (half.suspect()) this.#patience.add(connection, side === 0 ? 'hole-0' : 'hole-1', this.#at, half.next);
  }

  /** The connection is over; stragglers are waited for. */
  #linger(connection: Connection): void {
    if (connection.closing) return;
    connection.closing = true;
    this.#patience.add(connection, 'stragglers', this.#at);
  }

  #plausibleReset(half: HalfStream, seq: number): boolean {
    return !half.started || Math.abs(seqDifference(seq, half.next)) <= MAX_RESET_DISTANCE;
  }

  #runPatience(seconds: number, nanoseconds: number): void {
    while (this.#patience.isDue(seconds, nanoseconds)) {
      const entry = this.#patience.take();
      if (entry === undefined) return;
      const { connection, awaited } = entry;
      if (connection.closed || connection.handler === undefined) continue;
      this.#outputs[0].handler = connection.handler;
      this.#outputs[1].handler = connection.handler;
      switch (awaited) {
        case 'hole-0':
        case 'hole-1': {
          const side = awaited === 'hole-0' ? 0 : 1;
          const half = connection.half(side);
          if (half.next === entry.hole && half.holeAcknowledged) half.skipHole(this.#outputs[side], this.#budget);
          this.#suspect(connection, side);
          if (half.over && connection.half(otherSide(side)).over) this.#linger(connection);
          break;
        }
        case 'stragglers':
          this.#close(connection);
          break;
        case 'other-side':
          connection.handler.patienceOver();
          break;
      }
      if (connection.ignored && !connection.closed) this.#forget(connection);
    }
  }

  /** Ends all connections, in the order of their streams' rows. */
  finish(): void {
    for (const connection of this.#connections) {
      if (connection !== undefined) this.#close(connection);
    }
  }

  #close(connection: Connection): void {
    const { handler } = connection;
    this.#release(connection, FlowFlag.CLOSED);
    if (handler === undefined) return;
    const at = copyMoment(this.#at);
    this.#outputs[0].handler = handler;
    this.#outputs[1].handler = handler;
    connection.half(0).flush(at, this.#outputs[0], this.#budget);
    connection.half(1).flush(at, this.#outputs[1], this.#budget);
    handler.close(at);
  }

  #forget(connection: Connection): void {
    this.#release(connection, FlowFlag.IGNORED);
    connection.half(0).discard(this.#budget);
    connection.half(1).discard(this.#budget);
  }

  #release(connection: Connection, flag: number): void {
    connection.closed = true;
    this.flows.setFlags(connection.row, flag);
    this.#connections[connection.row] = undefined;
  }
}

/** Hands the bytes of one side to the handler of the connection at work. */
class SideOutput implements InOrder {
  handler: Connection['handler'];
  readonly #side: Side;

  constructor(side: Side) {
    this.#side = side;
  }

  data(bytes: Uint8Array, start: number, end: number, carrier: number, at: Readonly<Moment>): void {
    this.handler?.data(this.#side, bytes, start, end, carrier, at);
  }

  gap(length: number, reason: 'cut' | 'lost', at: Readonly<Moment>): void {
    this.handler?.gap(this.#side, length, reason, at);
  }

  differs(at: Readonly<Moment>): void {
    this.handler?.differs(this.#side, at);
  }

  fin(at: Readonly<Moment>): void {
    this.handler?.fin(this.#side, at);
  }
}
