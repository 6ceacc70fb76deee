import type { BufferBudget } from '../buffer-budget.js';
import { copyMoment, type Moment } from '../capture/moment.js';
import { seqAdd, seqDifference } from './seq.js';

/** Bytes that have come before the ones in front of them. */
interface Piece {
  readonly seq: number;
  readonly bytes: Uint8Array;
  /** Bytes behind these that the sender sent and the snaplen cut off. */
  readonly missing: number;
  readonly at: Moment;
}

/** Takes the bytes of a half-stream in order. */
export interface InOrder {
  /**
   * @param carrier number of the packet that carried these bytes
   * @param at when and where they could be read: later than their carrier where something before them was late
   */
  data(bytes: Uint8Array, start: number, end: number, carrier: number, at: Readonly<Moment>): void;
  /** @param reason cut: the snaplen cut them off; lost: no packet of the capture carries them */
  gap(length: number, reason: 'cut' | 'lost', at: Readonly<Moment>): void;
  /** A later copy of bytes has other content than the first one. */
  differs(at: Readonly<Moment>): void;
  /** Every byte before the FIN has been handed out. */
  fin(at: Readonly<Moment>): void;
}

/** What a piece costs beyond its bytes: hostile captures send a byte at a time. */
const PIECE_OVERHEAD = 200;

const NOTHING: Piece[] = [];

/** Compares a copy of bytes that were handed out before with the first copy, where that is still in memory. */
export type CompareDelivered = (seq: number, bytes: Uint8Array, start: number, end: number) => boolean;

/**
 * One direction of a TCP connection, put in order (RFC 9293, section 3.10.7.4): the first copy of each byte counts, and
 * bytes behind a hole wait until it is filled or known to stay.
 */
export class HalfStream {
  /** The next byte's sequence number, where `started`. */
  next = 0;
  started = false;
  /** The stream was joined in the middle: bytes before the first are not in the capture. */
  midway = false;
  /** Highest acknowledgment number of the other end, where `ackKnown`. */
  acked = 0;
  ackKnown = false;
  /** Largest window the receiver has offered, in bytes; 0 where its scale is not known. */
  maxWindow = 0;
  /** The receiver's last offer was 0. */
  windowClosed = false;
  finished = false;

  #pending = NOTHING;
  #pendingBytes = 0;
  #finKnown = false;
  #finSeq = 0;
  #finAt: Moment | undefined;
  /** The byte of a zero-window probe: counts only if the receiver acknowledges it and nothing else comes for it. */
  #probe: Piece | undefined;

  /** Begins with the byte that has this sequence number. */
  start(seq: number, midway: boolean): void {
    this.next = seq;
    this.started = true;
    this.midway = midway;
  }

  /** Whether bytes wait behind a hole. */
  get waiting(): boolean {
    return this.#pending.length > 0;
  }

  /** Length of the hole in front of the waiting bytes. */
  get holeLength(): number {
    const first = this.#pending[0];
    return first === undefined ? 0 : seqDifference(first.seq, this.next);
  }

  /** Whether the receiver has acknowledged the whole hole, so that its bytes have been sent and are not to come again. */
  get holeAcknowledged(): boolean {
    const first = this.#pending[0];
    return first !== undefined && this.ackKnown && seqDifference(this.acked, first.seq) >= 0;
  }

