import type { Moment } from '../capture/moment.js';
import type { FrameDecoder, FrameSink } from './frame-decoder.js';

/** Looks at the frames of one direction as they come, without a part in decoding them. */
export interface FrameWatch {
  /** A header begins at `bytes[index]` whose rest has not come. */
  headerBegan(bytes: Uint8Array, index: number, carrier: number): void;
  /** A header is complete, at `bytes[index]`. */
  frameBegan(frame: FrameDecoder, bytes: Uint8Array, index: number, carrier: number): void;
  /** Payload bytes as they are on the wire. */
  payload(frame: FrameDecoder, bytes: Uint8Array, start: number, end: number, carrier: number): void;
  /** Payload bytes that the capture does not have. */
  missing(length: number): void;
  /** The frame is complete; comes before the message it completes. */
  frameEnded(frame: FrameDecoder, at: Readonly<Moment>): void;
  /** The payload of a compressed message, without the tail that its sender took off; valid until its message is told. */
  compressed(bytes: Uint8Array, start: number, end: number): void;
  /** That payload does not inflate, though its context is known. @param why as zlib says */
  notInflated(why: string): void;
}

/** A frame sink that knows who looks on. */
export interface WatchedSink extends FrameSink {
  readonly watch: FrameWatch | undefined;
  readonly carrier: number;
  readonly at: Readonly<Moment>;
}

/** Stands between a frame decoder and its sink, and shows the frames to the sink's watch first. */
export class WatchedFrames implements FrameSink {
  readonly #sink: WatchedSink;

  constructor(sink: WatchedSink) {
    this.#sink = sink;
  }

  frameBegin(frame: FrameDecoder, bytes: Uint8Array, at: number): void {
    this.#sink.watch?.frameBegan(frame, bytes, at, this.#sink.carrier);
    this.#sink.frameBegin(frame, bytes, at);
  }

  framePayload(frame: FrameDecoder, bytes: Uint8Array, start: number, end: number): void {
    this.#sink.watch?.payload(frame, bytes, start, end, this.#sink.carrier);
    this.#sink.framePayload(frame, bytes, start, end);
  }

  frameMissing(frame: FrameDecoder, length: number): void {
    this.#sink.watch?.missing(length);
    this.#sink.frameMissing(frame, length);
  }

  frameEnd(frame: FrameDecoder): void {
    this.#sink.watch?.frameEnded(frame, this.#sink.at);
    this.#sink.frameEnd(frame);
  }
}
