/** What the analysis has to know of a segment. */
export interface AnalysedSegment {
  /** frame.number */
  readonly packet: number;
  /** Capture time. */
  readonly seconds: number;
  readonly nanoseconds: number;
  /** Sequence and acknowledgment number as signed 32-bit numbers (see seq.ts). */
  readonly seq: number;
  readonly ack: number;
  /** All twelve bits of tcp.flags. */
  readonly flags: number;
  /** tcp.window_size_value */
  readonly window: number;
  /**
   * Bytes of payload on the wire; -1 where they cannot be told: the header is only quoted in an ICMP error, or longer than
   * its segment. Such a one counts for time and completeness alone, and its numbers stay as they are.
   */
  readonly length: number;
  /** tcp.options.wscale.shift, 0 … 14; -1 where the option is absent. */
  readonly windowShift: number;
  /** Left and right edge of each SACK block (RFC 2018, section 3) in turn, as signed 32-bit numbers. */
  readonly sackEdges: readonly number[];
}

/**
 * What a segment means to its connection. One object can serve all segments: it is valid until the next one
 * is analysed. Times are in nanoseconds and whole, exact up to 2^53 (104 days).
 */
export class SegmentAnalysis {
  /** There is something in [SEQ/ACK analysis]. */
  present = false;
  /** Bits of {@link Analysis}. */
  flags = 0;
  /** tcp.seq, tcp.ack, tcp.nxtseq: relative, 0 … 2^32 - 1. Without the ACK flag the acknowledgment is the raw one. */
  seq = 0;
  ack = 0;
  nextSeq = 0;
  /** tcp.window_size */
  window = 0;
  /** tcp.window_size_scalefactor: the factor, -1 where it is unknown, -2 where none is used; undefined in a SYN. */
  windowScale: number | undefined;
  /** tcp.completeness of the connection up to the segment before. */
  completeness = 0;
  /** tcp.time_relative and tcp.time_delta */
  timeSinceFirst = 0;
  timeSincePrevious = 0;
  /** tcp.analysis.acks_frame, 0 for none, and tcp.analysis.ack_rtt, 0 where it is not to be shown. */
  acksFrame = 0;
  ackRtt = 0;
  /** tcp.analysis.initial_rtt; 0 where it is not known. Part of [SEQ/ACK analysis] where that is {@link present}. */
  initialRtt = 0;
  /** tcp.analysis.bytes_in_flight; 0 where it is not known, and then the next is not shown either. */
  bytesInFlight = 0;
  /** tcp.analysis.push_bytes_sent */
  pushBytesSent = 0;
  /** tcp.analysis.rto, 0 where it is not to be shown, and tcp.analysis.rto_frame. */
  rto = 0;
  rtoFrame = 0;
  /** tcp.analysis.duplicate_ack_frame and tcp.analysis.duplicate_ack_num; 0 where the segment is none. */
  duplicateAckFrame = 0;
  duplicateAckNumber = 0;

  /** Makes it that of the next segment, of which nothing is known. */
  clear(): void {
    this.present = false;
    this.flags = 0;
    this.acksFrame = 0;
    this.ackRtt = 0;
    this.bytesInFlight = 0;
    this.pushBytesSent = 0;
    this.rto = 0;
    this.rtoFrame = 0;
    this.duplicateAckFrame = 0;
    this.duplicateAckNumber = 0;
  }
}
