import type { From, MessageKind } from '../session/events.js';
import type { MessageChooser } from './message-chooser.js';
import type { TimeBound } from './time-bound.js';

/** Which sessions and messages are wanted; what is not given does not matter. */
export interface FilterOptions {
  /** Numbers of sessions. */
  readonly sessions?: readonly number[];
  /** Numbers of TCP streams, as Wireshark's tcp.stream. */
  readonly streams?: readonly number[];
  /** Part of the Host header, or of the server's address where that is not known; case does not matter. */
  readonly host?: string;
  /** Part of the request target. */
  readonly uri?: string;
  /** Who sent the message. */
  readonly from?: From;
  readonly kinds?: readonly MessageKind[];
  /** Must match the payload: text and close reasons as such, all other payloads as Latin-1, a character a byte. */
  readonly grep?: RegExp;
  /** Only messages that were complete at this time or later. */
  readonly since?: TimeBound;
  /** Only messages that were complete at this time or earlier. */
  readonly until?: TimeBound;
  /** Chooses messages by their packets. */
  readonly chooser?: MessageChooser;
}

/** Whether sessions are chosen by what they are. */
export function choosesSessions(options: FilterOptions): boolean {
  const { sessions, streams, host, uri } = options;
  return sessions !== undefined || streams !== undefined || host !== undefined || uri !== undefined;
}

/** Whether single messages are chosen. */
export function choosesMessages(options: FilterOptions): boolean {
  const { from, kinds, grep, since, until, chooser } = options;
  return [from, kinds, grep, since, until, chooser].some((choice) => choice !== undefined);
}
