import type { BufferBudget } from '../buffer-budget.js';
import { copyMoment, type Moment } from '../capture/moment.js';
import * as header from './frame-header.js';
import { isControl, Opcode } from './opcode.js';
import { fitEvidence, frameEvidence, type MaskRule } from './plausibility.js';

/** A segment that is kept while a run is looked for. */
export interface KeptSegment {
  readonly start: number;
  readonly end: number;
  readonly carrier: number;
  readonly at: Moment;
}

/** What a kept segment costs beyond its bytes: hostile captures send a byte at a time. */
const SEGMENT_OVERHEAD = 200;

/** Headers that are looked at for one buffer of bytes: a hostile stream can be made of candidates. */
const MAX_STEPS = 1 << 20;

/** Evidence that a run must have where it begins in the middle of a segment: there are far more places to choose from. */
const MID_SEGMENT_BITS = 20;

/** Evidence of a frame ending just where a run begins that is already believed. */
const LANDING_BITS = 8;

/** Evidence of a frame whose header alone is plausible. */
const HEADER_BITS = 5;

/** Bytes kept after which every byte is first tried as a beginning; doubled each time that finds none. */
const FIRST_SCAN_LENGTH = 4096;

/**
 * Looks for the place in a byte stream from which on it is a run of WebSocket frames: first at the beginnings of
 * segments, where most frames begin; in a stream that is known to be WebSocket at every byte as well.
 */
export class RunFinder {
  /** Bytes that were passed over: no frame of a run begins there. */
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
  readonly #known: boolean;
  readonly #limit: number;
  readonly #budget: BufferBudget;
  #bytes: Uint8Array = new Uint8Array(0);
  #length = 0;
  #segments: KeptSegment[] = [];
  /** Segment at whose beginning the run begins that is being followed. */
  #segment = 0;
  /** Index of the run's first header, and of its next one. */
  #from = 0;
  #next = 0;
  /** Where the run's last frame ends, and what it is worth if a segment ends there; -1 once that is counted. */
  #fitAt = -1;
  #fitBits = 0;
  /** Which data frame the run goes on with. */
  #expected: number = 0;
  #steps = 0;
  #scanAt = FIRST_SCAN_LENGTH;

  /**
   * @param mask the mask bit that the direction's frames have, where known
   * @param known whether the stream is known to be WebSocket: then a run may begin with the rest of a message, and in
   * the middle of a segment
   * @param limit bytes that are kept at most
   */
  constructor(mask: MaskRule, known: boolean, limit: number, budget: BufferBudget) {
    this.#mask = mask;
    this.#known = known;
    this.#limit = limit;
    this.#budget = budget;
  }

  /** Bytes in front of the run, or all where there is none. */
  get passedOver(): number {
    return this.skipped + this.#from;
  }

  /** Whether bytes are kept that may be a run. */
  get hasCandidate(): boolean {
    return this.#length > this.#from;
  }

