import type { Moment } from '../capture/moment.js';
import type { FrameDecoder } from '../websocket/frame-decoder.js';
import type { FrameLog, LoggedFrame } from '../websocket/frame-log.js';
import type { Message } from '../websocket/message.js';
import type { Compression, DecodedDirection, MessageDecoder } from '../websocket/message-decoder.js';
import { Opcode } from '../websocket/opcode.js';
import { Inflater } from '../websocket/permessage-deflate.js';
import { RunFinder } from '../websocket/run-finder.js';
import type { SessionContext } from './context.js';
import type { DirectionWatch } from './direction-watch.js';
import type { FrameView, From, SessionIdentity, WarningCode } from './events.js';

/** Evidence in bits that a run of frames behind a hole must have: the direction is known to be WebSocket. */
const RESUME_BITS = 12;

/** The session a direction belongs to. */
export interface DirectionOwner {
  readonly session: SessionIdentity;
  readonly context: SessionContext;
  /** Frames of both directions that are complete. */
  frames: number;
  /** Who speaks in this direction. */
  fromOf(direction: Direction): From;
  sawClose(by: From, code: number | undefined): void;
}

/** What was agreed on for permessage-deflate in a direction; shared by all sessions. */
export interface DirectionDeflate {
  readonly compression: Compression;
  /** Messages may refer to the ones before (RFC 7692, section 7.1.1). */
  readonly contextTakeover: boolean;
}

/** What a direction knows only where something is out of the ordinary. */
interface Trouble {
  /** Set while it is not known where the next frame begins. */
  finder?: RunFinder | undefined;
  /** The mask bit of its last frame, where that is not what its role demands. */
  masked?: boolean;
}

/**
 * One direction of a session, and what to do where bytes are missing. Between messages it holds little: a decoder is
 * lent to it only while something is open.
 */
export class Direction implements DecodedDirection {
  messages = 0;
  bytes = 0;
  /** Tells the observer of its frames, where there is one. */
  readonly watch: DirectionWatch | undefined;

  readonly #owner: DirectionOwner;
  readonly #deflate: DirectionDeflate;
  #inflater: Inflater | undefined;
  #decoder: MessageDecoder | undefined;
  #trouble: Trouble | undefined;

  constructor(owner: DirectionOwner, deflate: DirectionDeflate, watch?: DirectionWatch) {
    this.watch = watch;
    this.#owner = owner;
    this.#deflate = deflate;
  }

