import { Completeness, completenessOf } from './analysis-completeness.js';
import { DirectionState, STALLED, WindowScale, ZERO_TIME } from './analysis-direction.js';
import { Analysis } from './analysis-flags.js';
import { occupies, retransmissionKind } from './analysis-retransmission.js';
import { flagsByRules } from './analysis-rules.js';
import { type AnalysedSegment, SegmentAnalysis } from './analysis-segment.js';
import { otherSide, type Side } from './flow-table.js';
import { Flag } from './header.js';
import { seqAdd, seqDifference } from './seq.js';

/** More than this cannot be in flight: the numbers are not to be relied upon. */
const MAX_IN_FLIGHT = 2_000_000_000;

/** Wireshark takes no more SACK blocks of a segment off what is in flight. */
const COUNTED_SACK_BLOCKS = 3;

/**
 * What the segments of one connection mean, as Wireshark 4.0 says it (tcp.analysis.*). Takes them once and in the order of
 * the capture. Its state is bounded: of each direction a few numbers, and the segments that wait for an acknowledgment as
 * {@link UnackedSegments} limits them.
 */
export class StreamAnalysis {
  readonly #directions: readonly [DirectionState, DirectionState] = [new DirectionState(), new DirectionState()];
  readonly #result: SegmentAnalysis;
  readonly #reused: boolean;
  #isFirst = true;
  /** Capture time of the first segment, that all times in nanoseconds are counted from. */
  #seconds = 0;
  #nanoseconds = 0;
  #previousTime = ZERO_TIME;
  #completeness = 0;
  /** When the last SYN was sent that asks for a connection; undefined before any. */
  #synTime: number | undefined;

  /** From the last SYN to what follows it, in nanoseconds; 0 where that is not known. */
  #initialRtt = 0;

  /**
   * @param reused whether an earlier connection of this capture had the same addresses and ports
   * @param result what {@link segment} fills: connections can share it
   */
  constructor(reused = false, result: SegmentAnalysis = new SegmentAnalysis()) {
    this.#reused = reused;
    this.#result = result;
  }

  /** Takes the next segment. @param side who sent it @returns the same object each time */
  segment(side: Side, segment: AnalysedSegment): SegmentAnalysis {
    const own = this.#directions[side];
    const peer = this.#directions[otherSide(side)];
    const result = this.#result;
    result.clear();
    result.initialRtt = this.#initialRtt;
    const now = this.#time(segment);
    this.#place(segment, own);
    if (segment.length >= 0) {
      setBases(segment, own, peer);
      this.#analyse(segment, own, peer, now);
    }
    this.#relate(segment, own, peer);
    this.#handshake(segment, own, now);
    readOptions(segment, own, peer);
    this.#isFirst = false;
    return result;
  }

  #time({ seconds, nanoseconds }: AnalysedSegment): number {
    if (this.#isFirst) {
      this.#seconds = seconds;
      this.#nanoseconds = nanoseconds;
    }
    const now = (seconds - this.#seconds) * 1e9 + (nanoseconds - this.#nanoseconds);
    this.#result.timeSinceFirst = now;
    this.#result.timeSincePrevious = now - this.#previousTime;
    this.#previousTime = now;
    return now;
  }

