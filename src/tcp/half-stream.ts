import type { BufferBudget } from '../buffer-budget.js';
import { copyMoment, type Moment } from '../capture/moment.js';
import { seqAdd, seqDifference } from './seq.js';
import { PIECE_OVERHEAD, Waiting } from './waiting.js';

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

/** Segments that must lie beyond the window before it is believed that it has moved. */
const MIN_PIECES_BEYOND = 2;

/** Compares a copy of bytes that were handed out before with the first copy, where that is still in memory. */
export type CompareDelivered = (seq: number, bytes: Uint8Array, start: number, end: number) => boolean;

/**
 * One direction of a TCP connection, put in order (RFC 9293, section 3.10.7.4): the first copy of each byte counts, and
 * bytes behind a hole wait until it is filled or known to stay.
 */
export class HalfStream {
  /** The next byte's sequence number, where `started`. */
  next = 0;
  /** Highest acknowledgment number of the other end; undefined before the first. */
  acked: number | undefined;
  /** Largest window the receiver has offered, in bytes; 0 where its scale is not known. */
  maxWindow = 0;
  /** The receiver's last offer was 0. */
  windowClosed = false;
  /**
   * Bytes that come next and that nobody wants to see, such as the rest of an HTTP body: they are passed over, and so
   * are holes in them.
   */
  unread = 0;

  #phase: 'new' | 'from-syn' | 'midway' | 'finished' = 'new';
  #waiting: Waiting | undefined;

  /** Whether the number of its first byte is known. */
  get started(): boolean {
    return this.#phase !== 'new';
  }

  /** The stream was joined in the middle: bytes before the first are not in the capture. */
  get midway(): boolean {
    return this.#phase === 'midway';
  }

  /** Every byte before the FIN has been handed out. */
  get finished(): boolean {
    return this.#phase === 'finished';
  }

  /** Begins with the byte that has this sequence number. */
  start(seq: number, midway: boolean): void {
    this.next = seq;
    this.#phase = midway ? 'midway' : 'from-syn';
  }

  /** Whether anything is out of order, or its end is known. */
  get holdsSomething(): boolean {
    return this.#waiting !== undefined;
  }

  /** Whether something waits behind a hole: bytes, or the FIN. */
  get waiting(): boolean {
    return this.#behindHole() !== undefined;
  }

