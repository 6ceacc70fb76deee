import { close, fin, goodbye, here, lost, upgrade, wait } from '../example.js';
import { secondsBetween } from '../moments.js';
import type { CheckedSession, Rule } from '../rule.js';

/** Seconds within which a server has ended TCP, or will not do so on its own. */
const PATIENCE = 5;

function judge({ client, server, report }: CheckedSession): void {
  if (!client.whole || !server.whole) return;
  const { closedAt: asked, endedAt: left } = client;
  const { closedAt: answered, endedAt } = server;
  if (asked === undefined || answered === undefined) return;
  const done = asked.packet > answered.packet ? asked : answered;
  // Whoever ended TCP first; a capture that ends before says nothing.
  const first = left !== undefined && (endedAt === undefined || left.packet < endedAt.packet) ? left : endedAt;
  if (first === undefined || first.packet <= done.packet) return;
  const waited = secondsBetween(done, first);
  if (waited < PATIENCE) return;
  const until = first === left ? 'until the client ended it' : 'before ending it';
  const message = `the server kept TCP open for ${Math.floor(waited)} s after both sides had sent a Close, ${until}`;
  report({ message, place: { packet: first.packet } });
}

export const closingTcpLeftOpen: Rule = {
  id: 'closing-tcp-left-open',
  family: 'conversation',
  severity: 'warn',
  rfc: { number: 6455, section: '7.1.1' },
  summary: 'The server must end TCP at once when both sides have sent a Close',
  why: 'Clients wait for it: until then both sides hold the connection, and a client that loses patience is left with the TIME_WAIT state that was meant for the server.',
  remedy: 'The server ends TCP as soon as it has both sent and received a Close.',
  examples: {
    bad: [
      [upgrade(), close('client', 1000), close('server', 1000), wait(10_000), here(fin('client')), fin('server')],
      [upgrade(), close('server', 1001), close('client', 1001), wait(30_000), here(fin('server')), fin('client')],
    ],
    good: [
      [upgrade(), goodbye()],
      [upgrade(), close('client', 1000), wait(30_000), close('server', 1000), fin('server'), fin('client')],
      [upgrade(), close('client', 1000), close('server', 1000), fin('server'), wait(30_000), fin('client')],
      [upgrade(), close('client', 1000), lost(close('server', 1000)), wait(30_000), fin('client'), fin('server')],
    ],
  },
  create: () => (session) => {
    if (session.session.handshake !== 'complete' || session.upgrade.obsolete !== undefined) return undefined;
    return { over: () => judge(session) };
  },
};
