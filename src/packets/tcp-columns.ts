import type { TextSink } from '../field/text-sink.js';
import { Analysis, analysisPrefix } from '../tcp/analysis-flags.js';
import { destinationPort, sourcePort } from '../tcp/header.js';
import { tellSegment } from '../tcp/segment-info.js';
import type { PacketColumns } from './packet-columns.js';
import type { Pdu } from './pdu.js';
import type { SegmentFacts } from './segment-facts.js';

/** What the colour rule "Bad TCP" passes over. */
const HARMLESS = Analysis.WINDOW_UPDATE | Analysis.KEEP_ALIVE | Analysis.KEEP_ALIVE_ACK;

const PORT_HTTP = 80;

/** Fills the columns of a packet with a TCP segment, but for its Info. */
export function fillTcpColumns(columns: PacketColumns, segment: SegmentFacts, pdus: readonly Pdu[]): void {
  const { analysis, state, side, bytes, start } = segment;
  columns.protocol = pdus.at(-1)?.protocol ?? 'TCP';
  if (state !== undefined) {
    columns.source = state.addresses[side];
    columns.destination = state.addresses[side === 0 ? 1 : 0];
    columns.hasIp = true;
  }
  columns.sourcePort = sourcePort(bytes, start);
  columns.destinationPort = destinationPort(bytes, start);
  const { colour } = columns;
  colour.tcp = true;
  colour.tcpFlags = segment.flags;
  colour.badTcp = (analysis.flags & ~HARMLESS) !== 0;
  colour.http = columns.sourcePort === PORT_HTTP || columns.destinationPort === PORT_HTTP || hasHttp(pdus);
}

function hasHttp(pdus: readonly Pdu[]): boolean {
  for (const { layers } of pdus) if (layers.includes('http')) return true;
  return false;
}

/** Tells the Info of a packet with a TCP segment: what it completes, or else the segment itself. */
export function tellTcpInfo(sink: TextSink, segment: SegmentFacts, pdus: readonly Pdu[]): void {
  const { analysis } = segment;
  if (analysis.flags !== 0) sink.text(analysisPrefix(analysis));
  if (pdus.length > 0) {
    tellPdus(sink, pdus);
    return;
  }
  const { isPartial, state, side, packet } = segment;
  const begun = isPartial ? state?.application?.openInfo(side, packet) : undefined;
  if (begun === undefined) tellSegment(sink, segment);
  else sink.text(begun);
  if (isPartial) sink.text(' [TCP segment of a reassembled PDU]');
}

/** Frames and TLS records of one packet are a list. */
function isListed({ protocol, layers }: Pdu): boolean {
  return protocol === 'WebSocket' || layers[0] === 'tls';
}

/** Infos of several units follow each other as they are; those of frames end in a blank before the next. */
function tellPdus(sink: TextSink, pdus: readonly Pdu[]): void {
  let before: Pdu | undefined;
  for (const pdu of pdus) {
    if (before !== undefined && isListed(before)) sink.text(', ');
    sink.text(pdu.info);
    before = pdu;
  }
}