  /** Sequence number of what waits behind the hole. */
  #behindHole(): number | undefined {
    const waiting = this.#waiting;
    if (waiting === undefined || !this.started) return undefined;
    return waiting.pieces[0]?.seq ?? (waiting.finAt === undefined ? undefined : waiting.finSeq);
  }

  /** Whether the receiver has acknowledged the whole hole, so that its bytes have been sent and are not to come again. */
  get holeAcknowledged(): boolean {
    const behind = this.#behindHole();
    return behind !== undefined && this.acked !== undefined && seqDifference(this.acked, behind) >= 0;
  }

  /**
   * Suspects the hole that is acknowledged to stay.
   * @returns whether that is news
   */
  suspect(): boolean {
    const waiting = this.#waiting;
    if (waiting === undefined || waiting.suspected === this.next || !this.holeAcknowledged) return false;
    waiting.suspected = this.next;
    return true;
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
    if (seq !== this.next || this.#waiting !== undefined || this.windowClosed || this.finished) {
      if (!this.finished) this.#unordered(seq, bytes, start, end, missing, at, out, budget, limit, compare);
      return;
    }
    const length = end - start + missing;
    this.next = seqAdd(seq, length);
    if (this.unread >= length) {
      this.unread -= length;
      return;
    }
    if (end > start) this.#give(bytes, start, end, at.packet, at, out);
    if (missing > 0) this.#giveGap(missing, 'cut', at, out);
  }

  /** Takes a segment that is not simply the next one; kept apart, as the engine makes better code of short functions. */
  #unordered(
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
    let ahead = seqDifference(seq, this.next);
    const wireLength = end - start + missing;
    if (ahead > 0 && this.#waiting?.probe !== undefined) {
      this.#takeProbe(at, out, budget);
      ahead = seqDifference(seq, this.next);
    }
    if (ahead < 0) {
      // A keep-alive repeats the last byte's number with a byte that is no data (RFC 9293, section 3.8.4).
      if (ahead === -1 && wireLength === 1) return;
      const old = Math.min(-ahead, end - start);
      if (!compare(seq, bytes, start, start + old)) out.differs(at);
      if (wireLength <= -ahead) return;
      const cut = missing - Math.max(-ahead - (end - start), 0);
      this.#hold(this.next, bytes, start + old, end, cut, at, out, budget);
    } else if (ahead === 0 && wireLength === 1 && missing === 0 && this.windowClosed) {
      this.#waitingNow().probe ??= { seq, bytes: bytes.slice(start, end), missing: 0, at: copyMoment(at) };
      return;
    } else {
      this.#hold(seq, bytes, start, end, missing, at, out, budget);
    }
    this.#drain(at, out, budget);
    while (
      (this.#waiting?.pieces.length ?? 0) > 0 &&
      ((this.#waiting?.cost ?? 0) > limit || this.#beyondWindow() || budget.used > budget.limit)
    ) {
      this.skipHole(out, budget);
    }
  }

  /** The receiver has acknowledged more than before: if a zero-window probe's byte is among it, it was data after all. */
  acceptProbe(at: Readonly<Moment>, out: InOrder, budget: BufferBudget): void {
    if (this.#waiting?.probe === undefined || !this.started || this.acked === undefined) return;
    if (seqDifference(this.acked, this.next) >= 1) this.#takeProbe(at, out, budget);
  }

  /** A zero-window probe's byte is data: it was acknowledged, or the sender has gone on behind it. */
  #takeProbe(at: Readonly<Moment>, out: InOrder, budget: BufferBudget): void {
    const waiting = this.#waiting;
    const probe = waiting?.probe;
    if (waiting === undefined || probe === undefined) return;
    waiting.probe = undefined;
    if (probe.seq !== this.next) return;
    this.next = seqAdd(this.next, 1);
    this.#give(probe.bytes, 0, 1, probe.at.packet, probe.at, out);
    this.#drain(at, out, budget);
  }

  /** The sender has no more to send behind this number. A number in front of what was sent is not believed. */
  fin(seq: number, at: Readonly<Moment>, out: InOrder, budget: BufferBudget): void {
    if (this.finished || (this.started && seqDifference(seq, this.next) < 0)) return;
    const waiting = this.#waitingNow();
    if (waiting.finAt !== undefined) return;
    waiting.finSeq = seq;
    waiting.finAt = copyMoment(at);
    if (waiting.probe !== undefined && seqDifference(seq, this.next) > 0) this.#takeProbe(at, out, budget);
    if (this.started) this.#finish(out);
  }

  /** Whether nothing more is to come: its FIN was reached, or came without any data before it. */
  get over(): boolean {
    return this.finished || (this.#waiting?.finAt !== undefined && !this.started);
  }

  /** Gives the hole up: what waits behind it is handed out, with its own time where nothing before it was later. */
  skipHole(out: InOrder, budget: BufferBudget): void {
    const behind = this.#behindHole();
    const own = this.#waiting?.pieces[0]?.at ?? this.#waiting?.finAt;
    if (behind === undefined || own === undefined) return;
    const at = later(this.#waiting?.readAt, own);
    const hole = seqDifference(behind, this.next);
    this.next = behind;
    this.#giveGap(hole, 'lost', at, out);
    this.#drain(undefined, out, budget);
  }

  /** At the end of the capture: hands out everything that still waits, and says what was acknowledged and never seen. */
  flush(at: Readonly<Moment>, out: InOrder, budget: BufferBudget): void {
    while (this.waiting) this.skipHole(out, budget);
    const finAt = this.#waiting?.finAt;
    if (!this.started && finAt !== undefined) {
      this.#phase = 'finished';
      out.fin(finAt);
    }
    if (!this.started || this.finished || this.acked === undefined) return;
    const tail = seqDifference(this.acked, this.next);
    // One byte more than was seen may as well be the FIN.
    if (tail <= 1) return;
    this.next = this.acked;
    this.#giveGap(tail, 'lost', at, out);
  }

  #give(bytes: Uint8Array, start: number, end: number, carrier: number, at: Readonly<Moment>, out: InOrder): void {
    const passed = Math.min(this.unread, end - start);
    this.unread -= passed;
    if (start + passed < end) out.data(bytes, start + passed, end, carrier, at);
  }

  #giveGap(length: number, reason: 'cut' | 'lost', at: Readonly<Moment>, out: InOrder): void {
    const passed = Math.min(this.unread, length);
    this.unread -= passed;
    if (passed < length) out.gap(length - passed, reason, at);
  }

  #finish(out: InOrder): void {
    const waiting = this.#waiting;
    if (waiting === undefined || waiting.pieces.length > 0 || waiting.probe !== undefined) return;
    const { finAt, finSeq } = waiting;
    if (finAt === undefined) {
      this.#waiting = undefined;
    } else if (seqDifference(this.next, finSeq) >= 0) {
      this.#phase = 'finished';
      this.#waiting = undefined;
      out.fin(finAt);
    }
  }

  #waitingNow(): Waiting {
    this.#waiting ??= new Waiting();
    return this.#waiting;
  }

  /**
   * The sender may not send beyond the window: what lies further shows that the receiver has the hole's bytes. A single
   * segment out there can as well be a stray one, which the receiver drops.
   */
  #beyondWindow(): boolean {
    const beyond = this.#waiting?.pieces.at(-MIN_PIECES_BEYOND);
    if (beyond === undefined || this.maxWindow === 0) return false;
    return seqDifference(beyond.seq, this.next) + beyond.bytes.length > this.maxWindow;
  }

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
    if (!this.#waitingNow().hold(this.next, seq, bytes, start, end, missing, at, budget)) out.differs(at);
  }

  /** @param filledAt when the hole was filled; undefined where it was given up */
  #drain(filledAt: Readonly<Moment> | undefined, out: InOrder, budget: BufferBudget): void {
    const waiting = this.#waiting;
    if (waiting === undefined) return;
    let readAt = filledAt === undefined ? waiting.readAt : later(waiting.readAt, copyMoment(filledAt));
    const pending = waiting.pieces;
    let count = 0;
    for (;;) {
      const piece = pending[count];
      if (piece === undefined) break;
      const ahead = seqDifference(piece.seq, this.next);
      if (ahead > 0) break;
      count++;
      waiting.cost -= piece.bytes.length + PIECE_OVERHEAD;
      budget.used -= piece.bytes.length + PIECE_OVERHEAD;
      // A piece can lie behind bytes that were cut off another packet and counted as missing.
      const skip = Math.min(-ahead, piece.bytes.length);
      const at = later(readAt, piece.at);
      readAt = at;
      this.next = seqAdd(this.next, piece.bytes.length - skip);
      if (piece.bytes.length > skip) this.#give(piece.bytes, skip, piece.bytes.length, piece.at.packet, at, out);
      if (piece.missing > 0) {
        const following = pending[count];
        const room = following === undefined ? piece.missing : seqDifference(following.seq, this.next);
        const cut = Math.min(piece.missing, room);
        if (cut > 0) {
          this.next = seqAdd(this.next, cut);
          this.#giveGap(cut, 'cut', at, out);
        }
      }
    }
    if (count > 0) waiting.readAt = readAt;
    if (count > 0) pending.splice(0, count);
    if (waiting.probe !== undefined && seqDifference(this.next, waiting.probe.seq) > 0) waiting.probe = undefined;
    this.#finish(out);
  }

  /** Forgets everything that waits. */
  discard(budget: BufferBudget): void {
    budget.release(this.#waiting?.cost ?? 0);
    this.#waiting = undefined;
  }
}

function later(one: Moment | undefined, other: Moment): Moment {
  return one !== undefined && one.packet > other.packet ? one : other;
}
