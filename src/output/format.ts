import type { SessionSink } from '../session/events.js';

/** An output format: receives the events and writes what it makes of them into a `ByteWriter`. */
export interface OutputFormat extends SessionSink {
  /** Called once, behind the last event. */
  finish(): void;
}