  /**
   * Takes a segment's payload.
   * @param missing bytes behind `end` that the snaplen cut off
   * @param limit bytes that may wait behind a hole
   */
  segment(
    seq: number,
    bytes: Uint8Array,
    start: number,
    end: number,
    missing: number,
    at: Readonly<Moment>,
    out: InOrder,
    budget: BufferBudget,
    limit: number,
    compare: CompareDelivered,
  ): void {
    if (this.finished) return;
    const ahead = seqDifference(seq, this.next);
    if (ahead === 0 && this.#pending === NOTHING && this.#probe === undefined) {
      this.next = seqAdd(seq, end - start + missing);
      if (end > start) out.data(bytes, start, end, at.packet, at);
      if (missing > 0) out.gap(missing, 'cut', at);
      this.#finish(out);
      return;
    }
    const wireLength = end - start + missing;
    if (ahead < 0) {
      // A keep-alive repeats the last byte's number with a byte that is no data (RFC 9293, section 3.8.4).
      if (ahead === -1 && wireLength === 1) return;
      const old = Math.min(-ahead, end - start);
      if (!compare(seq, bytes, start, start + old)) out.differs(at);
      if (wireLength <= -ahead) return;
      this.#hold(this.next, bytes, start + old, end, missing - Math.max(-ahead - (end - start), 0), at, out, budget);
    } else if (ahead === 0 && wireLength === 1 && missing === 0 && this.windowClosed) {
      this.#probe ??= { seq, bytes: bytes.slice(start, end), missing: 0, at: copyMoment(at) };
      return;
    } else {
      this.#hold(seq, bytes, start, end, missing, at, out, budget);
    }
    this.#drain(at, out, budget);
    while (this.waiting && (this.#pendingBytes > limit || this.#beyondWindow() || budget.used > budget.limit)) {
      this.skipHole(out, budget);
    }
  }

  /** The receiver acknowledged a zero-window probe's byte: it was data after all. */
  acceptProbe(out: InOrder): void {
    const probe = this.#probe;
    if (probe === undefined || !this.started || !this.ackKnown) return;
    if (seqDifference(this.acked, this.next) < 1) return;
    this.#probe = undefined;
    if (probe.seq !== this.next || this.waiting) return;
    this.next = seqAdd(this.next, 1);
    out.data(probe.bytes, 0, 1, probe.at.packet, probe.at);
    this.#finish(out);
  }

  /** The sender has no more to send behind this number. */
  fin(seq: number, at: Readonly<Moment>, out: InOrder): void {
    if (this.#finKnown) return;
    this.#finKnown = true;
    this.#finSeq = seq;
    this.#finAt = copyMoment(at);
    if (this.started) this.#finish(out);
  }

  /** Gives the hole up: what waits behind it is handed out, with its own time. */
  skipHole(out: InOrder, budget: BufferBudget): void {
    const first = this.#pending[0];
    if (first === undefined) return;
    const hole = this.holeLength;
    this.next = first.seq;
    out.gap(hole, 'lost', first.at);
    this.#drain(undefined, out, budget);
  }

  /** At the end of the capture: hands out everything that still waits, and says what was acknowledged and never seen. */
  flush(at: Readonly<Moment>, out: InOrder, budget: BufferBudget): void {
    while (this.waiting) this.skipHole(out, budget);
    if (!this.started || this.finished || !this.ackKnown) return;
    const end = this.#finKnown ? this.#finSeq : this.acked;
    const tail = seqDifference(end, this.next);
    // One byte more than was seen may as well be the FIN.
    if (tail <= (this.#finKnown ? 0 : 1)) return;
    this.next = end;
    out.gap(tail, 'lost', at);
    this.#finish(out);
  }

  #finish(out: InOrder): void {
    if (!this.#finKnown || this.finished || this.#finAt === undefined) return;
    if (seqDifference(this.next, this.#finSeq) < 0) return;
    this.finished = true;
    out.fin(this.#finAt);
  }

  /** The sender may not send beyond the window: what lies further shows that the receiver has the hole's bytes. */
  #beyondWindow(): boolean {
    const last = this.#pending[this.#pending.length - 1];
    if (last === undefined || this.maxWindow === 0) return false;
    return seqDifference(last.seq, this.next) + last.bytes.length > this.maxWindow;
  }

  /** Keeps what is new of these bytes: the first copy of each byte counts. */
  #hold(
    seq: number,
    bytes: Uint8Array,
    start: number,
    end: number,
    missing: number,
    at: Readonly<Moment>,
    out: InOrder,
    budget: BufferBudget,
  ): void {
    if (this.#pending === NOTHING) this.#pending = [];
    const pending = this.#pending;
    const length = end - start;
    const from = seqDifference(seq, this.next);
    let to = from + length;
    let tail = missing;
    let index = this.#firstAtOrAfter(to);
    let differs = false;
    while (index > 0 && to > from) {
      const piece = pending[index - 1];
      if (piece === undefined) break;
      const pieceFrom = seqDifference(piece.seq, this.next);
      const pieceTo = pieceFrom + piece.bytes.length;
      if (pieceTo <= from) break;
      if (pieceTo < to) {
        this.#insert(
          index,
          seqAdd(this.next, pieceTo),
          bytes,
          start + pieceTo - from,
          start + to - from,
          tail,
          at,
          budget,
        );
      }
      tail = 0;
      const overlapFrom = Math.max(pieceFrom, from);
      const overlapTo = Math.min(pieceTo, to);
      differs ||= !sameBytes(
        piece.bytes,
        overlapFrom - pieceFrom,
        bytes,
        start + overlapFrom - from,
        overlapTo - overlapFrom,
      );
      to = Math.min(to, pieceFrom);
      index--;
    }
    if (to > from || (length === 0 && tail > 0))
      this.#insert(index, seq, bytes, start, start + to - from, tail, at, budget);
    if (differs) out.differs(at);
  }

  #firstAtOrAfter(relative: number): number {
    let low = 0;
    let high = this.#pending.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const piece = this.#pending[middle];
      if (piece !== undefined && seqDifference(piece.seq, this.next) < relative) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #insert(
    index: number,
    seq: number,
    bytes: Uint8Array,
    start: number,
    end: number,
    missing: number,
    at: Readonly<Moment>,
    budget: BufferBudget,
  ): void {
    const piece = { seq, bytes: bytes.slice(start, end), missing, at: copyMoment(at) };
    this.#pending.splice(index, 0, piece);
    this.#pendingBytes += piece.bytes.length + PIECE_OVERHEAD;
    budget.used += piece.bytes.length + PIECE_OVERHEAD;
  }

  /** @param filledAt when the hole was filled; undefined where it was given up */
  #drain(filledAt: Readonly<Moment> | undefined, out: InOrder, budget: BufferBudget): void {
    const pending = this.#pending;
    let count = 0;
    for (;;) {
      const piece = pending[count];
      if (piece === undefined) break;
      const ahead = seqDifference(piece.seq, this.next);
      if (ahead > 0) break;
      count++;
      this.#pendingBytes -= piece.bytes.length + PIECE_OVERHEAD;
      budget.used -= piece.bytes.length + PIECE_OVERHEAD;
      // A piece can lie behind bytes that were cut off another packet and counted as missing.
      const skip = Math.min(-ahead, piece.bytes.length);
      const at = filledAt !== undefined && filledAt.packet > piece.at.packet ? filledAt : piece.at;
      this.next = seqAdd(this.next, piece.bytes.length - skip);
      if (piece.bytes.length > skip) out.data(piece.bytes, skip, piece.bytes.length, piece.at.packet, at);
      if (piece.missing > 0) {
        const following = pending[count];
        const room = following === undefined ? piece.missing : seqDifference(following.seq, this.next);
        const cut = Math.min(piece.missing, room);
        if (cut > 0) {
          this.next = seqAdd(this.next, cut);
          out.gap(cut, 'cut', piece.at);
        }
      }
    }
    if (count === pending.length) this.#pending = NOTHING;
    else if (count > 0) pending.splice(0, count);
    if (this.#probe !== undefined && seqDifference(this.next, this.#probe.seq) > 0) this.#probe = undefined;
    this.#finish(out);
  }

  /** Forgets everything that waits. */
  discard(budget: BufferBudget): void {
    budget.used -= this.#pendingBytes;
    this.#pendingBytes = 0;
    this.#pending = NOTHING;
  }
}

function sameBytes(a: Uint8Array, atA: number, b: Uint8Array, atB: number, length: number): boolean {
  for (let i = 0; i < length; i++) {
    if (a[atA + i] !== b[atB + i]) return false;
  }
  return true;
}
