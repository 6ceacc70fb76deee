import { copyMoment, type Moment } from '../../capture/moment.js';
import type { From, MessageView } from '../../session/events.js';
import type { MessageFacts } from '../../session/observer.js';
import { ofMessage } from '../evidence.js';
import { goodbye, here, lost, ping, pong, upgrade } from '../example.js';
import type { Report } from '../finding.js';
import { secondsBetween } from '../moments.js';
import type { CheckedSession, Rule, RuleHandlers } from '../rule.js';

/** Pings of a side, and Pongs without one, that are remembered. */
const MOST_REMEMBERED = 100;
/** Seconds by which a capture may have a Pong before its Ping. */
const DISORDER = 1;

interface Sent {
  readonly payload: string;
  readonly at: Readonly<Moment>;
  readonly report: Report;
}

function payloadOf({ bytes, start, end }: MessageView): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1');
}

/** The Pings of one side, and the other side's Pongs. */
class Exchange {
  readonly #pings: string[] = [];
  readonly #unasked: Sent[] = [];
  #forgotten = false;

  ping(payload: string, at: Readonly<Moment>): void {
    const early = this.#unasked.findIndex((pong) => {
      return pong.payload === payload && secondsBetween(pong.at, at) < DISORDER;
    });
    if (early >= 0) {
      this.#unasked.splice(early, 1);
      return;
    }
    this.#pings.push(payload);
    if (this.#pings.length <= MOST_REMEMBERED) return;
    this.#pings.shift();
    this.#forgotten = true;
  }

  pong(sent: Sent): void {
    const answered = this.#pings.lastIndexOf(sent.payload);
    if (answered >= 0) this.#pings.splice(answered, 1);
    else if (!this.#forgotten && this.#unasked.length < MOST_REMEMBERED) this.#unasked.push(sent);
  }

  get unasked(): readonly Sent[] {
    return this.#unasked;
  }
}

class Pongs implements RuleHandlers {
  readonly #session: CheckedSession;
  /** By who sends the Pongs. */
  readonly #exchanges: Readonly<Record<From, Exchange>> = { client: new Exchange(), server: new Exchange() };

  constructor(session: CheckedSession) {
    this.#session = session;
  }

  message(message: MessageView, facts: MessageFacts): void {
    const { kind, from, at } = message;
    if (kind === 'ping') this.#exchanges[from === 'client' ? 'server' : 'client'].ping(payloadOf(message), at);
    if (kind !== 'pong' || !facts.certain) return;
    const report = ofMessage(message, facts, '');
    this.#exchanges[from].pong({ payload: payloadOf(message), at: copyMoment(at), report });
  }

  over(): void {
    // A Ping may be among what was lost, in either direction.
    if (!this.#session.client.whole || !this.#session.server.whole) return;
    for (const from of ['client', 'server'] as const) {
      const { unasked } = this.#exchanges[from];
      const [first] = unasked;
      if (first === undefined) continue;
      const more = unasked.length > 1 ? `, nor do ${unasked.length - 1} or more after it` : '';
      this.#session.report({ ...first.report, message: `a Pong of the ${from} answers no Ping${more}` });
    }
  }
}

export const pongUnsolicited: Rule = {
  id: 'pong-unsolicited',
  family: 'conversation',
  // Legal: of use to who looks for a Ping that goes unanswered.
  severity: 'off',
  rfc: { number: 6455, section: '5.5.3' },
  summary: 'A Pong that answers no Ping is a heartbeat in one direction, or a mistake',
  why: 'It is legal, and no answer is expected. Where it was meant as an answer, the Ping it should repeat is still waiting.',
  remedy: 'To find out whether the other side is alive, send a Ping; to answer one, repeat its payload.',
  examples: {
    bad: [
      [upgrade(), here(pong('client', 'alive')), pong('client', 'alive'), goodbye()],
      [upgrade(), ping('server', 'a'), pong('client', 'a'), here(pong('client', 'a')), goodbye()],
    ],
    good: [
      [upgrade(), ping('server', '1'), ping('server', '2'), pong('client', '2'), pong('client', '1'), goodbye()],
      [upgrade(), lost(ping('server', 'x')), pong('client', 'x'), ping('server', 'y'), goodbye()],
    ],
  },
  create: () => (session) => {
    if (session.session.handshake !== 'complete') return undefined;
    return new Pongs(session);
  },
};
