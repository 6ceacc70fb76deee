import type { EndView, FrameView, MessageView, Session, SessionSink, Warning } from '../session/events.js';

/** A session and what is known of its end. */
export interface ListedSession {
  readonly session: Session;
  end?: EndView;
}

/** Collects the sessions of a run, for a table. */
export class SessionList implements SessionSink {
  readonly sessions: ListedSession[] = [];
  /** Sessions beyond the limit. */
  omitted = 0;
  readonly #limit: number;
  readonly #open = new Map<number, ListedSession>();

  /** @param limit most sessions to keep */
  constructor(limit = Number.POSITIVE_INFINITY) {
    this.#limit = limit;
  }

  session(session: Session): void {
    if (this.sessions.length >= this.#limit) {
      this.omitted++;
      return;
    }
    const listed = { session };
    this.sessions.push(listed);
    this.#open.set(session.session, listed);
  }

  end(end: EndView): void {
    const listed = this.#open.get(end.session.session);
    this.#open.delete(end.session.session);
    // The event is valid only during the call.
    if (listed !== undefined) {
      listed.end = {
        session: end.session,
        at: { ...end.at },
        reason: end.reason,
        by: end.by,
        code: end.code,
        clientMessages: end.clientMessages,
        serverMessages: end.serverMessages,
        clientBytes: end.clientBytes,
        serverBytes: end.serverBytes,
      };
    }
  }

  frame(_frame: FrameView): void {}
  message(_message: MessageView): void {}
  warning(_warning: Warning): void {}
}
