import type { From, MessageKind, MessageView } from '../../session/events.js';
import type { Timeline } from '../packet-view.js';
import { FINEST, nextWider, shownWidth } from './interval-width.js';
import { sinceFirst } from './relative-time.js';

/** The messages of one direction in an interval. */
export interface DirectionCount {
  messages: number;
  /** Payload bytes as the application sees them. */
  bytes: number;
  /** Kinds that there are none of are absent. */
  readonly kinds: Partial<Record<MessageKind, number>>;
}

/** What was said in a time. */
export interface MessageInterval extends Readonly<Record<From, DirectionCount>> {
  /** Nanoseconds since the capture's first packet. */
  readonly start: number;
}

/** What of a message is counted. */
export type CountedMessage = Pick<MessageView, 'from' | 'kind' | 'length' | 'at'>;

/** Counted intervals that are held at most; beyond that they are made wider. */
const MOST_COUNTED = 6000;

/** Intervals that are shown at most. */
const MOST_SHOWN = 60;

const MILLISECOND = 1e6;

type Counts = Record<From, DirectionCount>;

/** Counts messages by the time at which they were complete. Intervals become wider as the capture grows. */
export class MessageRate {
  readonly #timeline: Timeline;
  /** Of the counted intervals, in milliseconds. */
  #width = FINEST;
  /** By the number of intervals between the capture's first packet and them. */
  #counts = new Map<number, Counts>();
  #first = 0;
  #last = 0;

  constructor(timeline: Timeline) {
    this.#timeline = timeline;
  }

  add({ from, kind, length, at }: CountedMessage): void {
    const time = Math.floor(sinceFirst(this.#timeline, at) / MILLISECOND);
    const isFirst = this.#counts.size === 0;
    this.#first = isFirst ? time : Math.min(this.#first, time);
    this.#last = isFirst ? time : Math.max(this.#last, time);
    while ((this.#last - this.#first) / this.#width > MOST_COUNTED) this.#widen();
    const count = countsOf(this.#counts, Math.floor(time / this.#width))[from];
    count.messages++;
    count.bytes += length;
    count.kinds[kind] = (count.kinds[kind] ?? 0) + 1;
  }

  #widen(): void {
    const width = nextWider(this.#width);
    this.#counts = this.#merged(width);
    this.#width = width;
  }

  /** @param width a whole number of the width that is counted in */
  #merged(width: number): Map<number, Counts> {
    const merged = new Map<number, Counts>();
    for (const [number, { client, server }] of this.#counts) {
      const into = countsOf(merged, Math.floor((number * this.#width) / width));
      addTo(into.client, client);
      addTo(into.server, server);
    }
    return merged;
  }

  /** Length of the intervals in nanoseconds, so that there are some twenty to sixty where there are many messages. */
  get width(): number {
    return shownWidth(this.#first, this.#last, MOST_SHOWN) * MILLISECOND;
  }

  /** From the first message to the last, those without any in between included. */
  get intervals(): MessageInterval[] {
    if (this.#counts.size === 0) return [];
    const width = this.width / MILLISECOND;
    const merged = this.#merged(width);
    const intervals: MessageInterval[] = [];
    for (let number = Math.floor(this.#first / width); number <= Math.floor(this.#last / width); number++) {
      intervals.push({ start: number * width * MILLISECOND, ...countsOf(merged, number) });
    }
    return intervals;
  }
}

function countsOf(counts: Map<number, Counts>, number: number): Counts {
  let known = counts.get(number);
  if (known === undefined) {
    known = { client: { messages: 0, bytes: 0, kinds: {} }, server: { messages: 0, bytes: 0, kinds: {} } };
    counts.set(number, known);
  }
  return known;
}

function addTo(into: DirectionCount, { messages, bytes, kinds }: DirectionCount): void {
  into.messages += messages;
  into.bytes += bytes;
  for (const kind of MESSAGE_KINDS) {
    const count = kinds[kind];
    if (count !== undefined) into.kinds[kind] = (into.kinds[kind] ?? 0) + count;
  }
}

/** In the order in which they are listed. */
export const MESSAGE_KINDS: readonly MessageKind[] = ['text', 'binary', 'ping', 'pong', 'close', 'reserved'];