  /** Settles whether the segment begins, repeats or replaces the connection, and what has been seen of that. */
  #place({ flags, length, seq }: AnalysedSegment, own: DirectionState): void {
    const result = this.#result;
    const isNew = this.#isFirst && !this.#reused;
    const handshake = flags & (Flag.SYN | Flag.ACK);
    if (this.#isFirst && this.#reused) {
      this.#completeness = Completeness.SYN;
      result.flags = Analysis.REUSED_PORTS;
      result.present = true;
    } else if (handshake === (Flag.SYN | Flag.ACK) && own.hasBase && seq !== own.base) {
      own.base = seq;
      result.flags = Analysis.REUSED_PORTS;
      result.present = true;
    } else if (handshake === Flag.SYN && own.hasBase) {
      // A reset whose number was taken from an acknowledgment may have led astray.
      own.nextSeq = own.maxSeqToAck;
      result.present = true;
    }
    result.completeness = this.#completeness;
    this.#completeness |= completenessOf(flags, length, isNew);
  }

  #analyse(segment: AnalysedSegment, own: DirectionState, peer: DirectionState, now: number): void {
    const { ack, flags } = segment;
    const result = this.#result;
    if ((flags & Flag.ACK) !== 0) peer.flightKnown = true;
    result.flags |= flagsByRules(segment, own, peer);
    if ((result.flags & Analysis.LOST_SEGMENT) !== 0) own.flightKnown = false;
    if ((result.flags & Analysis.DUPLICATE_ACK) !== 0) {
      own.duplicateAcks = own.duplicateAcks === STALLED ? 1 : own.duplicateAcks + 1;
      result.duplicateAckNumber = own.duplicateAcks;
      result.duplicateAckFrame = own.lastAckPacket;
    }
    if (ack !== own.lastAck) {
      own.lastAckPacket = segment.packet;
      own.duplicateAcks = 0;
    }
    const beyond = (flags & Flag.ACK) !== 0 && isBeyond(ack, peer);
    if (beyond && beyondIsNews(peer)) result.flags |= Analysis.ACK_LOST_SEGMENT;
    if (occupies(segment) && (result.flags & Analysis.KEEP_ALIVE) === 0) this.#repetition(segment, own, peer, now);
    advance(segment, own, now, (result.flags & Analysis.ZERO_WINDOW_PROBE) !== 0);
    own.window = segment.window;
    own.lastAck = ack;
    own.lastAckTime = now;
    own.lastFlags = result.flags;
    if (peer.unacked.acknowledge(ack)) {
      result.acksFrame = peer.unacked.packet;
      result.ackRtt = now - peer.unacked.time;
    }
    const hasFlight = this.#flight(segment, own, peer);
    result.present ||= hasFlight || beyond || result.flags !== 0 || result.acksFrame !== 0;
  }

  #repetition(segment: AnalysedSegment, own: DirectionState, peer: DirectionState, now: number): void {
    const result = this.#result;
    const kind = retransmissionKind(segment, own, peer, now, result.initialRtt);
    result.flags |= kind;
    if (kind !== Analysis.RETRANSMISSION) return;
    const found = own.unacked.findOldest();
    result.rto = now - (found ? own.unacked.time : own.nextSeqTime);
    result.rtoFrame = found ? own.unacked.packet : own.nextSeqPacket;
  }

  /** @returns whether what is in flight was counted */
  #flight({ length, flags }: AnalysedSegment, own: DirectionState, peer: DirectionState): boolean {
    const { unacked } = own;
    if (length === 0 || unacked.count === 0 || !own.flightKnown) return false;
    const inFlight = (unacked.span(own.base) - peer.sackedBytes) >>> 0;
    const result = this.#result;
    if (inFlight > 0 && inFlight < MAX_IN_FLIGHT) {
      result.bytesInFlight = (flags & (Flag.SYN | Flag.FIN)) !== 0 ? inFlight - 1 : inFlight;
    }
    own.pushBytes = own.pushWasLast ? length : (own.pushBytes + length) >>> 0;
    own.pushWasLast = (flags & Flag.PSH) !== 0;
    result.pushBytesSent = own.pushBytes;
    return true;
  }

  /** Works out what is shown relative to the connection's beginning. */
  #relate({ seq, ack, flags, window, length }: AnalysedSegment, own: DirectionState, peer: DirectionState): void {
    const result = this.#result;
    const isKnown = length >= 0;
    const isSyn = (flags & Flag.SYN) !== 0;
    result.seq = (isKnown ? seq - own.base : seq) >>> 0;
    result.ack = (isKnown && (flags & Flag.ACK) !== 0 ? ack - peer.base : ack) >>> 0;
    result.nextSeq = isKnown ? (result.seq + length + ((flags & (Flag.SYN | Flag.FIN)) !== 0 ? 1 : 0)) >>> 0 : 0;
    const shift = own.windowShift;
    result.window = isSyn || shift < 0 || !isKnown ? window : window << shift;
    if (isSyn) result.windowScale = undefined;
    else result.windowScale = shift < 0 ? shift : 1 << shift;
  }

  #handshake({ flags, seconds, nanoseconds }: AnalysedSegment, own: DirectionState, now: number): void {
    const handshake = flags & (Flag.SYN | Flag.ACK);
    if (handshake === Flag.ACK) {
      if (this.#synTime !== undefined && this.#initialRtt === 0) {
        this.#initialRtt = now - this.#synTime;
        this.#result.initialRtt = this.#initialRtt;
      }
      own.windowIsOfSyn = false;
    } else if ((handshake & Flag.SYN) !== 0) {
      own.windowIsOfSyn = true;
      // A capture that does not know its times has all of them at 0.
      if (handshake === Flag.SYN) this.#synTime = seconds === 0 && nanoseconds === 0 ? undefined : now;
    }
  }
}

