import { addExpert, ExpertGroup, Severity } from '../field/expert.js';
import type { Field, FieldTable } from '../field/field.js';
import type { Tree } from '../field/tree.js';
import { ANALYSES, Analysis, type AnalysisSeverity } from './analysis-flags.js';
import type { SegmentAnalysis } from './analysis-segment.js';

const SEVERITIES: Readonly<Record<AnalysisSeverity, Severity>> = {
  Chat: Severity.CHAT,
  Note: Severity.NOTE,
  Warning: Severity.WARNING,
};

/** Fields of what {@link SegmentAnalysis} says. */
export const TCP_ANALYSIS_FIELDS = {
  analysis: { name: 'tcp.analysis', label: 'SEQ/ACK analysis', type: 'none' },
  acksFrame: {
    name: 'tcp.analysis.acks_frame',
    label: 'This is an ACK to the segment in frame',
    type: 'frame-number',
  },
  ackRtt: { name: 'tcp.analysis.ack_rtt', label: 'The RTT to ACK the segment was', type: 'relative-time' },
  initialRtt: { name: 'tcp.analysis.initial_rtt', label: 'iRTT', type: 'relative-time' },
  bytesInFlight: { name: 'tcp.analysis.bytes_in_flight', label: 'Bytes in flight', type: 'uint', width: 32 },
  pushBytes: {
    name: 'tcp.analysis.push_bytes_sent',
    label: 'Bytes sent since last PSH flag',
    type: 'uint',
    width: 32,
  },
  flags: { name: 'tcp.analysis.flags', label: 'TCP Analysis Flags', type: 'none' },
  rto: { name: 'tcp.analysis.rto', label: 'The RTO for this segment was', type: 'relative-time' },
  rtoFrame: { name: 'tcp.analysis.rto_frame', label: 'RTO based on delta from frame', type: 'frame-number' },
  duplicateAckNumber: {
    name: 'tcp.analysis.duplicate_ack_num',
    label: 'Duplicate ACK #',
    type: 'uint',
    width: 32,
  },
  duplicateAckFrame: {
    name: 'tcp.analysis.duplicate_ack_frame',
    label: 'Duplicate to the ACK in frame',
    type: 'frame-number',
  },
} as const satisfies FieldTable;

/** The remarks' own fields, by their bit of {@link Analysis}. */
const REMARK_FIELDS: ReadonlyMap<number, Field> = new Map(
  ANALYSES.map(({ flag, name, text }) => [flag, { name, label: text, type: 'none' }]),
);

/** `tcp.analysis.retransmission` and the others. */
export const TCP_REMARK_FIELDS: readonly Field[] = [...REMARK_FIELDS.values()];

/** Draws what a segment turned out to be. @param start index of its header's first byte */
export function describeAnalysis(
  tree: Tree,
  { start, analysis }: { readonly start: number; readonly analysis: SegmentAnalysis },
): void {
  if (!analysis.present) return;
  const OF = TCP_ANALYSIS_FIELDS;
  tree.openGenerated(OF.analysis, undefined, start, 0, OF.analysis.label);
  if (analysis.acksFrame !== 0) {
    tree.generated(OF.acksFrame, analysis.acksFrame, start, 0);
    if (analysis.ackRtt !== 0) tree.generated(OF.ackRtt, BigInt(analysis.ackRtt), start, 0);
  }
  if (analysis.initialRtt !== 0) tree.generated(OF.initialRtt, BigInt(analysis.initialRtt), start, 0);
  if (analysis.bytesInFlight !== 0) {
    tree.generated(OF.bytesInFlight, analysis.bytesInFlight, start, 0);
    tree.generated(OF.pushBytes, analysis.pushBytesSent, start, 0);
  }
  if (analysis.flags !== 0) describeRemarks(tree, start, analysis);
  tree.close();
}

function describeRemarks(tree: Tree, start: number, analysis: SegmentAnalysis): void {
  const OF = TCP_ANALYSIS_FIELDS;
  const { flags } = analysis;
  tree.openGenerated(OF.flags, undefined, start, 0, OF.flags.label);
  const duplicate = REMARK_FIELDS.get(Analysis.DUPLICATE_ACK);
  if ((flags & Analysis.DUPLICATE_ACK) !== 0 && duplicate !== undefined) {
    tree.generated(duplicate, undefined, start, 0, 'This is a TCP duplicate ack');
  }
  for (const { flag, severity, text, implies } of ANALYSES) {
    const isDuplicateAck = flag === Analysis.DUPLICATE_ACK;
    if ((flags & flag) === 0 || isDuplicateAck) continue;
    remark(tree, start, flag, severity, text);
    for (const implied of ANALYSES) {
      if ((implies & implied.flag) !== 0) remark(tree, start, implied.flag, implied.severity, implied.text);
    }
  }
  tree.close();
  if (analysis.rtoFrame !== 0 && analysis.rto !== 0) {
    tree.generated(OF.rto, BigInt(analysis.rto), start, 0);
    tree.generated(OF.rtoFrame, analysis.rtoFrame, start, 0);
  }
  if ((flags & Analysis.DUPLICATE_ACK) === 0) return;
  tree.generated(OF.duplicateAckNumber, analysis.duplicateAckNumber, start, 0);
  tree.openGenerated(OF.duplicateAckFrame, analysis.duplicateAckFrame, start, 0);
  remark(tree, start, Analysis.DUPLICATE_ACK, 'Note', `Duplicate ACK (#${analysis.duplicateAckNumber})`);
  tree.close();
}

function remark(tree: Tree, start: number, flag: number, severity: AnalysisSeverity, text: string): void {
  const field = REMARK_FIELDS.get(flag);
  if (field !== undefined) addExpert(tree, field, SEVERITIES[severity], ExpertGroup.SEQUENCE, start, 0, text);
}
