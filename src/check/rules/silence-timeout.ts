import { copyMoment, type Moment } from '../../capture/moment.js';
import type { MessageView } from '../../session/events.js';
import type { TcpEndView } from '../../session/observer.js';
import { close, fin, goodbye, here, lost, ping, pong, rst, text, upgrade, wait } from '../example.js';
import { secondsBetween } from '../moments.js';
import type { CheckedSession, RuleHandlers, RuleWithOptions } from '../rule.js';

class Silence implements RuleHandlers {
  readonly #session: CheckedSession;
  readonly #long: number;
  #lastMessage: Readonly<Moment> | undefined;
  #first: Pick<TcpEndView, 'from' | 'kind' | 'at'> | undefined;

  /** @param long seconds of silence that are too many */
  constructor(session: CheckedSession, long: number) {
    this.#session = session;
    this.#long = long;
  }

  message({ at }: MessageView): void {
    this.#lastMessage = copyMoment(at);
  }

  tcpEnd({ from, kind, at }: TcpEndView): void {
    this.#first ??= { from, kind, at: copyMoment(at) };
  }

  over(): void {
    const { client, server, session, report } = this.#session;
    if (this.#first === undefined || !client.whole || !server.whole) return;
    if (client.closedAt !== undefined || server.closedAt !== undefined) return;
    const { from, kind, at } = this.#first;
    const seconds = secondsBetween(this.#lastMessage ?? session.begin, at);
    if (seconds < this.#long) return;
    const how = kind === 'fin' ? 'ended TCP' : 'reset the connection';
    const message = `the ${from} ${how} without a Close after ${Math.floor(seconds)} s without a message: a timeout, as it seems`;
    report({ message, place: { packet: at.packet }, from });
  }
}

export const silenceTimeout: RuleWithOptions<'seconds'> = {
  id: 'silence-timeout',
  family: 'conversation',
  severity: 'info',
  summary: 'A session should not be silent until something in between ends it',
  why: 'Proxies, load balancers and NAT end connections on which nothing moves, often after 60 s; the peers learn of it late, as an abnormal closure (1006).',
  remedy: 'One side sends a Ping more often than the shortest timeout on the way, or that timeout is raised.',
  examples: {
    bad: [
      [upgrade(), text('client', 'Hello'), wait(60_000), here(fin('server')), fin('client')],
      [upgrade(), wait(350_000), here(rst('server'))],
    ],
    good: [
      [upgrade(), text('client', 'Hello'), wait(60_000), goodbye()],
      [upgrade(), wait(50_000), ping('client'), pong('server'), wait(10_000), fin('server'), fin('client')],
      [upgrade(), text('client', 'Hello'), close('client', 1000), wait(60_000), fin('server'), fin('client')],
      [upgrade(), wait(60_000), lost(close('server', 1001)), fin('server'), fin('client')],
    ],
  },
  options: {
    seconds: {
      default: 25,
      unit: 's',
      summary: 'Silence that is too long; timeouts of proxies and load balancers are 30 s and more',
      min: 1,
      max: 86_400,
    },
  },
  create:
    ({ seconds }) =>
    (session) => {
      if (session.session.handshake !== 'complete' || session.upgrade.obsolete !== undefined) return undefined;
      return new Silence(session, seconds);
    },
};
