import type { Moment } from '../../capture/moment.js';
import { ofHead } from '../evidence.js';
import { head, here, request, response, upgrade } from '../example.js';
import { secondsBetween } from '../moments.js';
import type { Rule } from '../rule.js';

/** Keys that are remembered: the oldest are forgotten. */
const MOST_KEYS = 10_000;
/** Longer ones are no keys. */
const LONGEST_KEY = 64;

/** Who sent a key, and from when to when its handshake went on. */
interface Use {
  readonly session: number;
  readonly asked: Readonly<Moment>;
  readonly answered: Readonly<Moment>;
}

/**
 * Whether two handshakes were under way at the same time: a proxy sends the key on. Packets do not tell, as a capture of
 * several interfaces may have one after the other.
 */
function atOnce(one: Use, other: Use): boolean {
  return secondsBetween(one.asked, other.answered) >= 0 && secondsBetween(other.asked, one.answered) >= 0;
}

export const handshakeKeyReused: Rule = {
  id: 'handshake-key-reused',
  family: 'handshake',
  severity: 'warn',
  rfc: { number: 6455, section: '4.1' },
  summary: 'Sec-WebSocket-Key must be chosen at random for each handshake',
  why: 'A key that comes again lets a cached or replayed response pass for a fresh one. Often it is a constant in the source, copied from the RFC.',
  remedy: 'The client takes 16 bytes from a good source of randomness for each handshake, retries included.',
  examples: {
    bad: [
      [
        request(),
        head('server', 'HTTP/1.1 503 Service Unavailable', [['Content-Length', '0']]),
        here(request()),
        response(),
      ],
    ],
    good: [
      [
        request({ key: 'AQIDBAUGBwgJCgsMDQ4PEA==' }),
        head('server', 'HTTP/1.1 503 Service Unavailable', [['Content-Length', '0']]),
        upgrade(),
      ].flat(),
    ],
  },
  create: () => {
    const uses = new Map<string, Use>();
    return (session) => {
      const { key, session: number } = session.session;
      const { request: asked, response: answer } = session.upgrade;
      // How long a handshake without a response went on is not known.
      if (asked === undefined || asked.cut || answer === undefined || !key || key.length > LONGEST_KEY)
        return undefined;
      const use: Use = { session: number, asked: asked.at, answered: answer.at };
      const before = uses.get(key);
      if (before === undefined) {
        uses.set(key, use);
        const oldest = uses.size > MOST_KEYS ? uses.keys().next().value : undefined;
        if (oldest !== undefined) uses.delete(oldest);
      } else if (!atOnce(before, use)) {
        const [field] = asked.all('Sec-WebSocket-Key');
        session.report(ofHead(asked, `Sec-WebSocket-Key is that of session ${before.session} again`, field));
      }
      return undefined;
    };
  },
};
