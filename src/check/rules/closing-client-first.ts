import type { Moment } from '../../capture/moment.js';
import { close, fin, goodbye, here, lost, upgrade, wait } from '../example.js';
import { secondsBetween } from '../moments.js';
import type { CheckedSession, Rule } from '../rule.js';

/** Seconds after which a client that ends TCP itself has waited for the server. */
const PATIENCE = 1;

function later(one: Readonly<Moment>, other: Readonly<Moment>): Readonly<Moment> {
  return one.packet > other.packet ? one : other;
}

function judge({ client, server, report }: CheckedSession): void {
  if (!client.whole || !server.whole) return;
  const { closedAt: asked, endedAt: left } = client;
  const { closedAt: answered, endedAt } = server;
  if (asked === undefined || answered === undefined || left === undefined) return;
  if (endedAt !== undefined && endedAt.packet < left.packet) return;
  const early = left.packet < answered.packet;
  if (left.packet < asked.packet || (!early && secondsBetween(later(asked, answered), left) >= PATIENCE)) return;
  const before = early ? "before the server's Close came" : 'before the server did';
  report({ message: `the client ended TCP ${before}`, place: { packet: left.packet }, from: 'client' });
}

export const closingClientFirst: Rule = {
  id: 'closing-client-first',
  family: 'conversation',
  // Many clients do so; it harms nobody but themselves.
  severity: 'off',
  rfc: { number: 6455, section: '7.1.1' },
  summary: 'A client should let the server end TCP first',
  why: 'The side that ends TCP first holds the connection in TIME_WAIT: a client that opens many connections runs out of ports.',
  remedy: 'After both Closes the client waits for the end of TCP, and ends it itself only when the server does not.',
  examples: {
    bad: [
      [upgrade(), close('client', 1000), close('server', 1000), here(fin('client')), fin('server')],
      [upgrade(), close('client', 1000), here(fin('client')), close('server', 1000), fin('server')],
    ],
    good: [
      [upgrade(), goodbye()],
      [upgrade(), close('client', 1000), lost(close('server', 1000)), fin('client'), fin('server')],
      [upgrade(), close('client', 1000), close('server', 1000), wait(2_000), fin('client'), fin('server')],
    ],
  },
  create: () => (session) => {
    if (session.session.handshake !== 'complete' || session.upgrade.obsolete !== undefined) return undefined;
    return { over: () => judge(session) };
  },
};
