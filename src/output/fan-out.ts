import type { EndView, FrameView, MessageView, Session, SessionSink, Warning } from '../session/events.js';

/** Hands every event to each of several sinks, in their order. */
export class FanOut implements SessionSink {
  readonly #sinks: readonly SessionSink[];

  constructor(sinks: readonly SessionSink[]) {
    this.#sinks = sinks;
  }

  session(session: Session): void {
    for (const sink of this.#sinks) sink.session(session);
  }

  frame(frame: FrameView): void {
    for (const sink of this.#sinks) sink.frame(frame);
  }

  message(message: MessageView): void {
    for (const sink of this.#sinks) sink.message(message);
  }

  end(end: EndView): void {
    for (const sink of this.#sinks) sink.end(end);
  }

  warning(warning: Warning): void {
    for (const sink of this.#sinks) sink.warning(warning);
  }
}
