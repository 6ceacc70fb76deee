import { copyMoment, type Moment } from '../../capture/moment.js';
import type { From, MessageView } from '../../session/events.js';
import type { MessageFacts } from '../../session/observer.js';
import { ofMessage } from '../evidence.js';
import { goodbye, here, lost, ping, pong, upgrade, wait } from '../example.js';
import type { Report } from '../finding.js';
import { secondsBetween } from '../moments.js';
import type { CheckedSession, Rule, RuleHandlers } from '../rule.js';

/** Seconds within which a Pong is taken for the answer to the Ping before it. */
const PROMPT = 5;
/** Answers that are reported of a session. */
const MOST_WRONG = 100;

/** A side's only Ping that waits for its Pong. */
interface Waiting {
  readonly payload: string;
  readonly at: Readonly<Moment>;
}

function payloadOf({ bytes, start, end }: MessageView): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1');
}

class Payloads implements RuleHandlers {
  readonly #session: CheckedSession;
  /** By who sent the Ping. */
  readonly #waiting: Record<From, Waiting | undefined> = { client: undefined, server: undefined };
  /** Pings sent since all of them were answered; with more than one it is not known which a Pong is for. */
  readonly #open: Record<From, number> = { client: 0, server: 0 };
  /** Sides that send Pongs unasked: theirs are taken for no answer. */
  readonly #unasked = new Set<From>();
  readonly #wrong: Report[] = [];

  constructor(session: CheckedSession) {
    this.#session = session;
  }

  message(message: MessageView, facts: MessageFacts): void {
    const { kind, from, at } = message;
    if (kind === 'ping') {
      this.#waiting[from] = { payload: payloadOf(message), at: copyMoment(at) };
      this.#open[from]++;
    } else if (kind === 'pong') {
      this.#pong(message, facts);
    }
  }

  #pong(message: MessageView, facts: MessageFacts): void {
    const { from, at } = message;
    const asker = from === 'client' ? 'server' : 'client';
    const waiting = this.#waiting[asker];
    const only = this.#open[asker] === 1;
    this.#waiting[asker] = undefined;
    this.#open[asker] = 0;
    if (waiting === undefined) {
      this.#unasked.add(from);
      return;
    }
    if (!only || !facts.certain || this.#unasked.has(from) || this.#wrong.length >= MOST_WRONG) return;
    const payload = payloadOf(message);
    if (payload === waiting.payload || secondsBetween(waiting.at, at) > PROMPT) return;
    const [is, was] = [payload.length, waiting.payload.length];
    const how = is === was ? `has ${is} other bytes` : `has ${is} bytes where the Ping had ${was}`;
    const what = `the Pong of the ${from} to the Ping in packet ${waiting.at.packet} ${how}`;
    this.#wrong.push(ofMessage(message, facts, what));
  }

  over(): void {
    // That a Ping is not in the capture may show only by what came after it.
    if (!this.#session.client.whole || !this.#session.server.whole) return;
    for (const report of this.#wrong) this.#session.report(report);
  }
}

export const pongPayload: Rule = {
  id: 'pong-payload',
  family: 'conversation',
  severity: 'warn',
  rfc: { number: 6455, section: '5.5.3' },
  summary: 'A Pong must repeat the payload of the Ping that it answers',
  why: 'The sender of the Ping tells by the payload which Ping was answered; one that compares it takes the other side for dead.',
  remedy: 'The receiver of a Ping sends its payload back as it is, unmasked and masked again where it is a client.',
  examples: {
    bad: [
      [upgrade(), ping('client', 'time=1'), here(pong('server')), goodbye()],
      [upgrade(), ping('server', 'abc'), here(pong('client', 'ABC')), goodbye()],
    ],
    good: [
      [upgrade(), ping('client', 'time=1'), pong('server', 'time=1'), ping('client'), pong('server'), goodbye()],
      [upgrade(), ping('server', '1'), ping('server', '2'), pong('client', '1'), pong('client', '2'), goodbye()],
      [
        upgrade(),
        pong('client', 'alive'),
        ping('server', '1'),
        pong('client', 'alive'),
        pong('client', '1'),
        goodbye(),
      ],
      [upgrade(), ping('server', '1'), wait(9_000), pong('client', 'alive'), pong('client', '1'), goodbye()],
      [upgrade(), ping('server', '1'), lost(ping('server', '2')), ping('client'), pong('client', '2'), goodbye()],
    ],
  },
  create: () => (session) => {
    if (session.session.handshake !== 'complete') return undefined;
    return new Payloads(session);
  },
};
