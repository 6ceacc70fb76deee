import { uint8, uint16, uint32 } from '../byte-order.js';
import type { TextSink } from '../field/text-sink.js';
import type { SegmentAnalysis } from './analysis-segment.js';
import {
  acknowledgmentNumber,
  allFlags,
  destinationPort,
  Flag,
  headerLength,
  MIN_HEADER_LENGTH,
  sourcePort,
  urgentPointer,
} from './header.js';
import { MAX_WINDOW_SHIFT, nextOption, OptionKind, optionLength } from './options.js';

/** In the order of the packet list; the reserved bits are one name together. */
const FLAG_NAMES: ReadonlyArray<readonly [bits: number, name: string]> = [
  [Flag.FIN, 'FIN'],
  [Flag.SYN, 'SYN'],
  [Flag.RST, 'RST'],
  [Flag.PSH, 'PSH'],
  [Flag.ACK, 'ACK'],
  [Flag.URG, 'URG'],
  [0x040, 'ECE'],
  [0x080, 'CWR'],
  [0x100, 'AE'],
  [0xe00, 'Reserved'],
];

const texts = new Map<number, string>();

/** The flags by name: `SYN, ACK`; `<None>` where there are none. @param flags tcp.flags, twelve bits */
export function flagNames(flags: number): string {
  let text = texts.get(flags);
  if (text === undefined) {
    const names = FLAG_NAMES.filter(([bits]) => (flags & bits) !== 0).map(([, name]) => name);
    text = names.length === 0 ? '<None>' : names.join(', ');
    texts.set(flags, text);
  }
  return text;
}

/** A segment of which the packet list tells: its header is captured up to its options. */
export interface ListedSegment {
  readonly bytes: Uint8Array;
  /** Index of the header's first byte. */
  readonly start: number;
  /** Index behind the last captured byte. */
  readonly end: number;
  /** Payload in bytes (tcp.len). */
  readonly length: number;
  readonly analysis: SegmentAnalysis;
}

/** Tells a segment's line in the packet list, without what it means (RFC 9293, section 3.1). */
export function tellSegment(sink: TextSink, { bytes, start, end, length, analysis }: ListedSegment): void {
  const flags = allFlags(bytes, start);
  const header = headerLength(bytes, start);
  sink.integer(sourcePort(bytes, start));
  sink.text(' → ');
  sink.integer(destinationPort(bytes, start));
  sink.text(' [');
  sink.text(flagNames(flags));
  sink.text('] Seq=');
  sink.integer(analysis.seq);
  if ((flags & Flag.ACK) !== 0) tellNumber(sink, ' Ack=', analysis.ack);
  tellNumber(sink, ' Win=', analysis.window);
  if (header < MIN_HEADER_LENGTH) {
    sink.text(`, bogus TCP header length (${header}, must be at least ${MIN_HEADER_LENGTH})`);
    return;
  }
  if ((flags & Flag.URG) !== 0) tellNumber(sink, ' Urg=', urgentPointer(bytes, start));
  if (length < 0) {
    sink.text('[Malformed Packet]');
    return;
  }
  tellNumber(sink, ' Len=', length);
  if (header > MIN_HEADER_LENGTH) tellOptions(sink, bytes, start, Math.min(start + header, end), analysis);
}

function tellNumber(sink: TextSink, name: string, value: number): void {
  sink.text(name);
  sink.integer(value);
}

/** What the list tells of the options, in the order in which they stand. */
function tellOptions(sink: TextSink, bytes: Uint8Array, at: number, end: number, numbers: SegmentAnalysis): void {
  for (let option = at + MIN_HEADER_LENGTH; option < end; option = nextOption(bytes, option, end)) {
    const length = optionLength(bytes, option, end);
    switch (uint8(bytes, option)) {
      case OptionKind.MAXIMUM_SEGMENT_SIZE:
        if (length === 4) tellNumber(sink, ' MSS=', uint16(bytes, option + 2));
        break;
      case OptionKind.WINDOW_SCALE:
        if (length === 3) tellNumber(sink, ' WS=', 2 ** Math.min(uint8(bytes, option + 2), MAX_WINDOW_SHIFT));
        break;
      case OptionKind.SACK_PERMITTED:
        sink.text(' SACK_PERM');
        break;
      case OptionKind.SACK:
        // Edges are relative to the same first number as the acknowledgment.
        tellEdges(sink, bytes, option + 2, option + length, acknowledgmentNumber(bytes, at) - numbers.ack);
        break;
      case OptionKind.TIMESTAMPS:
        if (length !== 10) break;
        tellNumber(sink, ' TSval=', uint32(bytes, option + 2));
        tellNumber(sink, ' TSecr=', uint32(bytes, option + 6));
        break;
    }
  }
}

function tellEdges(sink: TextSink, bytes: Uint8Array, from: number, end: number, base: number): void {
  for (let edge = from; edge + 8 <= end; edge += 8) {
    tellNumber(sink, ' SLE=', (uint32(bytes, edge) - base) >>> 0);
    tellNumber(sink, ' SRE=', (uint32(bytes, edge + 4) - base) >>> 0);
  }
}
