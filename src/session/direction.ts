import type { Moment } from '../capture/moment.js';
import { FrameLog, type LoggedFrame } from '../websocket/frame-log.js';
import type { Message } from '../websocket/message.js';
import { type Compression, MessageDecoder, type MessageSink } from '../websocket/message-decoder.js';
import { Opcode } from '../websocket/opcode.js';
import { Inflater } from '../websocket/permessage-deflate.js';
import { RunFinder } from '../websocket/run-finder.js';
import type { SessionContext } from './context.js';
import type { FrameView, From, WarningCode } from './events.js';
import type { SessionMessage } from './session-message.js';
import type { WebSocketSession } from './websocket-session.js';

/** Evidence in bits that a run of frames behind a hole must have: the direction is known to be WebSocket. */
const RESUME_BITS = 12;

/** One direction of a session: its decoder, and what to do where bytes are missing. */
export class Direction implements MessageSink {
  messages = 0;
  bytes = 0;

  readonly #owner: WebSocketSession;
  readonly #context: SessionContext;
  readonly #from: From;
  readonly #inflater: Inflater;
  readonly #message: SessionMessage;
  readonly #decoder: MessageDecoder;
  /** Set while it is not known where the next frame begins. */
  #finder: RunFinder | undefined;
  #sawFrame = false;

  constructor(
    owner: WebSocketSession,
    context: SessionContext,
    from: From,
    message: SessionMessage,
    compression: Compression,
    contextTakeover: boolean,
  ) {
    this.#owner = owner;
    this.#context = context;
    this.#from = from;
    this.#message = message;
    this.#inflater = new Inflater(contextTakeover, context.budget);
    this.#decoder = new MessageDecoder(message, this, owner.session.begin, {
      compression,
      inflater: this.#inflater,
      limit: context.limits['message-bytes'],
      budget: context.budget,
      makeLog: context.frames ? newFrameLog : undefined,
    });
  }

  data(bytes: Uint8Array, start: number, end: number, carrier: number, at: Readonly<Moment>): void {
    const finder = this.#finder;
    if (finder === undefined) {
      this.#decoder.push(bytes, start, end, carrier, at);
      return;
    }
    finder.push(bytes, start, end, carrier, at);
    if (finder.bits >= RESUME_BITS) this.#resume(finder, at);
  }

  #resume(finder: RunFinder, at: Readonly<Moment>): void {
    this.#finder = undefined;
    this.#reportSkipped(finder, at);
    finder.take((bytes, start, end, carrier, when) => this.data(bytes, start, end, carrier, when));
  }

  #reportSkipped(finder: RunFinder, at: Readonly<Moment>): void {
    if (finder.skipped === 0) return;
    const text = `${finder.skipped} bytes of the ${this.#from} were skipped up to the next plausible frame`;
    this.warning('bytes-skipped', text, at.packet, finder.skipped);
    finder.skipped = 0;
  }

  /** Bytes that the capture does not have. */
  gap(length: number, at: Readonly<Moment>): void {
    if (this.#finder !== undefined) {
      this.#finder.break();
    } else if (!this.#decoder.gap(length, at)) {
      this.loseFooting('bytes behind its beginning are not in the capture', at);
    }
  }

  /** From here on the next frame's beginning has to be looked for. */
  loseFooting(reason: string, at: Readonly<Moment>): void {
    const mask = this.#sawFrame ? this.#decoder.frames.masked : this.#from === 'client';
    this.#decoder.abandon(reason, at);
    this.#decoder.loseContext();
    this.#finder = new RunFinder(mask, true, this.#context.limits['probe-bytes'], this.#context.budget);
  }

  /** What came before is not known: messages may refer to it. */
  loseContext(): void {
    this.#decoder.loseContext();
  }

  /** Nothing more will come. */
  close(at: Readonly<Moment>): void {
    const finder = this.#finder;
    if (finder !== undefined) {
      finder.finish();
      if (finder.bits >= RESUME_BITS) {
        this.#resume(finder, at);
      } else {
        finder.break();
        this.#reportSkipped(finder, at);
      }
    }
    if (this.#decoder.isOpen) this.#decoder.abandon('its rest is not in the capture', at);
    this.#inflater.release();
  }

  frameEnded(): void {
    this.#sawFrame = true;
    this.#owner.frames++;
  }

  message(_message: Message, log: FrameLog | undefined): void {
    const message = this.#message;
    message.session = this.#owner.session;
    message.from = this.#from;
    message.number = ++this.messages;
    message.frameNumber = this.#owner.frames;
    this.bytes += message.length;
    if (message.opcode === Opcode.CLOSE) this.#owner.sawClose(this.#from, message.code);
    if (log !== undefined) log.drain((frame) => this.#context.sink.frame(this.#frameView(frame)));
    this.#context.sink.message(message);
  }

  #frameView(frame: LoggedFrame): FrameView {
    const { session, from, number, frameNumber } = this.#message;
    return Object.assign(frame, { session, from, number, frameNumber });
  }

  warning(code: WarningCode, text: string, packet: number, bytes?: number): void {
    const { session, stream } = this.#owner.session;
    this.#context.warn({ code, message: text, packet, stream, session, ...(bytes === undefined ? {} : { bytes }) });
  }
}

function newFrameLog(): FrameLog {
  return new FrameLog();
}
