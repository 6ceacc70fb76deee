import type { Moment } from '../capture/moment.js';
import type { From } from '../session/events.js';
import type { FollowSink, StreamReader } from './follow-sink.js';

/** `--as tcp`: each piece is what one segment brought. */
export class SegmentsReader implements StreamReader {
  readonly #sink: FollowSink;

  constructor(sink: FollowSink) {
    this.#sink = sink;
  }

  data(from: From, bytes: Uint8Array, start: number, end: number, packet: number, at: Readonly<Moment>): void {
    this.#sink.piece({ from, bytes, start, end, packet, at });
  }

  hole(from: From, length: number, at: Readonly<Moment>): void {
    this.#sink.hole(from, length, at);
  }

  end(): void {}
}
