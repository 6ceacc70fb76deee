import type { EndView, FrameView, MessageView, Session, SessionSink, Warning } from '../session/events.js';

/** Counts what goes by. */
export class EventCounts implements SessionSink {
  sessions = 0;
  messages = 0;

  session(_session: Session): void {
    this.sessions++;
  }

  message(_message: MessageView): void {
    this.messages++;
  }

  frame(_frame: FrameView): void {}
  end(_end: EndView): void {}
  warning(_warning: Warning): void {}
}
