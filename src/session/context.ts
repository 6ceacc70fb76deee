import { BufferBudget } from '../buffer-budget.js';
import { PacketWindow } from '../capture/packet-window.js';
import { DEFAULT_LIMITS, type Limits } from '../limits.js';
import { FrameLog } from '../websocket/frame-log.js';
import { type DecodedDirection, MessageDecoder, type MessageDecoderOptions } from '../websocket/message-decoder.js';
import type { SessionSink, Warning } from './events.js';
import type { ConversationObserver } from './observer.js';
import { SessionMessage } from './session-message.js';

/** Strings that are worth sharing; connections to one service repeat them. */
const MAX_SHARED_STRINGS = 4096;

/** What all sessions of a run share. */
export class SessionContext {
  readonly limits: Limits;
  readonly budget: BufferBudget;
  sessions = 0;
  /** The one object for all messages. */
  readonly message = new SessionMessage();
  /** Tells where bytes stand in the capture; only for an observer. */
  readonly window: PacketWindow | undefined;
  readonly #decoderOptions: MessageDecoderOptions;
  readonly #idleDecoders: MessageDecoder[] = [];
  readonly #strings = new Map<string, string>();

  constructor(
    readonly sink: SessionSink,
    limits: Partial<Limits>,
    /** Whether frames are handed out too. */
    frames: boolean,
    /** Server ports whose connections are WebSocket even where the handshake is not in the capture. */
    readonly wsPorts: ReadonlySet<number>,
    /** Is told of what makes up the messages. */
    readonly observer?: ConversationObserver,
  ) {
    this.limits = { ...DEFAULT_LIMITS, ...limits };
    this.budget = new BufferBudget(this.limits['buffered-bytes']);
    this.window = observer === undefined ? undefined : new PacketWindow();
    this.#decoderOptions = {
      limit: this.limits['message-bytes'],
      budget: this.budget,
      makeLog: frames ? () => new FrameLog(this.budget) : undefined,
      watched: observer !== undefined,
    };
  }

  /** A decoder for a direction that has none; to be given back when it rests. */
  lendDecoder(direction: DecodedDirection): MessageDecoder {
    const idle = this.#idleDecoders.pop();
    if (idle === undefined) return new MessageDecoder(this.message, direction, this.#decoderOptions);
    idle.attach(direction);
    return idle;
  }

  takeBackDecoder(decoder: MessageDecoder): void {
    this.#idleDecoders.push(decoder);
  }

  warn(warning: Warning): void {
    this.sink.warning(warning);
  }

  /** The same string, kept once for all sessions. */
  share(text: string | undefined): string | undefined {
    if (text === undefined) return undefined;
    const known = this.#strings.get(text);
    if (known !== undefined) return known;
    const copy = ownString(text);
    if (this.#strings.size < MAX_SHARED_STRINGS) this.#strings.set(copy, copy);
    return copy;
  }
}

/** The same text as a string of its own: a part of a string keeps the whole alive. */
export function ownString(text: string): string {
  return Buffer.from(text, 'latin1').toString('latin1');
}
