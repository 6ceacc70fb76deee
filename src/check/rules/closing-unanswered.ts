import type { From, MessageView } from '../../session/events.js';
import type { MessageFacts } from '../../session/observer.js';
import { ofMessage } from '../evidence.js';
import { close, fin, goodbye, here, lost, rst, upgrade } from '../example.js';
import type { Report } from '../finding.js';
import type { CheckedSession, Rule, RuleHandlers } from '../rule.js';

/** Bytes of payload that a control frame can have. */
const LONGEST_CLOSE = 125;
/** Status codes that stand for what no Close says (RFC 6455, section 7.4.1). */
const NEVER_SENT: ReadonlySet<number> = new Set([1004, 1005, 1006, 1015]);

/** A receiver fails the connection for any other, and need not answer then (RFC 6455, section 7.1.7). */
function isSound({ wireLength, code, validUtf8 }: MessageView): boolean {
  if (wireLength === 1 || wireLength > LONGEST_CLOSE || !validUtf8) return false;
  return code === undefined || (code >= 1000 && code < 5000 && !NEVER_SENT.has(code));
}

class FirstClose implements RuleHandlers {
  readonly #session: CheckedSession;
  #first: { readonly from: From; readonly report: Report; readonly sound: boolean } | undefined;

  constructor(session: CheckedSession) {
    this.#session = session;
  }

  message(message: MessageView, facts: MessageFacts): void {
    if (message.kind !== 'close') return;
    this.#first ??= {
      from: message.from,
      report: ofMessage(message, facts, ''),
      sound: facts.certain && isSound(message),
    };
  }

  over(): void {
    if (this.#first === undefined || !this.#first.sound) return;
    const { from, report } = this.#first;
    const answerer = from === 'client' ? 'server' : 'client';
    const { closedAt, endedAt, whole } = this.#session.direction(answerer);
    const closer = this.#session.direction(from);
    if (!whole || closedAt !== undefined || endedAt === undefined || closer.closedAt === undefined) return;
    // A side that ended TCP earlier could not answer any more, and one that is cut off need not.
    if (endedAt.packet <= closer.closedAt.packet) return;
    if (closer.endedAt !== undefined && closer.endedAt.packet < endedAt.packet) return;
    const message = `the ${answerer} ended TCP in packet ${endedAt.packet} without an answer to this Close of the ${from}`;
    this.#session.report({ ...report, message });
  }
}

export const closingUnanswered: Rule = {
  id: 'closing-unanswered',
  family: 'conversation',
  severity: 'warn',
  rfc: { number: 6455, section: '5.5.1' },
  summary: 'A Close must be answered by a Close before TCP ends',
  why: 'The side that sent it cannot know whether its last messages were read, and may report an abnormal closure (1006) to its application.',
  remedy:
    'The receiver of a Close sends one itself, as a rule with the same status code, as soon as the message it is sending is finished.',
  examples: {
    bad: [
      [upgrade(), here(close('client', 1000)), fin('server'), fin('client')],
      [upgrade(), here(close('server', 1001)), rst('client')],
    ],
    good: [
      [upgrade(), goodbye()],
      [upgrade(), close('server', 1001), fin('server'), fin('client')],
      [upgrade(), close('client', 1000), lost(close('server', 1000)), fin('server'), fin('client')],
      [upgrade(), fin('server'), close('client', 1000), fin('client')],
      [upgrade(), close('server', 1006), fin('client'), fin('server')],
    ],
  },
  create: () => (session) => {
    if (session.session.handshake !== 'complete' || session.upgrade.obsolete !== undefined) return undefined;
    return new FirstClose(session);
  },
};
