import { BufferBudget } from '../buffer-budget.js';
import { DEFAULT_LIMITS, type Limits } from '../limits.js';
import type { SessionSink, Warning } from './events.js';
import type { SessionMessage } from './session-message.js';

/** Strings that are worth sharing; connections to one service repeat them. */
const MAX_SHARED_STRINGS = 4096;

/** What all sessions of a run share. */
export class SessionContext {
  readonly limits: Limits;
  readonly budget: BufferBudget;
  sessions = 0;
  /** Allocated with the first message; it always names the session of the message it holds. */
  message: SessionMessage | undefined;
  readonly #strings = new Map<string, string>();

  constructor(
    readonly sink: SessionSink,
    limits: Partial<Limits>,
    /** Whether frames are handed out too. */
    readonly frames: boolean,
    /** Server ports whose connections are WebSocket even where the handshake is not in the capture. */
    readonly wsPorts: ReadonlySet<number>,
  ) {
    this.limits = { ...DEFAULT_LIMITS, ...limits };
    this.budget = new BufferBudget(this.limits['buffered-bytes']);
  }

  warn(warning: Warning): void {
    this.sink.warning(warning);
  }

  /** The same string, kept once for all sessions. */
  share(text: string | undefined): string | undefined {
    if (text === undefined) return undefined;
    const known = this.#strings.get(text);
    if (known !== undefined) return known;
    if (this.#strings.size < MAX_SHARED_STRINGS) this.#strings.set(text, text);
    return text;
  }
}
