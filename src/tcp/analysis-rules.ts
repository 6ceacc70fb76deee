import { type DirectionState, WindowScale } from './analysis-direction.js';
import { Analysis } from './analysis-flags.js';
import type { AnalysedSegment } from './analysis-segment.js';
import { Flag } from './header.js';
import { seqAdd, seqDifference } from './seq.js';

const CONTROL = Flag.SYN | Flag.FIN | Flag.RST;

/** Nothing but a window: no payload, neither beginning nor end, all numbers as they were. */
function repeats({ seq, ack, flags, length }: AnalysedSegment, own: DirectionState): boolean {
  return length === 0 && seq === own.nextSeq && ack === own.lastAck && (flags & CONTROL) === 0;
}

function scaledWindow({ window, windowShift, windowIsOfSyn }: DirectionState): number {
  return windowIsOfSyn || windowShift < 0 ? window : window << windowShift;
}

/**
 * Tells a segment from what its own direction and the other one sent before, by rules in the order in which Wireshark asks
 * them.
 * @returns the bits of {@link Analysis} that the segment's numbers and windows tell
 */
export function flagsByRules(segment: AnalysedSegment, own: DirectionState, peer: DirectionState): number {
  const { seq, flags, length, window } = segment;
  const { nextSeq } = own;
  if (length === 1 && seq === nextSeq && peer.window === 0) return Analysis.ZERO_WINDOW_PROBE;
  const isControl = (flags & CONTROL) !== 0;
  let found = 0;
  if (window === 0 && !isControl) found |= Analysis.ZERO_WINDOW;
  if (nextSeq !== 0 && seqDifference(seq, nextSeq) > 0 && (flags & Flag.RST) === 0) found |= Analysis.LOST_SEGMENT;
  if (length <= 1 && seq === seqAdd(nextSeq, -1) && !isControl) found |= Analysis.KEEP_ALIVE;
  if (length > 0 && !isControl && fillsWindow(segment, peer)) found |= Analysis.WINDOW_FULL;
  return repeats(segment, own) ? found | flagsOfRepetition(window, own, peer) : found;
}

/** Whether the segment ends where the window of the other side does. */
function fillsWindow({ seq, length }: AnalysedSegment, peer: DirectionState): boolean {
  if (peer.windowShift === WindowScale.UNKNOWN) return false;
  return seqAdd(seq, length) === seqAdd(peer.lastAck, scaledWindow(peer));
}

/** The same of a segment that says nothing new but, perhaps, of its window. */
function flagsOfRepetition(window: number, own: DirectionState, peer: DirectionState): number {
  if (window !== own.window) return window === 0 ? 0 : Analysis.WINDOW_UPDATE;
  if (window === 0) return (peer.lastFlags & Analysis.ZERO_WINDOW_PROBE) === 0 ? 0 : Analysis.ZERO_WINDOW_PROBE_ACK;
  return (peer.lastFlags & Analysis.KEEP_ALIVE) === 0 ? Analysis.DUPLICATE_ACK : Analysis.KEEP_ALIVE_ACK;
}
