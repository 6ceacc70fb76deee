import { copyMoment } from '../../capture/moment.js';
import type { TcpEndView } from '../../session/observer.js';
import { close, fin, goodbye, here, lost, rst, text, upgrade } from '../example.js';
import type { CheckedSession, Rule, RuleHandlers } from '../rule.js';

class Reset implements RuleHandlers {
  readonly #session: CheckedSession;
  #first: Pick<TcpEndView, 'from' | 'kind' | 'at'> | undefined;

  constructor(session: CheckedSession) {
    this.#session = session;
  }

  tcpEnd({ from, kind, at }: TcpEndView): void {
    this.#first ??= { from, kind, at: copyMoment(at) };
  }

  over(): void {
    const { client, server, report } = this.#session;
    if (this.#first?.kind !== 'rst' || !client.whole || !server.whole) return;
    const { from, at } = this.#first;
    const ender = from === 'client' ? client : server;
    const other = from === 'client' ? server : client;
    // A Close of the other side was left without an answer, which is another fault; or both sides were done.
    if (other.closedAt !== undefined) return;
    const when = ender.closedAt === undefined ? 'without a Close' : 'before its Close was answered';
    report({ message: `the ${from} reset the connection ${when}`, place: { packet: at.packet }, from });
  }
}

export const tcpReset: Rule = {
  id: 'tcp-reset',
  family: 'conversation',
  // Processes that are killed end so, and RFC 6455 does not forbid it.
  severity: 'off',
  rfc: { number: 6455, section: '7.1.1' },
  summary: 'A session should not end by a TCP reset',
  why: 'A reset throws away what is still on its way, in both directions. It comes from a process that died, from a socket closed with data unread, or from a firewall or load balancer that forgot the connection.',
  remedy: 'The side that is done sends a Close, reads until the other side has answered, and ends TCP by FIN.',
  examples: {
    bad: [
      [upgrade(), text('server', 'Hello'), here(rst('server'))],
      [upgrade(), close('client', 1000), here(rst('client'))],
    ],
    good: [
      [upgrade(), text('server', 'Hello'), goodbye()],
      [upgrade(), close('client', 1000), close('server', 1000), rst('server')],
      [upgrade(), fin('server'), rst('client')],
      [upgrade(), lost(close('server', 1001)), text('server', 'Hello'), rst('server')],
    ],
  },
  create: () => (session) => {
    if (session.session.handshake !== 'complete' || session.upgrade.obsolete !== undefined) return undefined;
    return new Reset(session);
  },
};
