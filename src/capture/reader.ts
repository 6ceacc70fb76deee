import type { PacketSink } from './packet.js';
import type { CaptureProblem } from './problem.js';
import type { CaptureSummary } from './summary.js';

/**
 * An incremental reader of one capture format. It never waits and never reads by itself: it is shown the bytes that are
 * there, takes the whole records among them, and says how far it came. Files and pipes are therefore the same to it.
 */
export interface CaptureReader {
  /** Filled as the capture is read. */
  readonly summary: CaptureSummary;
  /**
   * Takes every whole record of `bytes[start … end)` and hands its packet to `sink`.
   * @param offset file offset of `bytes[start]`
   * @returns the index of the first byte not taken; the caller shows those bytes again, with more behind them. They are
   * never more than {@link MAX_RECORD_LENGTH} and a block's own overhead.
   */
  read(bytes: Uint8Array, start: number, end: number, offset: number, sink: PacketSink): number;
  /** Set when reading cannot go on; nothing is read after that. */
  readonly problem: CaptureProblem | undefined;
  /** What was wrong and could be stepped over, so far. */
  readonly notes: readonly CaptureProblem[];
  /**
   * Called once at the end of the input.
   * @param left bytes that were shown but not taken
   * @param offset file offset of the first of them
   */
  finish(left: number, offset: number): void;
}

/**
 * The longest packet that is believed, in bytes. Wireshark and libpcap believe 256 KiB, and 128 MiB of D-Bus and USB; a
 * TCP segment can have no more than 64 KiB on a wire and 512 KiB before segmentation offload.
 */
export const MAX_RECORD_LENGTH = 16 * 1024 * 1024;

/** The longest packet that is believed of a capture that does not announce longer ones by its snaplen (as libpcap). */
export const USUAL_RECORD_LENGTH = 256 * 1024;
