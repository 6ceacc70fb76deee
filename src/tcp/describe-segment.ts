import { addExpert, EXPERT_FIELDS, ExpertGroup, MALFORMED, Severity } from '../field/expert.js';
import type { Field } from '../field/field.js';
import { PartedDescription } from '../field/parted-description.js';
import type { Tree } from '../field/tree.js';
import { completenessText } from './analysis-completeness.js';
import { Analysis } from './analysis-flags.js';
import type { SegmentAnalysis } from './analysis-segment.js';
import { describeAnalysis, TCP_ANALYSIS_FIELDS, TCP_REMARK_FIELDS } from './describe-analysis.js';
import { describeOptions } from './describe-options.js';
import { TCP_FIELDS as FIELDS, TCP_OPTION_FIELDS } from './fields.js';
import {
  acknowledgmentNumber,
  allFlags,
  destinationPort,
  Flag,
  headerLength,
  MIN_HEADER_LENGTH,
  sourcePort,
} from './header.js';
import { flagNames } from './segment-info.js';

/** A segment, and where it stands: its header is captured up to its options. */
export interface DescribedSegment {
  readonly bytes: Uint8Array;
  /** Index of the header's first byte. */
  readonly start: number;
  /** Index behind the header as far as it is captured. */
  readonly headerEnd: number;
  /** Index behind the payload as far as it is captured. */
  readonly end: number;
  /** Payload on the wire, in bytes. */
  readonly length: number;
  readonly stream: number;
  readonly analysis: SegmentAnalysis;
  /** The FIN is the connection's first. */
  readonly isFirstFin: boolean;
  /** Lengths of the units that it completes, of those that tell it at their beginning (tcp.pdu.size). */
  readonly pduSizes: readonly number[];
  /** Bytes of its payload that are of a unit that several segments carry. */
  readonly partLength: number;
}

/** What every remark adds. */
const REMARK: readonly Field[] = [...Object.values(EXPERT_FIELDS), MALFORMED];

/** Draws a segment: header, options, and what it means (RFC 9293, section 3.1). */
export function describeSegment(tree: Tree, segment: DescribedSegment): void {
  if (!tree.wants('tcp')) return;
  const { start, headerEnd } = segment;
  const text = tree.wantsAny(PROTOCOL) ? segmentText(segment) : '';
  tree.open(FIELDS.protocol, undefined, start, headerEnd - start, text);
  BEGINNING.draw(tree, segment);
  if (hasWholeHeader(segment)) REST.draw(tree, segment);
  tree.close();
}

const PROTOCOL: readonly Field[] = [FIELDS.protocol];

function segmentText(segment: DescribedSegment): string {
  const { bytes, start, length, analysis } = segment;
  const ports = `Src Port: ${sourcePort(bytes, start)}, Dst Port: ${destinationPort(bytes, start)}`;
  const beginning = `${FIELDS.protocol.label}, ${ports}, Seq: ${analysis.seq}`;
  if (!hasWholeHeader(segment) || length < 0) return beginning;
  return `${beginning}${hasAck(bytes, start) ? `, Ack: ${analysis.ack}` : ''}, Len: ${length}`;
}

/** Whether the data offset leaves room for a header; where it does not, nothing behind it is shown. */
function hasWholeHeader({ bytes, start }: DescribedSegment): boolean {
  return headerLength(bytes, start) >= MIN_HEADER_LENGTH;
}

function hasAck(bytes: Uint8Array, start: number): boolean {
  return (allFlags(bytes, start) & Flag.ACK) !== 0;
}

function describeHeaderLength(tree: Tree, { bytes, start }: DescribedSegment): void {
  const header = headerLength(bytes, start);
  const words = header / 4;
  const picture = words.toString(2).padStart(4, '0');
  const field = FIELDS.headerLength;
  tree.open(field, header, start + 12, 1, `${picture} .... = ${field.label}: ${header} bytes (${words})`);
  if (header < MIN_HEADER_LENGTH) {
    const message = `Bogus TCP header length (${header}, must be at least ${MIN_HEADER_LENGTH})`;
    addExpert(tree, FIELDS.bogusHeaderLength, Severity.ERROR, ExpertGroup.PROTOCOL, start + 12, 1, message);
  }
  tree.close();
}