/** Begins to count sequence numbers: at a SYN's 0, or at 1 where that was missed. */
function setBases({ seq, ack, flags }: AnalysedSegment, own: DirectionState, peer: DirectionState): void {
  if (!own.hasBase) {
    own.hasBase = true;
    own.base = (flags & Flag.SYN) !== 0 ? seq : seqAdd(seq, -1);
  }
  if (!peer.hasBase && (flags & Flag.ACK) !== 0) {
    peer.hasBase = true;
    peer.base = seqAdd(ack, -1);
  }
}

/** Whether something is acknowledged that was not seen. */
function isBeyond(ack: number, peer: DirectionState): boolean {
  return peer.maxSeqToAck !== 0 && seqDifference(ack, peer.maxSeqToAck) > 0;
}

/** Whether that is to be said: it has not been said of the same hole before. */
function beyondIsNews(peer: DirectionState): boolean {
  if (seqDifference(peer.maxSeqToAck, peer.nextSeq) < 0) {
    peer.maxSeqToAck = peer.nextSeq;
    return true;
  }
  const isNews = peer.duplicateAcks === 0;
  peer.duplicateAcks = STALLED;
  return isNews;
}

/** Moves on what the direction is known to have sent. */
function advance(segment: AnalysedSegment, own: DirectionState, now: number, isProbe: boolean): void {
  const { seq, length, flags, packet } = segment;
  const control = (flags & (Flag.SYN | Flag.FIN)) !== 0 ? 1 : 0;
  let next = seqAdd(seq, length);
  if (occupies(segment) && !own.unacked.isFull) {
    next = seqAdd(next, control);
    own.unacked.add(seq, next, packet, now);
  }
  if (isProbe) return;
  if (own.nextSeq === 0 || seqDifference(next, own.nextSeq) > 0) {
    own.nextSeq = next;
    own.nextSeqPacket = packet;
    own.nextSeqTime = now;
  }
  if (own.maxSeqToAck === 0 || seq === own.maxSeqToAck) own.maxSeqToAck = own.nextSeq;
}

/** Takes in what the options say for the segments to come. */
function readOptions(segment: AnalysedSegment, own: DirectionState, peer: DirectionState): void {
  const { flags, windowShift, sackEdges } = segment;
  own.sackedBytes = 0;
  for (let i = 0; i < COUNTED_SACK_BLOCKS && i * 2 + 1 < sackEdges.length; i++) {
    own.sackedBytes += seqDifference(sackEdges[i * 2 + 1] as number, sackEdges[i * 2] as number);
  }
  if (windowShift >= 0) own.windowShift = windowShift;
  if ((flags & Flag.SYN) === 0) return;
  // Both sides have to announce a scale for either to be used (RFC 7323, section 2.2).
  if (own.windowShift === WindowScale.UNKNOWN) {
    own.windowShift = WindowScale.NONE;
    peer.windowShift = WindowScale.NONE;
  } else if ((flags & Flag.ACK) !== 0 && peer.windowShift === WindowScale.NONE) {
    own.windowShift = WindowScale.NONE;
  }
}
