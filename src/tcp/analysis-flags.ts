/**
 * What a segment turned out to be (tcp.analysis.*), as bits of {@link SegmentAnalysis.flags}. The bits are in the order in
 * which Wireshark lists them.
 */
export const Analysis = {
  REUSED_PORTS: 0x0001,
  RETRANSMISSION: 0x0002,
  FAST_RETRANSMISSION: 0x0004,
  SPURIOUS_RETRANSMISSION: 0x0008,
  OUT_OF_ORDER: 0x0010,
  LOST_SEGMENT: 0x0020,
  ACK_LOST_SEGMENT: 0x0040,
  WINDOW_UPDATE: 0x0080,
  WINDOW_FULL: 0x0100,
  KEEP_ALIVE: 0x0200,
  KEEP_ALIVE_ACK: 0x0400,
  DUPLICATE_ACK: 0x0800,
  ZERO_WINDOW_PROBE: 0x1000,
  ZERO_WINDOW: 0x2000,
  ZERO_WINDOW_PROBE_ACK: 0x4000,
} as const;

/** How much an expert remark is worth; all those of TCP's analysis are in the group Sequence. */
export type AnalysisSeverity = 'Chat' | 'Note' | 'Warning';

export interface AnalysisDescription {
  /** The bit of {@link Analysis}. */
  readonly flag: number;
  /** Wireshark's display filter name. */
  readonly name: string;
  /** What stands in brackets before the packet list's Info; of a duplicate ACK, `frame#number` follows. */
  readonly prefix: string;
  readonly severity: AnalysisSeverity;
  /** The expert remark; of a duplicate ACK, ` (#number)` follows. */
  readonly text: string;
  /** Bits whose expert remarks are made as well. */
  readonly implies: number;
}

/** All of them, in the order of their bits: that of their expert remarks. */
export const ANALYSES: readonly AnalysisDescription[] = [
  describe(
    Analysis.REUSED_PORTS,
    'reused_ports',
    'Port numbers reused',
    'Note',
    'A new tcp session is started with the same ports as an earlier session in this trace',
  ),
  describe(
    Analysis.RETRANSMISSION,
    'retransmission',
    'Retransmission',
    'Note',
    'This frame is a (suspected) retransmission',
  ),
  describe(
    Analysis.FAST_RETRANSMISSION,
    'fast_retransmission',
    'Fast Retransmission',
    'Note',
    'This frame is a (suspected) fast retransmission',
    Analysis.RETRANSMISSION,
  ),
  describe(
    Analysis.SPURIOUS_RETRANSMISSION,
    'spurious_retransmission',
    'Spurious Retransmission',
    'Note',
    'This frame is a (suspected) spurious retransmission',
    Analysis.RETRANSMISSION,
  ),
  describe(
    Analysis.OUT_OF_ORDER,
    'out_of_order',
    'Out-Of-Order',
    'Warning',
    'This frame is a (suspected) out-of-order segment',
  ),
  describe(
    Analysis.LOST_SEGMENT,
    'lost_segment',
    'Previous segment not captured',
    'Warning',
    'Previous segment(s) not captured (common at capture start)',
  ),
  describe(
    Analysis.ACK_LOST_SEGMENT,
    'ack_lost_segment',
    'ACKed unseen segment',
    'Warning',
    "ACKed segment that wasn't captured (common at capture start)",
  ),
  describe(Analysis.WINDOW_UPDATE, 'window_update', 'Window Update', 'Chat', 'TCP window update'),
  describe(
    Analysis.WINDOW_FULL,
    'window_full',
    'Window Full',
    'Warning',
    'TCP window specified by the receiver is now completely full',
  ),
  describe(Analysis.KEEP_ALIVE, 'keep_alive', 'Keep-Alive', 'Note', 'TCP keep-alive segment'),
  describe(Analysis.KEEP_ALIVE_ACK, 'keep_alive_ack', 'Keep-Alive ACK', 'Note', 'ACK to a TCP keep-alive segment'),
  describe(Analysis.DUPLICATE_ACK, 'duplicate_ack', 'Dup ACK', 'Note', 'Duplicate ACK'),
  describe(Analysis.ZERO_WINDOW_PROBE, 'zero_window_probe', 'ZeroWindowProbe', 'Note', 'TCP Zero Window Probe'),
  describe(Analysis.ZERO_WINDOW, 'zero_window', 'ZeroWindow', 'Warning', 'TCP Zero Window segment'),
  describe(
    Analysis.ZERO_WINDOW_PROBE_ACK,
    'zero_window_probe_ack',
    'ZeroWindowProbeAck',
    'Note',
    'ACK to a TCP Zero Window Probe',
  ),
];

function describe(
  flag: number,
  name: string,
  prefix: string,
  severity: AnalysisSeverity,
  text: string,
  implies = 0,
): AnalysisDescription {
  return { flag, name: `tcp.analysis.${name}`, prefix: `TCP ${prefix}`, severity, text, implies };
}

/** What {@link analysisPrefix} reads. */
export interface FlaggedSegment {
  readonly flags: number;
  readonly duplicateAckFrame: number;
  readonly duplicateAckNumber: number;
}

/**
 * What Wireshark writes before the Info of a segment: `[TCP Dup ACK 12#1] `, `[TCP ZeroWindowProbeAck] [TCP ZeroWindow] `.
 * Each remark is put before those listed earlier. @returns the empty string where there is nothing to say
 */
export function analysisPrefix(segment: FlaggedSegment): string {
  const { flags } = segment;
  let text = '';
  if (flags === 0) return text;
  for (const { flag, prefix } of ANALYSES) {
    if ((flags & flag) === 0) continue;
    const detail = flag === Analysis.DUPLICATE_ACK ? ` ${segment.duplicateAckFrame}#${segment.duplicateAckNumber}` : '';
    text = `[${prefix}${detail}] ${text}`;
  }
  return text;
}