function describeChecksum(tree: Tree, { start }: DescribedSegment): void {
  tree.fixed(FIELDS.checksum, start, undefined).text =
    `${FIELDS.checksum.label}: 0x${hex16(tree.valueAt(FIELDS.checksum, start))} [unverified]`;
  tree.generated(FIELDS.checksumStatus, 2, start + 16, 0, `${FIELDS.checksumStatus.label}: Unverified`);
}

function describeOptionsOf(tree: Tree, { bytes, start, headerEnd, analysis }: DescribedSegment): void {
  if (headerEnd - start <= MIN_HEADER_LENGTH) return;
  describeOptions(tree, bytes, start, headerEnd, acknowledgmentNumber(bytes, start) - analysis.ack);
}

function hex16(value: unknown): string {
  return Number(value).toString(16).padStart(4, '0');
}

function describePorts(tree: Tree, { bytes, start }: DescribedSegment): void {
  tree.fixed(FIELDS.sourcePort, start);
  tree.fixed(FIELDS.destinationPort, start);
  tree.hidden(FIELDS.port, sourcePort(bytes, start), start, 2);
  tree.hidden(FIELDS.port, destinationPort(bytes, start), start + 2, 2);
}

function describeCompleteness(tree: Tree, { start, analysis: { completeness } }: DescribedSegment): void {
  const text = `${FIELDS.completeness.label}: ${completenessText(completeness)}`;
  tree.generated(FIELDS.completeness, completeness, start, 0, text);
}

/** The payload's length; less than 0 where the segment is shorter than its header says. */
function describeLength(tree: Tree, { length, start }: DescribedSegment): void {
  if (length >= 0) {
    tree.generated(FIELDS.length, length, start + 12, 1);
    return;
  }
  const { shortSegment } = FIELDS;
  tree.open(shortSegment, undefined, start, 0, shortSegment.label);
  addExpert(tree, shortSegment, Severity.WARNING, ExpertGroup.MALFORMED, start, 0);
  tree.close();
}

const RELATIVE = '    (relative sequence number)';

function describeNumbers(tree: Tree, segment: DescribedSegment): void {
  const { start, length, analysis } = segment;
  const { seq, nextSeq } = analysis;
  const isWhole = hasWholeHeader(segment);
  tree.add(FIELDS.sequence, seq, start + 4, 4, `${FIELDS.sequence.label}: ${seq}${RELATIVE}`);
  tree.fixed(FIELDS.rawSequence, start);
  if (isWhole && length >= 0) {
    tree.generated(FIELDS.nextSequence, nextSeq, start, 0, `${FIELDS.nextSequence.label}: ${nextSeq}${RELATIVE}`);
  }
  if (isWhole) describeAcknowledgment(tree, segment);
}

function describeAcknowledgment(tree: Tree, { bytes, start, analysis: { ack } }: DescribedSegment): void {
  const counts = hasAck(bytes, start);
  const text = `${FIELDS.acknowledgment.label}: ${ack}${counts ? '    (relative ack number)' : ''}`;
  tree.open(FIELDS.acknowledgment, ack, start + 8, 4, text);
  if (!counts && ack !== 0) {
    addExpert(tree, FIELDS.acknowledgmentNonzero, Severity.NOTE, ExpertGroup.PROTOCOL, start + 8, 4);
  }
  tree.close();
  tree.fixed(FIELDS.rawAcknowledgment, start);
}

/** Letters of the flags, the first bit's first; a dot where one is not set. */
const LETTERS = 'RRRACEUAPRSF';

