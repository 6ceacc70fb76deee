import { copyMoment, type Moment } from '../../capture/moment.js';
import type { EndView, Session } from '../../session/events.js';
import { goodbye, head, here, request, type Step, upgrade, wait } from '../example.js';
import { secondsBetween } from '../moments.js';
import type { CheckedSession, RuleHandlers, RuleWithOptions } from '../rule.js';
import type { OptionValues } from '../rule-options.js';

/** URLs that are watched in a run; the one that was seen first gives way. */
const MOST_URLS = 1000;
/** Status codes of a client that is done: normal closure, going away, and none. */
const DONE: ReadonlySet<number | undefined> = new Set([1000, 1001, undefined]);

/** Short sessions of one client to one URL, each after the one before. */
interface Row {
  readonly sessions: number;
  readonly ended: Readonly<Moment>;
}

/** The rows of a run. */
class Rows {
  readonly #rows = new Map<string, Row>();
  readonly #pause: number;

  /** @param pause seconds within which the next session of a row begins */
  constructor(pause: number) {
    this.#pause = pause;
  }

  /** A short session: how many there are in a row now. */
  add(url: string, begin: Readonly<Moment>, ended: Readonly<Moment>): number {
    const row = this.#rows.get(url);
    const pause = row === undefined ? 0 : secondsBetween(row.ended, begin);
    // Sessions side by side are no reconnecting.
    if (row !== undefined && pause < 0) return 0;
    const sessions = row === undefined || pause > this.#pause ? 1 : row.sessions + 1;
    this.#rows.set(url, { sessions, ended: copyMoment(ended) });
    if (this.#rows.size > MOST_URLS) this.#forgetOldest();
    return sessions;
  }

  #forgetOldest(): void {
    const [oldest] = this.#rows.keys();
    if (oldest !== undefined) this.#rows.delete(oldest);
  }

  end(url: string): void {
    this.#rows.delete(url);
  }
}

function urlOf({ host, server, uri }: Session): string {
  return `ws://${host ?? `${server.address}:${server.port}`}${uri ?? '/'}`;
}

class Watch implements RuleHandlers {
  readonly #rows: Rows;
  readonly #limits: OptionValues<'sessions' | 'lasting'>;
  readonly #checked: CheckedSession;

  constructor(rows: Rows, limits: OptionValues<'sessions' | 'lasting'>, checked: CheckedSession) {
    this.#rows = rows;
    this.#limits = limits;
    this.#checked = checked;
  }

  over(end: EndView | undefined): void {
    const { session, report } = this.#checked;
    const { sessions, lasting } = this.#limits;
    const { begin } = session;
    const url = urlOf(session);
    const key = `${session.client.address} ${url}`;
    // How long the session went on behind the capture is not known.
    if (end?.reason === 'capture-end') return;
    const ended = end?.at ?? begin;
    const wanted = end?.reason === 'close' && end.by === 'client' && DONE.has(end.code);
    if (wanted || secondsBetween(begin, ended) >= lasting) {
      this.#rows.end(key);
    } else if (this.#rows.add(key, begin, ended) === sessions) {
      const shown = url.length > 200 ? `${url.slice(0, 200)}…` : url;
      const message = `${sessions} sessions in a row of ${session.client.address} to ${shown} were refused or broke off within ${lasting} s`;
      report({ message, place: { packet: begin.packet } });
    }
  }
}

const refusal = (): Step => head('server', 'HTTP/1.1 503 Service Unavailable', [['Content-Length', '0']]);

const refused = (times: number, pause: number): readonly Step[] =>
  Array.from({ length: times }, () => [request(), refusal(), wait(pause)]).flat();

export const sessionFlapping: RuleWithOptions<'sessions' | 'lasting' | 'pause'> = {
  id: 'session-flapping',
  family: 'conversation',
  severity: 'info',
  summary: 'A client should not connect again and again for sessions that do not last',
  why: 'Each attempt costs a TCP connection and a handshake; many clients that do so at once keep a server from coming up again.',
  remedy:
    'The client waits between attempts, longer each time and by a random part (RFC 6455, section 7.2.3); why its sessions end is to be seen in their Close or their refusal.',
  examples: {
    bad: [[refused(9, 1_000), here(request()), refusal()]],
    good: [
      [refused(9, 1_000), upgrade(), goodbye()],
      [refused(9, 1_000), wait(61_000), request(), refusal()],
    ],
  },
  options: {
    sessions: {
      default: 10,
      unit: 'sessions',
      summary: 'Short sessions in a row that make a client flap',
      min: 2,
      max: 100_000,
    },
    lasting: { default: 5, unit: 's', summary: 'A session that lasts less is short', min: 0, max: 86_400 },
    pause: { default: 60, unit: 's', summary: 'Time within which the next session begins', min: 0, max: 86_400 },
  },
  create: (limits) => {
    const rows = new Rows(limits.pause);
    return (session) => (session.session.handshake === 'missing' ? undefined : new Watch(rows, limits, session));
  },
};
