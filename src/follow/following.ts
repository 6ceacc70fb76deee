import { type CaptureFile, type CaptureInput, Captures } from '../capture/captures.js';
import type { PacketSink } from '../capture/packet.js';
import type { Warning } from '../session/events.js';
import type { FollowedPiece, FollowedStream, FollowSink } from './follow-sink.js';
import { Follower, type FollowerOptions } from './follower.js';

export interface FollowingOptions extends FollowerOptions {
  /** Reads the last capture on as it grows, until this is aborted. */
  readonly follow?: AbortSignal;
}

/** One run over one or more captures that follows one TCP stream. */
export class Following {
  /** Packets read so far. */
  packets = 0;
  /** TCP streams met so far: their numbers go from 0 to one less. */
  streams = 0;
  /** Whether the stream is among them. */
  found = false;
  /** Pieces handed out so far. */
  pieces = 0;
  readonly #captures: Captures;
  readonly #options: FollowingOptions;

  constructor(inputs: readonly CaptureInput[], options: FollowingOptions) {
    this.#captures = new Captures(inputs, options.follow === undefined ? {} : { follow: options.follow });
    this.#options = options;
  }

  /** The captures, in the order in which they were given. */
  get files(): readonly CaptureFile[] {
    return this.#captures.files;
  }

  /** Bytes read so far of all captures, as they lie on disk. */
  get bytesRead(): number {
    return this.#captures.bytesRead;
  }

  /**
   * Hands what the stream carried to `sink` as it comes. Yields after each piece of input, so that the caller can pass on
   * what came of it; a caller that stops there ends the run.
   * @param warn is told what is wrong with a capture, and what the pieces do not show
   */
  async *run(sink: FollowSink, warn: (warning: Warning) => void): AsyncGenerator<void> {
    const follower = new Follower(this.#counted(sink), this.#options, warn);
    const entrance: PacketSink = {
      packet: (packet) => {
        this.packets = packet.number;
        follower.packet(packet);
      },
    };
    yield* this.#captures.read(entrance, warn);
    follower.finish();
    this.streams = follower.streams;
    this.found = follower.found;
    yield;
  }

  /** The sink, which is told of the beginning once. */
  #counted(sink: FollowSink): FollowSink {
    let begun = false;
    return {
      begin: (stream: FollowedStream) => {
        if (!begun) sink.begin(stream);
        begun = true;
      },
      piece: (piece: FollowedPiece) => {
        this.pieces++;
        sink.piece(piece);
      },
      hole: (from, length, at) => sink.hole(from, length, at),
      note: (from, text) => sink.note(from, text),
    };
  }
}
