import type { DirectionState } from './analysis-direction.js';
import { Analysis } from './analysis-flags.js';
import type { AnalysedSegment } from './analysis-segment.js';
import { Flag } from './header.js';
import { seqAdd, seqDifference } from './seq.js';

/** Nanoseconds behind the last duplicate ACK within which a segment is taken for its consequence. */
const FAST_RETRANSMISSION_TIME = 20_000_000;
/** Nanoseconds within which segments are taken to have changed places, where the round trip time is not known. */
const REORDERING_TIME = 3_000_000;
/** Duplicate ACKs that a sender retransmits upon; Wireshark does with one less than RFC 5681, section 3.2, for one may be missing. */
const DUPLICATE_ACKS = 2;

/** Whether the segment takes up sequence numbers. */
export function occupies({ length, flags }: AnalysedSegment): boolean {
  return length > 0 || (flags & (Flag.SYN | Flag.FIN)) !== 0;
}

/**
 * Tells what kind of repetition a segment that takes up sequence numbers is.
 * @param now its time, in nanoseconds as those of the directions
 * @param initialRtt in nanoseconds, 0 where it is not known
 * @returns one bit of {@link Analysis}, or 0 where it is new
 */
export function retransmissionKind(
  segment: AnalysedSegment,
  own: DirectionState,
  peer: DirectionState,
  now: number,
  initialRtt: number,
): number {
  const { seq, length, flags } = segment;
  const end = seqAdd(seq, length);
  if (length > 0 && peer.lastAck !== 0 && seqDifference(end, peer.lastAck) <= 0) {
    return Analysis.SPURIOUS_RETRANSMISSION;
  }
  if (own.nextSeq === 0 || seqDifference(seq, own.nextSeq) >= 0) return 0;
  // What follows a zero window probe has the probe's byte in it.
  if (length > 1 && seq === seqAdd(own.nextSeq, -1)) return 0;
  const sinceAck = now - peer.lastAckTime;
  if (peer.duplicateAcks >= DUPLICATE_ACKS && peer.lastAck === seq && isWithin(sinceAck, FAST_RETRANSMISSION_TIME)) {
    return Analysis.FAST_RETRANSMISSION;
  }
  const sinceHighest = now - own.nextSeqTime;
  if (isWithin(sinceHighest, initialRtt === 0 ? REORDERING_TIME : initialRtt)) {
    const next = (flags & (Flag.SYN | Flag.FIN)) !== 0 ? seqAdd(end, 1) : end;
    if (next !== own.nextSeq) return Analysis.OUT_OF_ORDER;
  }
  return Analysis.RETRANSMISSION;
}

/** Compares as Wireshark does, to which a negative time is a very long one: clocks that are set back give such. */
function isWithin(time: number, limit: number): boolean {
  return time < 0 === limit < 0 ? time < limit : limit < 0;
}
