import type { EndView, FrameView, MessageView, Session, Warning } from '../session/events.js';
import type { ByteWriter } from './byte-writer.js';
import type { OutputFormat } from './format.js';
import { NdjsonFormat } from './ndjson.js';

/** The records of `--format ndjson` that are about whole sessions: how they begin and how they end. */
export class SessionRecords implements OutputFormat {
  readonly #ndjson: NdjsonFormat;

  constructor(writer: ByteWriter) {
    this.#ndjson = new NdjsonFormat(writer);
  }

  session(session: Session): void {
    this.#ndjson.session(session);
  }

  end(end: EndView): void {
    this.#ndjson.end(end);
  }

  frame(_frame: FrameView): void {}
  message(_message: MessageView): void {}
  warning(_warning: Warning): void {}
  finish(): void {}
}