/** tcp.flags.str */
function flagLetters(flags: number): string {
  let text = '';
  for (let bit = 0; bit < LETTERS.length; bit++) text += (flags & (0x800 >> bit)) === 0 ? '·' : LETTERS[bit];
  return text;
}

const FLAG_FIELDS: readonly Field[] = [
  FIELDS.reserved,
  FIELDS.accurateEcn,
  FIELDS.congestionWindowReduced,
  FIELDS.ecnEcho,
  FIELDS.urgent,
  FIELDS.acknowledgmentFlag,
  FIELDS.push,
  FIELDS.reset,
  FIELDS.syn,
  FIELDS.fin,
];

function describeFlags(tree: Tree, segment: DescribedSegment): void {
  const { bytes, start } = segment;
  const flags = allFlags(bytes, start);
  const text = `${FIELDS.flags.label}: 0x${flags.toString(16).padStart(3, '0')} (${flagNames(flags)})`;
  tree.open(FIELDS.flags, flags, start + 12, 2, text);
  for (const field of FLAG_FIELDS) {
    const value = tree.valueAt(field, start);
    tree.open(field, value, start + 12 + (field === FIELDS.reserved ? 0 : 1), 1);
    if (value === true) remarkOnFlag(tree, field, segment, flags);
    tree.close();
  }
  tree.openGenerated(FIELDS.flagsText, flagLetters(flags), start + 12, 2);
  if ((flags & Flag.FIN) !== 0) {
    const closing = segment.isFirstFin ? FIELDS.connectionFinActive : FIELDS.connectionFinPassive;
    addExpert(tree, closing, Severity.NOTE, ExpertGroup.SEQUENCE, start + 12, 2);
  }
  tree.close();
  tree.close();
}

function remarkOnFlag(tree: Tree, field: Field, segment: DescribedSegment, flags: number): void {
  const { bytes, start } = segment;
  const remark = (of: Field, severity: Severity, message?: string): void =>
    addExpert(tree, of, severity, ExpertGroup.SEQUENCE, start + 13, 1, message);
  if (field === FIELDS.syn) {
    const isAnswer = (flags & Flag.ACK) !== 0;
    const of = isAnswer ? FIELDS.connectionSynAck : FIELDS.connectionSyn;
    const port = isAnswer ? sourcePort(bytes, start) : destinationPort(bytes, start);
    remark(of, Severity.CHAT, `${of.label}: server port ${port}`);
  } else if (field === FIELDS.fin) {
    remark(FIELDS.connectionFin, Severity.CHAT);
  } else if (field === FIELDS.reset) {
    remark(FIELDS.connectionReset, Severity.WARNING);
  }
}

function describeWindow(tree: Tree, { bytes, start, analysis }: DescribedSegment): void {
  const { window, windowScale } = analysis;
  tree.fixed(FIELDS.windowValue, start);
  tree.generated(FIELDS.window, window, start + 14, 2);
  if (windowScale === undefined || (allFlags(bytes, start) & Flag.SYN) !== 0) return;
  const name = FIELDS.windowScale.names(windowScale);
  const text = `${FIELDS.windowScale.label}: ${windowScale}${name === undefined ? '' : ` (${name})`}`;
  tree.generated(FIELDS.windowScale, windowScale, start + 14, 2, text);
}

function describeTimes(tree: Tree, { start, analysis }: DescribedSegment): void {
  const { timeSinceFirst, timeSincePrevious } = analysis;
  tree.openGenerated(FIELDS.timestamps, undefined, start, 0, FIELDS.timestamps.label);
  tree.generated(FIELDS.timeRelative, BigInt(timeSinceFirst), start, 0);
  tree.generated(FIELDS.timeDelta, BigInt(timeSincePrevious), start, 0);
  tree.close();
}

/** Bits of {@link Analysis}: payload that comes again is looked at no more. */
export const AGAIN =
  Analysis.RETRANSMISSION | Analysis.FAST_RETRANSMISSION | Analysis.SPURIOUS_RETRANSMISSION | Analysis.KEEP_ALIVE;

