import { copyMoment, type Moment } from '../capture/moment.js';
import { otherSide, type Side } from '../tcp/flow-table.js';
import { RunFinder } from '../websocket/run-finder.js';
import type { SessionContext } from './context.js';

/** Evidence in bits that each of two directions must have, and both together. */
const EACH_BITS = 10;
const BOTH_BITS = 24;
/** Evidence that one direction must have where the other tells nothing. */
const ALONE_BITS = 40;
const ALONE_FRAMES = 3;
/** Evidence that is enough where the user has named the port. */
const NAMED_PORT_BITS = 5;

/** Decides whether a connection whose beginning is not in the capture is WebSocket, from runs of plausible frames. */
export class MidstreamProbe {
  /** When the first bytes came that are looked at. */
  firstAt: Moment | undefined;
  readonly #finders: readonly [RunFinder, RunFinder];
  readonly #limit: number;
  readonly #serverSide: Side | undefined;
  readonly #spoke: [boolean, boolean] = [false, false];

  /** @param serverSide where the user has named the server's port as one of WebSocket */
  constructor(context: SessionContext, serverSide: Side | undefined) {
    this.#limit = context.limits['probe-bytes'];
    this.#serverSide = serverSide;
    this.#finders = [this.#newFinder(context), this.#newFinder(context)];
  }

  #newFinder(context: SessionContext): RunFinder {
    return new RunFinder(undefined, this.#serverSide !== undefined, this.#limit, context.budget);
  }

  data(side: Side, bytes: Uint8Array, start: number, end: number, carrier: number, at: Readonly<Moment>): void {
    this.firstAt ??= copyMoment(at);
    this.#spoke[side] = true;
    this.#finders[side].push(bytes, start, end, carrier, at);
  }

  gap(side: Side): void {
    this.#finders[side].break();
  }

  /** Enough has been seen without any sign of frames. */
  get hopeless(): boolean {
    const [a, b] = this.#finders;
    return !a.hasCandidate && !b.hasCandidate && a.skipped + b.skipped > this.#limit;
  }

  /**
   * @param atEnd nothing more will come
   * @returns the client's side where this is WebSocket
   */
  judge(atEnd: boolean): Side | undefined {
    const [a, b] = this.#finders;
    if (this.#serverSide !== undefined) {
      const found = Math.max(a.bits, b.bits) >= NAMED_PORT_BITS;
      return found ? otherSide(this.#serverSide) : undefined;
    }
    if (a.bits >= EACH_BITS && b.bits >= EACH_BITS) {
      if (a.masked === b.masked || a.bits + b.bits < BOTH_BITS) return undefined;
      return a.masked ? 0 : 1;
    }
    return this.#judgeAlone(0, atEnd) ?? this.#judgeAlone(1, atEnd);
  }

  #judgeAlone(side: Side, atEnd: boolean): Side | undefined {
    const finder = this.#finders[side];
    const other = otherSide(side);
    if (!finder.hasText || finder.bits < ALONE_BITS) return undefined;
    // Text that appears only when unmasked is no accident, whatever the other side says.
    if (finder.masked && finder.frames > 1) return side;
    if (this.#spoke[other] || (!atEnd && finder.frames < ALONE_FRAMES)) return undefined;
    return finder.frames > 1 ? (finder.masked ? side : other) : undefined;
  }

  /** Bytes of a side in front of its run of frames; all that has come where none has been found yet. */
  passedOver(side: Side): number {
    return this.#finders[side].passedOver;
  }

  /** Whether a run of this side's frames has been found, so that it is known where the next one begins. */
  hasRun(side: Side): boolean {
    return this.#finders[side].hasCandidate;
  }

  /** Hands over what was kept, in the order of the capture, each side from its first frame on. */
  hand(
    give: (side: Side, bytes: Uint8Array, start: number, end: number, carrier: number, at: Readonly<Moment>) => void,
  ): void {
    const kept: { packet: number; tell: () => void }[] = [];
    for (const side of [0, 1] as const) {
      this.#finders[side].take((bytes, start, end, carrier, at) => {
        kept.push({ packet: at.packet, tell: () => give(side, bytes, start, end, carrier, at) });
      });
    }
    for (const { tell } of kept.sort((one, other) => one.packet - other.packet)) tell();
  }

  /** Gives up what is kept. */
  discard(): void {
    for (const finder of this.#finders) finder.break();
  }
}
