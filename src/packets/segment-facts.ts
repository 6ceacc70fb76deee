import type { Packet } from '../capture/packet.js';
import type { Cursor } from '../link/cursor.js';
import type { AnalysedSegment } from '../tcp/analysis-segment.js';
import { SegmentAnalysis } from '../tcp/analysis-segment.js';
import { AGAIN, type DescribedSegment } from '../tcp/describe-segment.js';
import type { Side } from '../tcp/flow-table.js';
import {
  acknowledgmentNumber,
  allFlags,
  Flag,
  headerLength,
  MIN_HEADER_LENGTH,
  sequenceNumber,
  windowValue,
} from '../tcp/header.js';
import { readSackEdges, windowShift } from '../tcp/options.js';
import type { TcpTracker } from '../tcp/tracker.js';
import type { Shortfall } from './malformed.js';
import type { Pdu } from './pdu.js';
import type { StreamState, StreamTable } from './stream-table.js';

/** What is known of a packet's TCP segment. One object serves all packets. */
export class SegmentFacts implements AnalysedSegment, DescribedSegment {
  /** There is one, and its header is captured up to its options. */
  present = false;
  bytes: Uint8Array = new Uint8Array(0);
  start = 0;
  headerEnd = 0;
  end = 0;
  length = 0;
  stream = -1;
  side: Side = 0;
  isFirstFin = false;
  /** Its payload is a part of something that later packets complete. */
  isPartial = false;
  pduSizes: number[] = [];
  partLength = 0;
  analysis = new SegmentAnalysis();
  /** Its options are longer than what there is of them. */
  shortfall: Shortfall | undefined;
  state: StreamState | undefined;

  packet = 0;
  seconds = 0;
  nanoseconds = 0;
  seq = 0;
  ack = 0;
  flags = 0;
  window = 0;
  windowShift = -1;
  readonly sackEdges: number[] = [];

  /** Takes the segment at the cursor, which the tracker has taken before. */
  take(packet: Packet, cursor: Cursor, streams: StreamTable, tracker: TcpTracker): void {
    const { bytes, offset, end } = cursor;
    this.present = end - offset >= MIN_HEADER_LENGTH;
    if (!this.present) return;
    const header = headerLength(bytes, offset);
    this.bytes = bytes;
    this.start = offset;
    this.end = end;
    this.headerEnd = Math.min(offset + Math.max(header, MIN_HEADER_LENGTH), end);
    this.shortfall = header <= end - offset ? undefined : { protocol: 'TCP', cut: cursor.missing > 0 };
    const length = end - offset + cursor.missing - header;
    this.length = length < 0 ? -1 : length;
    this.packet = packet.number;
    this.seconds = packet.seconds;
    this.nanoseconds = packet.nanoseconds;
    this.seq = sequenceNumber(bytes, offset);
    this.ack = acknowledgmentNumber(bytes, offset);
    this.flags = allFlags(bytes, offset);
    this.window = windowValue(bytes, offset);
    this.windowShift = -1;
    if (this.sackEdges.length > 0) this.sackEdges.length = 0;
    if (header > MIN_HEADER_LENGTH) this.#readOptions();
    const state = streams.at(tracker.row);
    this.state = state;
    this.stream = state.stream;
    this.side = tracker.flows.side;
    this.isFirstFin = (this.flags & Flag.FIN) !== 0 && !state.sawFin;
    if ((this.flags & Flag.FIN) !== 0) state.sawFin = true;
    this.analysis = state.analysis.segment(this.side, this);
    const carriesPart = state.application?.carriesPart(this.side) ?? false;
    this.isPartial = this.length > 0 && carriesPart;
  }

  /** Whether it has payload of which nothing is known. @param pdus how many units it completes */
  isBareData(pdus: number): boolean {
    if (!this.present || pdus > 0 || this.isPartial || this.end <= this.headerEnd) return false;
    return (this.analysis.flags & AGAIN) === 0;
  }

  /** Takes what the segment completes. */
  complete(pdus: readonly Pdu[]): void {
    this.pduSizes = pdus.flatMap(({ size }) => (size === undefined ? [] : [size]));
    if (pdus.length === 0) this.partLength = this.isPartial ? this.length : 0;
    else this.partLength = pdus.reduce((sum, { part = 0 }) => sum + part, 0);
  }

  #readOptions(): void {
    const { bytes, start, headerEnd } = this;
    if ((this.flags & Flag.SYN) !== 0) this.windowShift = windowShift(bytes, start, headerEnd);
    readSackEdges(bytes, start, headerEnd, this.sackEdges);
  }
}
