import type { EndView, FrameView, MessageView, Session, SessionSink, Warning } from '../session/events.js';
import type { DissectRecord } from './record.js';
import { endRecord, frameRecord, messageRecord, sessionRecord, warningRecord } from './records-of-events.js';

/** Makes a plain object of each event, which stays valid for ever. */
export class RecordSink implements SessionSink {
  readonly #receive: (record: DissectRecord) => void;

  constructor(receive: (record: DissectRecord) => void) {
    this.#receive = receive;
  }

  session(session: Session): void {
    this.#receive(sessionRecord(session));
  }

  frame(frame: FrameView): void {
    this.#receive(frameRecord(frame));
  }

  message(message: MessageView): void {
    this.#receive(messageRecord(message));
  }

  end(end: EndView): void {
    this.#receive(endRecord(end));
  }

  warning(warning: Warning): void {
    this.#receive(warningRecord(warning));
  }
}
