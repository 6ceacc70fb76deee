import { constants, inflateRawSync } from 'node:zlib';
import type { BufferBudget } from '../buffer-budget.js';

/** LZ77 window of DEFLATE (RFC 1951, section 2): how far back a message can refer. */
const WINDOW_LENGTH = 32 * 1024;

/** The empty block that the sender takes off the end of each message (RFC 7692, section 7.2.1). */
export const TAIL: readonly number[] = [0x00, 0x00, 0xff, 0xff];

/** Streams in one message, each ended by a block with BFINAL: more are hostile. */
const MAX_STREAMS = 100;

/** Why a message could not be inflated. */
export type InflateFailure =
  /** It refers to messages that are not known, or is no DEFLATE data. */
  | 'not-inflatable'
  /** It is longer than the limit. */
  | 'too-long';

/**
 * Inflates the messages of one direction (RFC 7692, section 7.2.2).
 *
 * The window holds only output that is known, without a hole, up to the present message. A message that refers further
 * back does not inflate, so that what does inflate is right even after a loss: zlib refuses a distance beyond the window
 * it was given.
 */
export class Inflater {
  readonly #takeover: boolean;
  readonly #budget: BufferBudget;
  #window: Uint8Array | undefined;
  #windowLength = 0;
  /** Earlier messages of the context are not known. */
  contextLost = false;
  /** What zlib said of the last message that it refused. */
  failure = '';

  /** @param contextTakeover whether messages may refer to the ones before (RFC 7692, section 7.1.1) */
  constructor(contextTakeover: boolean, budget: BufferBudget) {
    this.#takeover = contextTakeover;
    this.#budget = budget;
  }

  /** What the messages before were is not known: a message was lost or did not inflate. */
  loseContext(): void {
    this.release();
    this.contextLost = this.#takeover;
  }

  /** Gives the window's memory back. */
  release(): void {
    if (this.#window !== undefined) this.#budget.release(this.#window.length);
    this.#window = undefined;
    this.#windowLength = 0;
  }

  /**
   * @param compressed the payload of all its frames with {@link TAIL} behind it
   * @param limit longest output, in bytes
   */
  inflate(compressed: Uint8Array, limit: number): Uint8Array | InflateFailure {
    let output: Uint8Array;
    try {
      output = this.#inflateStreams(compressed, limit);
    } catch (error) {
      this.loseContext();
      this.failure = error instanceof Error ? error.message : '';
      return error instanceof RangeError ? 'too-long' : 'not-inflatable';
    }
    if (this.#takeover) this.#remember(output);
    return output;
  }

  /** @throws RangeError where the output is longer than the limit; an error of zlib where this is no DEFLATE data */
  #inflateStreams(compressed: Uint8Array, limit: number): Uint8Array {
    let dictionary = this.#window?.subarray(0, this.#windowLength).subarray(-WINDOW_LENGTH);
    const outputs: Uint8Array[] = [];
    let length = 0;
    let rest = compressed;
    for (;;) {
      const { buffer, engine } = inflateStream(rest, limit - length, dictionary);
      length += buffer.length;
      if (length > limit) throw new RangeError('longer than the limit');
      rest = rest.subarray(engine.bytesWritten);
      // A block with BFINAL ends its stream; others can follow in the same message (RFC 7692, section 7.2.3.4).
      if (rest.length <= TAIL.length) return outputs.length === 0 ? buffer : Buffer.concat([...outputs, buffer]);
      outputs.push(buffer);
      if (outputs.length === MAX_STREAMS) throw new Error('too many streams in one message');
      dictionary = Buffer.concat([dictionary ?? NO_BYTES, buffer.subarray(-WINDOW_LENGTH)]).subarray(-WINDOW_LENGTH);
    }
  }

  #remember(output: Uint8Array): void {
    const kept = output.length > WINDOW_LENGTH ? output.subarray(output.length - WINDOW_LENGTH) : output;
    const needed = this.#windowLength + kept.length;
    const window = this.#window;
    if (window === undefined || needed > window.length) {
      const old = Math.min(this.#windowLength, WINDOW_LENGTH);
      const capacity = window !== undefined && window.length >= 2 * WINDOW_LENGTH ? window.length : capacityFor(needed);
      const next = capacity === window?.length ? window : this.#allocate(capacity);
      if (next === undefined) {
        this.loseContext();
        return;
      }
      if (window !== undefined) next.set(window.subarray(this.#windowLength - old, this.#windowLength));
      if (window !== undefined && window !== next) this.#budget.release(window.length);
      this.#window = next;
      this.#windowLength = old;
    }
    this.#window?.set(kept, this.#windowLength);
    this.#windowLength += kept.length;
  }

  #allocate(capacity: number): Uint8Array | undefined {
    return this.#budget.reserve(capacity) ? new Uint8Array(capacity) : undefined;
  }
}

/** The next power of two, at most room for two windows. */
function capacityFor(length: number): number {
  let capacity = 256;
  while (capacity < length && capacity < 2 * WINDOW_LENGTH) capacity *= 2;
  return capacity;
}

/** One DEFLATE stream, with what zlib tells of it: how many bytes it took. @param limit longest output, at least 1 */
function inflateStream(
  compressed: Uint8Array,
  limit: number,
  dictionary: Uint8Array | undefined,
): { buffer: Uint8Array; engine: { bytesWritten: number } } {
  const result: unknown = inflateRawSync(compressed, {
    finishFlush: constants.Z_SYNC_FLUSH,
    maxOutputLength: Math.max(limit, 1),
    info: true,
    ...(dictionary === undefined ? {} : { dictionary }),
  });
  return result as { buffer: Uint8Array; engine: { bytesWritten: number } };
}

const NO_BYTES = new Uint8Array(0);
