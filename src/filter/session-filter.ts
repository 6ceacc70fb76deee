import type { Moment } from '../capture/moment.js';
import type { EndView, FrameView, MessageView, Session, SessionSink, Warning } from '../session/events.js';
import { CLOSE_CODE_LENGTH } from '../websocket/close-codes.js';
import { choosesMessages, choosesSessions, type FilterOptions } from './filter-options.js';
import { boundMoment, type TimeBound } from './time-bound.js';

/**
 * Passes on the sessions and messages that are wanted. Where messages are chosen, a session is passed on just before the
 * first of them, and not at all when it has none.
 */
export class SessionFilter implements SessionSink {
  readonly #next: SessionSink;
  readonly #options: FilterOptions;
  readonly #start: Readonly<Moment>;
  readonly #bySession: boolean;
  readonly #byMessage: boolean;
  /** Numbers of the sessions that are wanted for what they are, and have not ended. */
  readonly #wanted = new Set<number>();
  /** Those of them that are not passed on before their first wanted message. */
  readonly #waiting = new Map<number, Session>();
  /** Frames of the message to come; the decoder hands them out directly before it. */
  #frames: FrameView[] = [];

  /** @param start the first packet of the capture, for bounds relative to it; may be filled in later */
  constructor(next: SessionSink, options: FilterOptions, start: Readonly<Moment>) {
    this.#next = next;
    this.#options = options;
    this.#start = start;
    this.#bySession = choosesSessions(options);
    this.#byMessage = choosesMessages(options);
  }

  session(session: Session): void {
    if (!this.#wants(session)) return;
    this.#options.chooser?.session(session);
    this.#wanted.add(session.session);
    if (this.#byMessage) this.#waiting.set(session.session, session);
    else this.#next.session(session);
  }

  frame(frame: FrameView): void {
    if (!this.#wanted.has(frame.session.session)) return;
    if (this.#byMessage) this.#frames.push(copyFrame(frame));
    else this.#next.frame(frame);
  }

  message(message: MessageView): void {
    const { session } = message.session;
    const frames = this.#frames;
    if (frames.length > 0) this.#frames = [];
    if (!this.#wanted.has(session) || !this.#matches(message)) return;
    const waiting = this.#waiting.get(session);
    if (waiting !== undefined) {
      this.#waiting.delete(session);
      this.#next.session(waiting);
    }
    for (const frame of frames) this.#next.frame(frame);
    this.#next.message(message);
  }

  end(end: EndView): void {
    const { session } = end.session;
    const passed = this.#wanted.delete(session) && !this.#waiting.delete(session);
    if (passed) this.#next.end(end);
  }

  /** What concerns the whole capture is passed on always; what concerns a connection, where that is wanted. */
  warning(warning: Warning): void {
    const { session, stream } = warning;
    const wanted =
      session !== undefined
        ? this.#wanted.has(session)
        : stream === undefined || !this.#bySession || (this.#options.streams?.includes(stream) ?? false);
    if (wanted) this.#next.warning(warning);
  }

  #wants(session: Session): boolean {
    const { sessions, streams, host, uri } = this.#options;
    if (sessions !== undefined && !sessions.includes(session.session)) return false;
    if (streams !== undefined && !streams.includes(session.stream)) return false;
    if (uri !== undefined && session.uri?.includes(uri) !== true) return false;
    const sessionHost = session.host ?? session.server.address;
    return host === undefined || sessionHost.toLowerCase().includes(host.toLowerCase());
  }

  #matches(message: MessageView): boolean {
    const { from, kinds, since, until, grep, chooser } = this.#options;
    if (from !== undefined && message.from !== from) return false;
    if (kinds !== undefined && !kinds.includes(message.kind)) return false;
    if (since !== undefined && this.#compare(message.at, since) < 0) return false;
    if (until !== undefined && this.#compare(message.at, until) > 0) return false;
    if (chooser?.wants(message) === false) return false;
    if (grep === undefined) return true;
    grep.lastIndex = 0;
    return grep.test(searchedText(message));
  }

  #compare(at: Readonly<Moment>, bound: TimeBound): number {
    const { seconds, nanoseconds } = boundMoment(bound, this.#start);
    return at.seconds - seconds || at.nanoseconds - nanoseconds;
  }
}

/** What `grep` is matched against. */
function searchedText({ bytes, start, end, kind, code }: MessageView): string {
  const payload = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start);
  if (code !== undefined) return payload.toString('utf8', CLOSE_CODE_LENGTH);
  return payload.toString(kind === 'text' ? 'utf8' : 'latin1');
}

function copyFrame(frame: FrameView): FrameView {
  return {
    session: frame.session,
    from: frame.from,
    number: frame.number,
    frameNumber: frame.frameNumber,
    index: frame.index,
    at: { ...frame.at },
    packets: [...frame.packets],
    fin: frame.fin,
    rsv1: frame.rsv1,
    rsv2: frame.rsv2,
    rsv3: frame.rsv3,
    opcode: frame.opcode,
    masked: frame.masked,
    maskingKey: frame.maskingKey,
    headerLength: frame.headerLength,
    payloadLength: frame.payloadLength,
  };
}
