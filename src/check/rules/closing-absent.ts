import { copyMoment } from '../../capture/moment.js';
import type { TcpEndView } from '../../session/observer.js';
import { close, fin, goodbye, here, lost, rst, text, upgrade } from '../example.js';
import type { CheckedSession, Rule, RuleHandlers } from '../rule.js';

class FirstEnd implements RuleHandlers {
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
    if (this.#first?.kind !== 'fin' || !client.whole || !server.whole) return;
    const { from, at } = this.#first;
    const ender = from === 'client' ? client : server;
    const other = from === 'client' ? server : client;
    if (ender.closedAt !== undefined) return;
    // A Close that came before was left without an answer, which is another fault.
    if (other.closedAt !== undefined && other.closedAt.packet <= at.packet) return;
    report({ message: `the ${from} ended TCP without a Close`, place: { packet: at.packet }, from });
  }
}

export const closingAbsent: Rule = {
  id: 'closing-absent',
  family: 'conversation',
  // Peers that are killed and proxies that lose patience end so, and RFC 6455 does not forbid it.
  severity: 'off',
  rfc: { number: 6455, section: '7.1.2' },
  summary: 'A session should end by a Close, not by the end of TCP alone',
  why: 'The other side is told 1006, abnormal closure: it cannot tell a wanted end from a crash or a proxy that lost patience, nor whether all messages arrived.',
  remedy:
    'The side that is done sends a Close and waits for the answer. Where a proxy ends idle connections, Pings more often than its timeout keep them.',
  examples: {
    bad: [
      [upgrade(), text('server', 'Hello'), here(fin('server')), fin('client')],
      [upgrade(), here(fin('client')), close('server', 1001), fin('server')],
    ],
    good: [
      [upgrade(), text('server', 'Hello'), goodbye()],
      [upgrade(), close('client', 1000), fin('server'), fin('client')],
      [upgrade(), rst('client')],
      [upgrade(), lost(close('server', 1001)), fin('server'), fin('client')],
    ],
  },
  create: () => (session) => {
    if (session.session.handshake !== 'complete' || session.upgrade.obsolete !== undefined) return undefined;
    return new FirstEnd(session);
  },
};