/** Fields of a segment's payload, and of what that completes. */
export const PAYLOAD_FIELDS: readonly Field[] = [FIELDS.payload, FIELDS.pduSize, FIELDS.segmentData];

function describePayload(tree: Tree, segment: DescribedSegment): void {
  const { bytes, headerEnd, end, analysis, pduSizes, partLength } = segment;
  const captured = end - headerEnd;
  if (captured <= 0) return;
  tree.add(
    FIELDS.payload,
    bytes.subarray(headerEnd, end),
    headerEnd,
    captured,
    `${FIELDS.payload.label} (${octets(captured)})`,
  );
  for (const size of pduSizes) tree.generated(FIELDS.pduSize, size, headerEnd, captured);
  const again = (analysis.flags & AGAIN) !== 0 && pduSizes.length === 0;
  const length = again ? captured : Math.min(partLength, captured);
  if (length === 0) return;
  const text = `${again ? 'Retransmitted ' : ''}${FIELDS.segmentData.label} (${octets(length)})`;
  const start = pduSizes.length === 0 ? end - length : headerEnd;
  tree.add(FIELDS.segmentData, bytes.subarray(start, start + length), start, length, text);
}

/** Up to the data offset, in the order of the tree. */
const BEGINNING = new PartedDescription<DescribedSegment>([
  { fields: [FIELDS.sourcePort, FIELDS.destinationPort, FIELDS.port], draw: describePorts },
  {
    fields: [FIELDS.stream],
    draw: (tree, { stream, start }) => {
      tree.generated(FIELDS.stream, stream, start, 0);
    },
  },
  { fields: [FIELDS.completeness], draw: describeCompleteness },
  { fields: [FIELDS.length, FIELDS.shortSegment, ...REMARK], draw: describeLength },
  {
    fields: [
      FIELDS.sequence,
      FIELDS.rawSequence,
      FIELDS.nextSequence,
      FIELDS.acknowledgment,
      FIELDS.rawAcknowledgment,
      FIELDS.acknowledgmentNonzero,
      ...REMARK,
    ],
    draw: describeNumbers,
  },
  { fields: [FIELDS.headerLength, FIELDS.bogusHeaderLength, ...REMARK], draw: describeHeaderLength },
]);

/** What stands behind the data offset, in the order of the tree. */
const REST = new PartedDescription<DescribedSegment>([
  {
    fields: [
      FIELDS.flags,
      ...FLAG_FIELDS,
      FIELDS.flagsText,
      FIELDS.connectionSyn,
      FIELDS.connectionSynAck,
      FIELDS.connectionFin,
      FIELDS.connectionFinActive,
      FIELDS.connectionFinPassive,
      FIELDS.connectionReset,
      ...REMARK,
    ],
    draw: describeFlags,
  },
  { fields: [FIELDS.windowValue, FIELDS.window, FIELDS.windowScale], draw: describeWindow },
  { fields: [FIELDS.checksum, FIELDS.checksumStatus], draw: describeChecksum },
  {
    fields: [FIELDS.urgentPointer],
    draw: (tree, { start }) => {
      tree.fixed(FIELDS.urgentPointer, start);
    },
  },
  { fields: [...Object.values(TCP_OPTION_FIELDS), ...REMARK], draw: describeOptionsOf },
  { fields: [FIELDS.timestamps, FIELDS.timeRelative, FIELDS.timeDelta], draw: describeTimes },
  {
    fields: [...Object.values(TCP_ANALYSIS_FIELDS), ...TCP_REMARK_FIELDS, ...REMARK],
    draw: describeAnalysis,
  },
  { fields: PAYLOAD_FIELDS, draw: describePayload },
]);

function octets(count: number): string {
  return count === 1 ? '1 byte' : `${count} bytes`;
}