  get #from(): From {
    return this.#owner.fromOf(this);
  }

  get compression(): Compression {
    return this.#deflate.compression;
  }

  get inflater(): Inflater {
    this.#inflater ??= new Inflater(this.#deflate.contextTakeover, this.#owner.context.budget);
    return this.#inflater;
  }

  data(bytes: Uint8Array, start: number, end: number, carrier: number, at: Readonly<Moment>): void {
    const finder = this.#trouble?.finder;
    if (finder === undefined) {
      const decoder = this.#decoder ?? this.#owner.context.lendDecoder(this);
      decoder.push(bytes, start, end, carrier, at);
      this.#giveBackOrKeep(decoder);
      return;
    }
    finder.push(bytes, start, end, carrier, at);
    if (finder.bits >= RESUME_BITS) this.#resume(finder, at);
  }

  #giveBackOrKeep(decoder: MessageDecoder): void {
    if (decoder.isResting) {
      this.#decoder = undefined;
      this.#owner.context.takeBackDecoder(decoder);
    } else {
      this.#decoder = decoder;
    }
  }

  #resume(finder: RunFinder, at: Readonly<Moment>): void {
    const pieces: (() => void)[] = [];
    finder.take((bytes, start, end, carrier, when) => {
      pieces.push(() => this.data(bytes, start, end, carrier, when));
    });
    if (this.#trouble !== undefined) this.#trouble.finder = undefined;
    this.#reportSkipped(finder, at);
    for (const give of pieces) give();
  }

  #reportSkipped(finder: RunFinder, at: Readonly<Moment>): void {
    if (finder.skipped > 0) this.#warnOfSkipped(finder.skipped, at);
    finder.skipped = 0;
  }

  #warnOfSkipped(length: number, at: Readonly<Moment>): void {
    const text = `${length} bytes of the ${this.#from} were skipped up to the next plausible frame`;
    this.warning('bytes-skipped', text, at.packet, length);
  }

  /** Bytes have come that are no frames: said now, or with those that follow until there is a frame. */
  passOver(length: number, at: Readonly<Moment>): void {
    const finder = this.#trouble?.finder;
    if (finder === undefined) this.#warnOfSkipped(length, at);
    else finder.skipped += length;
  }

  /** Bytes that the capture does not have. */
  gap(length: number, at: Readonly<Moment>): void {
    const finder = this.#trouble?.finder;
    if (finder !== undefined) {
      finder.break();
      return;
    }
    const decoder = this.#decoder;
    if (decoder?.gap(length, at) === true) this.#giveBackOrKeep(decoder);
    else this.loseFooting('bytes behind its beginning are not in the capture', at);
  }

  /** From here on the next frame's beginning has to be looked for. */
  loseFooting(reason: string, at: Readonly<Moment>): void {
    const decoder = this.#decoder ?? this.#owner.context.lendDecoder(this);
    this.#decoder = decoder;
    decoder.abandon(reason, at);
    decoder.loseContext();
    this.watch?.footingLost();
    const { limits, budget } = this.#owner.context;
    const mask = this.#trouble?.masked ?? this.#from === 'client';
    this.#trouble = { ...this.#trouble, finder: new RunFinder(mask, true, limits['probe-bytes'], budget) };
  }

  /** What came before is not known: messages may refer to it. */
  loseContext(): void {
    this.#decoder ??= this.#owner.context.lendDecoder(this);
    this.#decoder.loseContext();
    this.watch?.footingLost();
  }

  /** Nothing more will come. */
  close(at: Readonly<Moment>): void {
    const finder = this.#trouble?.finder;
    if (finder !== undefined) {
      finder.finish();
      if (finder.bits >= RESUME_BITS) {
        this.#resume(finder, at);
      } else {
        finder.break();
        this.#reportSkipped(finder, at);
      }
    }
    if (this.#decoder?.isOpen === true) this.#decoder.abandon('its rest is not in the capture', at);
    this.#decoder = undefined;
    this.#inflater?.release();
  }

  frameEnded(frame: FrameDecoder): void {
    if (this.#trouble?.masked !== undefined || frame.masked !== (this.#from === 'client')) {
      this.#trouble = { ...this.#trouble, masked: frame.masked };
    }
    this.#owner.frames++;
  }

  message(_message: Message, log: FrameLog | undefined): void {
    const { message } = this.#owner.context;
    message.session = this.#owner.session;
    message.from = this.#from;
    message.number = ++this.messages;
    message.frameNumber = this.#owner.frames;
    this.bytes += message.length;
    if (message.opcode === Opcode.CLOSE) this.#owner.sawClose(this.#from, message.code);
    if (log !== undefined && log.dropped > 0) this.#warnOfDropped(log.dropped, message.at.packet);
    if (log !== undefined) log.drain((frame) => this.#owner.context.sink.frame(this.#frameView(frame)));
    this.watch?.message(message);
    this.#owner.context.sink.message(message);
  }

  #warnOfDropped(frames: number, packet: number): void {
    const { limit } = this.#owner.context.budget;
    const text = `${frames} frames of a message were not kept: the limit buffered-bytes (${limit}) was reached`;
    this.warning('limit', `${text}; raise it with --limit buffered-bytes=N`, packet);
  }

  #frameView(frame: LoggedFrame): FrameView {
    const { session, from, number, frameNumber } = this.#owner.context.message;
    return Object.assign(frame, { session, from, number, frameNumber });
  }

  warning(code: WarningCode, text: string, packet: number, bytes?: number): void {
    const { session, stream } = this.#owner.session;
    this.#owner.context.warn({
      code,
      message: text,
      packet,
      stream,
      session,
      ...(bytes === undefined ? {} : { bytes }),
    });
  }
}
