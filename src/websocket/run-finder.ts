import type { BufferBudget } from '../buffer-budget.js';
import { copyMoment, type Moment } from '../capture/moment.js';
import * as header from './frame-header.js';
import { Opcode } from './opcode.js';
import { fitEvidence, frameEvidence, type MaskRule } from './plausibility.js';

/** A segment that is kept while a run is looked for. */
export interface KeptSegment {
  readonly start: number;
  readonly end: number;
  readonly carrier: number;
  readonly at: Moment;
}

/** Headers that are looked at for one buffer of bytes: a hostile stream can be made of candidates. */
const MAX_STEPS = 1 << 20;

/** Evidence that a run must have where it begins in the middle of a segment: there are far more places to choose from. */
const MID_SEGMENT_BITS = 20;

/**
 * Looks for the place in a byte stream from which on it is a run of WebSocket frames: first at the beginnings of
 * segments, where most frames begin, and when the buffer is full at every byte.
 */
export class RunFinder {
  /** Bytes that were passed over: no frame begins there. */
  skipped = 0;
  /** Evidence of the run that is being followed, in bits. */
  bits = 0;
  /** Frames of that run whose headers have been seen. */
  frames = 0;
  /** Whether the run's frames are masked. */
  masked = false;
  /** Whether the run holds text that was looked at. */
  hasText = false;

  readonly #mask: MaskRule;
  readonly #limit: number;
  readonly #budget: BufferBudget;
  /** May a run begin with the rest of a message. */
  readonly #midMessage: boolean;
  #bytes: Uint8Array = new Uint8Array(0);
  #length = 0;
  #segments: KeptSegment[] = [];
  /** Index of the next header of the run. */
  #next = 0;
  #steps = 0;
  /** Where the run's last frame ends, and what it is worth if a segment ends there; -1 once that is counted. */
  #fitAt = -1;
  #fitBits = 0;

  /**
   * @param mask the mask bit that the direction's frames have, where known
   * @param midMessage whether the run may begin with a continuation
   * @param limit bytes that are kept at most
   */
  constructor(mask: MaskRule, midMessage: boolean, limit: number, budget: BufferBudget) {
    this.#mask = mask;
    this.#midMessage = midMessage;
    this.#limit = limit;
    this.#budget = budget;
  }

  /** Whether bytes are kept that may be a run. */
  get hasCandidate(): boolean {
    return this.#length > 0;
  }

  /** A segment's bytes. Afterwards {@link bits} and {@link frames} tell of the best run that begins at a segment. */
  push(bytes: Uint8Array, start: number, end: number, carrier: number, at: Readonly<Moment>): void {
    if (this.#length === 0 && !this.#mayBegin(bytes, start, end)) {
      // Nearly all traffic that is no WebSocket ends here, without a copy.
      this.skipped += end - start;
      return;
    }
    this.#keep(bytes, start, end, carrier, at);
    this.#follow();
    if (this.#length >= this.#limit) this.#scanEveryByte();
  }

  /** The bytes that follow do not join these: what was kept is passed over. */
  break(): void {
    this.skipped += this.#length;
    this.#forget();
  }

  #mayBegin(bytes: Uint8Array, start: number, end: number): boolean {
    const available = end - start;
    if (available < 2) return true;
    if (available < header.headerLength(bytes, start)) return true;
    return this.#evidence(bytes, start, end) > 0;
  }

