import { copyMoment, type Moment } from '../../capture/moment.js';
import type { From, MessageView } from '../../session/events.js';
import { ofMessage } from '../evidence.js';
import { close, fin, goodbye, here, lost, ping, pong, text, upgrade, wait } from '../example.js';
import type { Report } from '../finding.js';
import { secondsBetween } from '../moments.js';
import type { CheckedSession, DirectionState, RuleHandlers, RuleWithOptions } from '../rule.js';

/** Pings of a side that are remembered; only the last of them needs its Pong. */
const MOST_PENDING = 100;

/** A Ping that has no Pong yet. */
interface Pending {
  readonly payload: string;
  readonly at: Readonly<Moment>;
  readonly report: Report;
}

function payloadOf({ bytes, start, end }: MessageView): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1');
}

/** Whether what the other side sent since the Ping is known, and it had the time to answer. @param patience seconds */
function mustHaveAnswered(
  at: Readonly<Moment>,
  last: Readonly<Moment>,
  answerer: DirectionState,
  patience: number,
): boolean {
  const { lossyUpTo, closedAt, endedAt } = answerer;
  if (lossyUpTo >= at.packet) return false;
  const until = closedAt ?? endedAt ?? last;
  return secondsBetween(at, until) >= patience;
}

class Pings implements RuleHandlers {
  readonly #session: CheckedSession;
  readonly #patience: number;
  readonly #pending: Record<From, Pending[]> = { client: [], server: [] };

  /** @param patience seconds after which a Pong is no longer on its way */
  constructor(session: CheckedSession, patience: number) {
    this.#session = session;
    this.#patience = patience;
  }

  message(message: MessageView, facts: Parameters<NonNullable<RuleHandlers['message']>>[1]): void {
    const { kind, from, at } = message;
    if (kind === 'ping' && facts.certain) {
      const pending = this.#pending[from];
      const report = ofMessage(message, facts, '');
      pending.push({ payload: payloadOf(message), at: copyMoment(at), report });
      if (pending.length > MOST_PENDING) pending.shift();
    } else if (kind === 'pong') {
      const pending = this.#pending[from === 'client' ? 'server' : 'client'];
      const payload = payloadOf(message);
      const answered = pending.findLastIndex((ping) => ping.payload === payload);
      // A Pong to a later Ping answers those before it as well (RFC 6455, section 5.5.3).
      if (answered >= 0) pending.splice(0, answered + 1);
    }
  }

  over(end: { readonly at: Readonly<Moment> } | undefined): void {
    if (end === undefined) return;
    for (const from of ['client', 'server'] as const) {
      const answerer = from === 'client' ? 'server' : 'client';
      const pending = this.#pending[from].filter(({ at }) => {
        return mustHaveAnswered(at, end.at, this.#session.direction(answerer), this.#patience);
      });
      const last = pending.at(-1);
      if (last === undefined) continue;
      const more = pending.length > 1 ? `, nor were the ${pending.length - 1} before it` : '';
      const waited = Math.floor(secondsBetween(last.at, end.at));
      const message = `the ${answerer} did not answer a Ping of the ${from} in ${waited} s${more}`;
      this.#session.report({ ...last.report, message });
    }
  }
}

export const pingUnanswered: RuleWithOptions<'seconds'> = {
  id: 'ping-unanswered',
  family: 'conversation',
  severity: 'warn',
  rfc: { number: 6455, section: '5.5.2' },
  summary: 'A Ping must be answered by a Pong with the same payload',
  why: 'Peers tell by Pongs whether the other side is alive: one that hears none drops the connection, though nothing is wrong with it.',
  remedy:
    'The receiver of a Ping sends a Pong with its payload as soon as is practical, unless a Close came before. A later Ping may be answered in place of those before it.',
  examples: {
    bad: [
      [upgrade(), here(ping('server', 'are you there?')), wait(12_000), text('client', 'Hello'), goodbye()],
      [upgrade(), here(ping('client', 'a')), pong('server', 'b'), wait(12_000), goodbye()],
    ],
    good: [
      [upgrade(), ping('server', '1'), ping('server', '2'), pong('client', '2'), wait(12_000), goodbye()],
      [upgrade(), ping('server'), close('client', 1000), wait(12_000), close('server', 1000), fin('server')],
      [upgrade(), ping('server', 'x'), lost(pong('client', 'x')), text('client', 'Hello'), wait(12_000), goodbye()],
    ],
  },
  options: {
    seconds: {
      default: 10,
      unit: 's',
      summary: 'Time after which a Pong is no longer on its way',
      min: 0,
      max: 86_400,
    },
  },
  create:
    ({ seconds }) =>
    (session) =>
      new Pings(session, seconds),
};
