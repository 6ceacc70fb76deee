import { describeUdpApplication } from '../application/describe-udp-application.js';
import type { Packet } from '../capture/packet.js';
import type { CaptureInterface } from '../capture/summary.js';
import type { Tree } from '../field/tree.js';
import { describeData } from '../http/raw-data.js';
import type { HeaderSpan } from '../link/header-span.js';
import { Layer } from '../link/layer.js';
import { describeArp } from '../net/arp.js';
import { DESCRIPTIONS } from '../net/descriptions.js';
import type { HeaderTrace } from '../net/header-trace.js';
import { isArp } from '../net/layer-protocols.js';
import { destinationPort, length, sourcePort } from '../net/udp.js';
import { describeSegment, PAYLOAD_FIELDS } from '../tcp/describe-segment.js';
import type { Undecoded } from './columns.js';
import type { ShownTimeline } from './current-packet.js';
import { describeCutSegment } from './cut-segment.js';
import { describePacket } from './describe-packet.js';
import { describeShortfall, isAbsent, isSegmentMalformed, type Shortfall } from './malformed.js';
import type { Pdu } from './pdu.js';
import type { SegmentFacts } from './segment-facts.js';

const UDP_HEADER_LENGTH = 8;

/** What is known of a packet that is drawn. */
export interface DrawnPacket {
  readonly packet: Packet;
  /** The interface it was captured on, where the capture tells of interfaces. */
  readonly source: CaptureInterface | undefined;
  readonly trace: HeaderTrace;
  readonly undecoded: Undecoded;
  /** Names frame.protocols. */
  readonly protocols: () => string;
  readonly timeline: Readonly<ShownTimeline>;
  readonly segment: SegmentFacts;
  readonly pdus: readonly Pdu[];
  /** Why not all of it can be drawn. */
  readonly shortfall: Shortfall | undefined;
}

/** Draws a packet's tree: what the capture says, each header in turn, and what its bytes complete. */
export function drawPacket(tree: Tree, drawn: DrawnPacket): void {
  const { packet, trace, segment, pdus } = drawn;
  tree.begin({ title: 'Frame', bytes: packet.bytes, start: packet.start, end: packet.end });
  describePacket(tree, packet, drawn.source, drawn.protocols, drawn.timeline);
  if (tree.wantsAny(PAYLOAD_FIELDS)) segment.complete(pdus);
  for (let index = 0; index < trace.count; index++) {
    const span = trace.at(index);
    if (span === undefined || isAbsent(span)) continue;
    // What an ICMP error quotes stands inside it.
    if (!span.quoted) tree.closeAll();
    if (span.bytes !== packet.bytes) {
      tree.enterSource({ title: 'Reassembled IP', bytes: span.bytes, start: 0, end: span.payloadEnd });
    }
    drawHeader(tree, span, drawn);
  }
  tree.closeAll();
  for (const pdu of pdus) {
    pdu.describe?.(tree);
    tree.closeAll();
  }
  const shortfall = drawn.shortfall ?? (isBadSegment(segment) ? { protocol: 'TCP', cut: false } : undefined);
  if (shortfall !== undefined) describeShortfall(tree, shortfall, packet.start);
}

function isBadSegment(segment: SegmentFacts): boolean {
  return segment.present && isSegmentMalformed(segment);
}

function drawHeader(tree: Tree, span: HeaderSpan, { segment, undecoded, pdus }: DrawnPacket): void {
  const { bytes, start, end, payloadEnd } = span;
  if (span.layer === Layer.TCP && !span.quoted && segment.present && segment.start === start) {
    describeSegment(tree, segment);
    if (segment.isBareData(pdus.length)) drawTcpData(tree, segment);
    return;
  }
  if (span.layer === Layer.TCP) {
    describeCutSegment(tree, span);
    return;
  }
  if (span.layer === Layer.NONE) {
    if (isArp(undecoded.otherEtherType)) describeArp(tree, bytes, start, payloadEnd);
    return;
  }
  DESCRIPTIONS.get(span.layer)?.(tree, span);
  if (span.layer === Layer.UDP && span.next === Layer.NONE && end < payloadEnd) drawUdpData(tree, span);
}

function drawUdpData(tree: Tree, { bytes, start, end, payloadEnd, missing }: HeaderSpan): void {
  if (length(bytes, start) < UDP_HEADER_LENGTH) return;
  const ports = { sourcePort: sourcePort(bytes, start), destinationPort: destinationPort(bytes, start) };
  if (describeUdpApplication(tree, { bytes, start: end, end: payloadEnd, missing, ...ports })) return;
  tree.closeAll();
  describeData(tree, bytes, end, payloadEnd);
}

/** Payload that nothing is known of is shown as it is. */
function drawTcpData(tree: Tree, { bytes, headerEnd, end }: SegmentFacts): void {
  tree.closeAll();
  describeData(tree, bytes, headerEnd, end);
}