  #evidence(bytes: Uint8Array, at: number, end: number): number {
    this.#steps++;
    const opcode = header.opcode(bytes, at);
    const first = this.frames === 0;
    if (first && !this.#midMessage && (opcode === Opcode.CONTINUATION || !header.fin(bytes, at))) return 0;
    return frameEvidence(bytes, at, end, first ? this.#mask : this.masked);
  }

  #keep(bytes: Uint8Array, start: number, end: number, carrier: number, at: Readonly<Moment>): void {
    const needed = this.#length + end - start;
    if (needed > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(needed, this.#bytes.length * 2, 2048));
      grown.set(this.#bytes.subarray(0, this.#length));
      this.#budget.used += grown.length - this.#bytes.length;
      this.#bytes = grown;
    }
    this.#bytes.set(bytes.subarray(start, end), this.#length);
    this.#segments.push({ start: this.#length, end: needed, carrier, at: copyMoment(at) });
    this.#length = needed;
  }

  /** Follows the run that begins at the first kept segment; where it breaks, the next segment is tried. */
  #follow(): void {
    while (this.#length > 0) {
      if (this.#steps > MAX_STEPS) {
        this.break();
        return;
      }
      if (this.#followRun()) return;
      this.#dropFirstSegment();
    }
  }

  /** @returns false where the run breaks */
  #followRun(): boolean {
    const bytes = this.#bytes;
    while (this.#next < this.#length) {
      const available = this.#length - this.#next;
      if (available < 2 || available < header.headerLength(bytes, this.#next)) return true;
      const bits = this.#evidence(bytes, this.#next, this.#length);
      if (bits === 0 || this.#steps > MAX_STEPS) return false;
      if (this.frames === 0) this.masked = header.masked(bytes, this.#next);
      this.frames++;
      this.bits += bits;
      const end = this.#next + header.headerLength(bytes, this.#next) + header.payloadLength(bytes, this.#next);
      if (header.opcode(bytes, this.#next) === Opcode.TEXT && end - this.#next > 6) this.hasText = true;
      this.#fitAt = end;
      this.#fitBits = fitEvidence(bytes, this.#next);
      this.#next = end;
    }
    if (this.#next === this.#length && this.#fitAt === this.#length) {
      this.bits += this.#fitBits;
      this.#fitAt = -1;
    }
    return true;
  }

  #restart(): void {
    this.bits = 0;
    this.frames = 0;
    this.hasText = false;
    this.#fitAt = -1;
  }

  #dropFirstSegment(): void {
    const first = this.#segments.shift();
    const length = first === undefined ? this.#length : first.end;
    this.#drop(length);
  }

  #drop(length: number): void {
    this.skipped += length;
    this.#bytes.copyWithin(0, length, this.#length);
    this.#length -= length;
    this.#segments = this.#segments
      .filter(({ end }) => end > length)
      .map((segment) => ({ ...segment, start: Math.max(segment.start - length, 0), end: segment.end - length }));
    this.#next = 0;
    this.#restart();
    if (this.#length === 0) this.#forget();
  }

  #forget(): void {
    this.#budget.release(this.#bytes.length);
    this.#bytes = new Uint8Array(0);
    this.#length = 0;
    this.#segments = [];
    this.#next = 0;
    this.#steps = 0;
    this.#restart();
  }

  /** The buffer is full, or the direction is over: any byte may begin a run, if the run is long enough. */
  #scanEveryByte(): void {
    const bytes = this.#bytes;
    const end = this.#length;
    for (let start = 1; start + 2 <= end && this.#steps <= MAX_STEPS; start++) {
      this.#restart();
      this.#next = start;
      if (this.#evidence(bytes, start, end) === 0) continue;
      if (this.#followRun() && this.bits >= MID_SEGMENT_BITS && this.frames > 1) {
        const { bits, frames, hasText, masked } = this;
        const next = this.#next - start;
        this.#drop(start);
        Object.assign(this, { bits, frames, hasText, masked });
        this.#next = next;
        return;
      }
    }
    this.break();
  }

  /** The last chance: nothing more will come. */
  finish(): void {
    if (this.#length > 0 && this.bits < MID_SEGMENT_BITS) this.#scanEveryByte();
  }

  /** Hands out what is kept, from the first frame of the run on, in its segments, and forgets it. */
  take(give: (bytes: Uint8Array, start: number, end: number, carrier: number, at: Readonly<Moment>) => void): void {
    const bytes = this.#bytes;
    const segments = this.#segments;
    this.#forget();
    for (const { start, end, carrier, at } of segments) give(bytes, start, end, carrier, at);
  }
}
