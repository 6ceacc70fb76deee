import { UnackedSegments } from './analysis-unacked.js';

/** What tcp.window_size_scalefactor says where there is no factor. */
export const WindowScale = { UNKNOWN: -1, NONE: -2 } as const;

/**
 * In place of a number of duplicate ACKs, and more than any: the other side acknowledged what this one, by all that is
 * known, did not send.
 */
export const STALLED = Number.POSITIVE_INFINITY;

/**
 * A zero in nanoseconds. It is negative, so that the engine keeps the field as a double from the first: most times do not
 * fit its small integers, and whatever reads the object would be compiled anew when the first one turns up.
 */
export const ZERO_TIME = -0;

/** Sequence numbers, acknowledgments and windows that one side of a connection has sent. */
export class DirectionState {
  /** Its relative sequence numbers are counted from this one, once it is known. */
  base = 0;
  hasBase = false;
  /** Highest sequence number seen plus one, as Wireshark does it 0 where none is known; packet and time that told it. */
  nextSeq = 0;
  nextSeqPacket = 0;
  nextSeqTime = ZERO_TIME;
  /** What can be acknowledged without a hole; 0 where nothing is known. */
  maxSeqToAck = 0;
  lastAck = 0;
  lastAckTime = ZERO_TIME;
  /** The packet that moved the acknowledgment last. */
  lastAckPacket = 0;
  /** How often it was repeated, or {@link STALLED}. */
  duplicateAcks = 0;
  /** The window of its last segment as it stands in the header; -1 before any. */
  window = -1;
  /** The shift that its SYN announced, or one of {@link WindowScale}. */
  windowShift: number = WindowScale.UNKNOWN;
  /** Its last window was that of a SYN, which is never scaled. */
  windowIsOfSyn = false;
  /** {@link Analysis} of its last segment. */
  lastFlags = 0;
  /** No hole has been seen since the other side's last ACK: what is in flight is known. */
  flightKnown = true;
  pushBytes = 0;
  pushWasLast = false;
  /** Bytes that its last segment acknowledged selectively (RFC 2018). */
  sackedBytes = 0;
  readonly unacked = new UnackedSegments();
}
