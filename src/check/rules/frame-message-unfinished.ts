import type { From } from '../../session/events.js';
import type { ObservedFrame, TcpEndView } from '../../session/observer.js';
import { ofHeader } from '../evidence.js';
import { close, fin, frame, goodbye, here, rst, text, upgrade } from '../example.js';
import type { Report } from '../finding.js';
import type { CheckedSession, Rule, RuleHandlers } from '../rule.js';

class OpenMessages implements RuleHandlers {
  readonly #session: CheckedSession;
  readonly #open: Record<From, Report | undefined> = { client: undefined, server: undefined };

  constructor(session: CheckedSession) {
    this.#session = session;
  }

  frame(seen: ObservedFrame): void {
    const { from, opcode, fin, inside, headerBytes } = seen;
    if (opcode === 8) this.#leave(from);
    if (opcode >= 8) return;
    if (fin) {
      this.#open[from] = undefined;
    } else if (inside === undefined || opcode !== 0) {
      const { evidence, ...report } = ofHeader(seen, `a fragmented message of the ${from} is never finished`, 0);
      const kept = evidence && { ...evidence, bytes: headerBytes.slice() };
      this.#open[from] = { ...report, evidence: kept };
    }
  }

  tcpEnd({ from, kind }: TcpEndView): void {
    if (kind === 'fin') this.#leave(from);
  }

  /** A side says that it sends no more: whoever is told to stop, or is cut off, may leave a message as it is. */
  #leave(from: From): void {
    const other = this.#session.direction(from === 'client' ? 'server' : 'client');
    const open = this.#open[from];
    this.#open[from] = undefined;
    if (open === undefined || !this.#session.direction(from).whole || !other.whole) return;
    if (other.closedAt === undefined && other.endedAt === undefined) this.#session.report(open);
  }
}

export const frameMessageUnfinished: Rule = {
  id: 'frame-message-unfinished',
  family: 'framing',
  severity: 'warn',
  rfc: { number: 6455, section: '5.4' },
  summary: 'A fragmented message should be finished before its sender leaves',
  why: 'The other side throws away what it has of the message: the application never sees it.',
  remedy:
    'The sender sends the last frame, with FIN, before its Close. The side that is told to close may stop at once.',
  examples: {
    bad: [
      [
        upgrade(),
        here(text('client', 'Hel', { fin: false }), '01'),
        frame('client', 0, 'l', { fin: false }),
        goodbye(),
      ],
      [upgrade(), here(text('server', 'Hel', { fin: false }), '01'), fin('server'), fin('client')],
    ],
    good: [
      [upgrade(), text('client', 'Hel', { fin: false }), frame('client', 0, 'lo'), goodbye()],
      [upgrade(), text('server', 'Hel', { fin: false }), close('client', 1000), close('server', 1000), fin('server')],
      // The capture ends, or the connection breaks off.
      [upgrade(), text('server', 'Hel', { fin: false })],
      [upgrade(), text('server', 'Hel', { fin: false }), rst('server')],
    ],
  },
  create: () => (session) => new OpenMessages(session),
};