  /** A segment's bytes. Afterwards {@link bits} and {@link frames} tell of the run that is being followed. */
  push(bytes: Uint8Array, start: number, end: number, carrier: number, at: Readonly<Moment>): void {
    if (!this.#known && this.#length === 0 && !this.#mayBegin(bytes, start, end)) {
      // Nearly all traffic that is no WebSocket ends here, without a copy.
      this.skipped += end - start;
      return;
    }
    this.#keep(bytes, start, end, carrier, at);
    this.#follow();
    // What is passed over goes when it is half of all, so that each byte is moved only once or so.
    if (!this.#known && this.#from * 2 > this.#length) this.#dropTo(this.#from);
    if (this.#known && this.#length >= this.#scanAt && this.bits < MID_SEGMENT_BITS) {
      this.#scanAt *= 2;
      this.#scanEveryByte();
    }
    const kept = this.#known ? this.#length : this.#length - this.#from;
    if (kept >= this.#limit || this.#budget.used > this.#budget.limit) this.break();
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
    if (first && !this.#known && (opcode === Opcode.CONTINUATION || !header.fin(bytes, at))) return 0;
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
    this.#budget.used += SEGMENT_OVERHEAD;
    this.#length = needed;
  }

  /** Follows the run at hand; where it breaks, the next segment's beginning is tried. */
  #follow(): void {
    while (this.#from < this.#length) {
      if (this.#steps > MAX_STEPS) {
        this.break();
        return;
      }
      if (this.#followRun()) return;
      this.#segment++;
      this.#begin(this.#segments[this.#segment]?.start ?? this.#length);
    }
  }

  /** @returns false where the run breaks */
  #followRun(): boolean {
    const bytes = this.#bytes;
    while (this.#next < this.#length) {
      const available = this.#length - this.#next;
      if (available < 2 || available < header.headerLength(bytes, this.#next)) return true;
      const bits = this.#evidence(bytes, this.#next, this.#length);
      if (bits === 0 || this.#steps > MAX_STEPS || !this.#isExpected(this.#next)) return false;
      if (this.frames === 0) this.masked = header.masked(bytes, this.#next);
      this.frames++;
      this.bits += bits;
      const end = frameEnd(bytes, this.#next);
      if (header.opcode(bytes, this.#next) === Opcode.TEXT && end - this.#next > 6) this.hasText = true;
      this.#fitAt = end;
      this.#fitBits = fitEvidence(bytes, this.#next);
      this.#next = end;
    }
    if (this.#fitAt === this.#length) {
      this.bits += this.#fitBits;
      this.#fitAt = -1;
    }
    return true;
  }

  /** Whether fragmentation allows this frame here (RFC 6455, section 5.4). */
  #isExpected(at: number): boolean {
    const opcode = header.opcode(this.#bytes, at);
    if (isControl(opcode)) return true;
    const continues = opcode === Opcode.CONTINUATION;
    if (this.#expected === (continues ? Expected.BEGINNING : Expected.CONTINUATION)) return false;
    this.#expected = header.fin(this.#bytes, at) ? Expected.BEGINNING : Expected.CONTINUATION;
    return true;
  }

  #begin(at: number): void {
    this.#expected = Expected.EITHER;
    this.#from = at;
    this.#next = at;
    this.bits = 0;
    this.frames = 0;
    this.hasText = false;
    this.#fitAt = -1;
  }

  #dropTo(index: number): void {
    this.skipped += index;
    this.#bytes.copyWithin(0, index, this.#length);
    this.#length -= index;
    const kept = this.#segments.filter(({ end }) => end > index);
    this.#budget.release((this.#segments.length - kept.length) * SEGMENT_OVERHEAD);
    this.#segments = kept.map((segment) => ({
      ...segment,
      start: Math.max(segment.start - index, 0),
      end: segment.end - index,
    }));
    this.#segment = 0;
    this.#from -= index;
    this.#next -= index;
    if (this.#fitAt >= 0) this.#fitAt -= index;
    if (this.#length === 0) this.#forget();
  }

  #forget(): void {
    this.#budget.release(this.#bytes.length + this.#segments.length * SEGMENT_OVERHEAD);
    this.#bytes = new Uint8Array(0);
    this.#length = 0;
    this.#segments = [];
    this.#segment = 0;
    this.#steps = 0;
    this.#scanAt = FIRST_SCAN_LENGTH;
    this.#begin(0);
  }

  /** Tries every byte as the beginning of a run that goes on to the end of what is kept. */
  #scanEveryByte(): void {
    const { bits, frames, hasText, masked } = this;
    const [from, next] = [this.#from, this.#next];
    const end = this.#length;
    this.#steps = 0;
    for (let start = 0; start + 2 <= end && this.#steps <= MAX_STEPS; start++) {
      this.#begin(start);
      if (this.#evidence(this.#bytes, start, end) === 0) continue;
      if (this.#followRun() && this.bits >= MID_SEGMENT_BITS && this.frames > 1) return;
    }
    this.#steps = 0;
    this.#begin(from);
    this.#next = next;
    Object.assign(this, { bits, frames, hasText, masked });
  }

  /**
   * Finds frames in front of the run: those whose lengths lead to its beginning, and which fragmentation allows there;
   * worked out from its beginning backwards.
   */
  #extendBackwards(): void {
    const [bytes, end] = [this.#bytes, this.#from];
    const worth = new Float64Array(end + 1);
    const follows = new Uint8Array(end + 1);
    worth[end] = LANDING_BITS;
    follows[end] = expectation(Expected.EITHER, bytes, end, this.#length);
    let first = end;
    for (let at = end - 2; at >= 0; at--) {
      if (header.headerLength(bytes, at) > end - at) continue;
      const next = frameEnd(bytes, at);
      const behind = next <= end ? (worth[next] ?? 0) : 0;
      if (behind === 0 || !mayPrecede(bytes, at, follows[next] ?? 0)) continue;
      const bits = frameEvidence(bytes, at, end, this.masked);
      if (bits === 0) continue;
      worth[at] = behind + bits;
      follows[at] = expectation(follows[next] ?? 0, bytes, at, end);
      if (behind + bits >= MID_SEGMENT_BITS && bits > HEADER_BITS) first = at;
    }
    this.#from = first;
  }

  /** The last chance: nothing more will come. */
  finish(): void {
    if (this.#known && this.#length > 0 && this.bits < MID_SEGMENT_BITS) this.#scanEveryByte();
  }

  /** Hands out what is kept, from the first frame of the run on, in its segments, and forgets it. */
  take(give: (bytes: Uint8Array, start: number, end: number, carrier: number, at: Readonly<Moment>) => void): void {
    if (this.#known) this.#extendBackwards();
    this.#dropTo(this.#from);
    const bytes = this.#bytes;
    const segments = this.#segments;
    this.#forget();
    for (const { start, end, carrier, at } of segments) give(bytes, start, end, carrier, at);
  }
}

/** Which data frame comes next, counted from a frame on: the rest of a message, the beginning of one, or not known. */
const Expected = { EITHER: 0, CONTINUATION: 1, BEGINNING: 2 } as const;

/** What the next data frame is, from this frame on. @param behind the same behind this frame */
function expectation(behind: number, bytes: Uint8Array, at: number, end: number): number {
  if (at >= end || isControl(header.opcode(bytes, at))) return behind;
  return header.opcode(bytes, at) === Opcode.CONTINUATION ? Expected.CONTINUATION : Expected.BEGINNING;
}

/** Whether a frame may come before what is behind it (RFC 6455, section 5.4). */
function mayPrecede(bytes: Uint8Array, at: number, behind: number): boolean {
  if (behind === Expected.EITHER || isControl(header.opcode(bytes, at))) return true;
  return header.fin(bytes, at) === (behind === Expected.BEGINNING);
}

function frameEnd(bytes: Uint8Array, at: number): number {
  return at + header.headerLength(bytes, at) + header.payloadLength(bytes, at);
}
