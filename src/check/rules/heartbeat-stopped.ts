import { copyMoment, type Moment } from '../../capture/moment.js';
import type { EndView, From, MessageView } from '../../session/events.js';
import type { MessageFacts } from '../../session/observer.js';
import { ofMessage } from '../evidence.js';
import { goodbye, here, lost, ping, pong, type Step, text, upgrade, wait } from '../example.js';
import type { Report } from '../finding.js';
import { secondsBetween } from '../moments.js';
import type { CheckedSession, RuleHandlers, RuleWithOptions } from '../rule.js';

/** Beats that make a rhythm, of Pings and of other messages, and how far each may be off the first interval. */
const FEWEST_PINGS = 5;
const FEWEST_MESSAGES = 10;
const LEEWAY = 0.25;
/** Seconds: what comes faster is no heartbeat. */
const SHORTEST_INTERVAL = 1;
/** Bytes of a message that can be a heartbeat, and how many different ones are watched in a direction. */
const LONGEST_BEAT = 64;
const MOST_WATCHED = 8;

/** Something a side sends again and again. */
interface Pulse {
  readonly from: From;
  readonly kind: MessageView['kind'];
  beats: number;
  /** Seconds. */
  interval: number;
  last: Readonly<Moment>;
  report: Report;
}

interface Silence {
  readonly after: Readonly<Moment>;
  readonly seconds: number;
}

class Pulses implements RuleHandlers {
  readonly #session: CheckedSession;
  readonly #missed: number;
  readonly #pulses: Readonly<Record<From, Map<string, Pulse>>> = { client: new Map(), server: new Map() };
  #lastMessage: Readonly<Moment> | undefined;
  /** Longest time without any message since a beat of either side. */
  #silence: Silence | undefined;

  /** @param missed intervals of silence after which the heart has stopped */
  constructor(session: CheckedSession, missed: number) {
    this.#session = session;
    this.#missed = missed;
  }

  message(message: MessageView, facts: MessageFacts): void {
    const at = copyMoment(message.at);
    this.#silent(at);
    this.#lastMessage = at;
    const { kind, from, bytes, start, end, length } = message;
    // Pongs follow the other side's Pings, which are watched themselves.
    if (kind === 'close' || kind === 'pong' || kind === 'reserved' || length > LONGEST_BEAT || !facts.certain) return;
    const pulses = this.#pulses[from];
    const payload = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1');
    // Pings often carry a counter or the time.
    const key = kind === 'ping' ? kind : `${kind} ${payload}`;
    const pulse = pulses.get(key);
    const report = ofMessage(message, facts, '');
    if (pulse !== undefined) beat(pulse, at, report);
    else if (pulses.size < MOST_WATCHED) pulses.set(key, { from, kind, beats: 1, interval: 0, last: at, report });
  }

  #silent(until: Readonly<Moment>): void {
    const after = this.#lastMessage;
    if (after === undefined) return;
    const seconds = secondsBetween(after, until);
    if (seconds >= (this.#silence?.seconds ?? 0)) this.#silence = { after, seconds };
  }

  over(end: EndView | undefined): void {
    const { client, server, report } = this.#session;
    if (end === undefined || !client.whole || !server.whole) return;
    if (client.closedAt === undefined && server.closedAt === undefined) {
      this.#silent(client.endedAt ?? server.endedAt ?? end.at);
    }
    const silence = this.#silence;
    if (silence === undefined) return;
    for (const from of ['client', 'server'] as const) {
      for (const pulse of this.#pulses[from].values()) {
        if (!hasStopped(pulse, silence, this.#missed)) continue;
        const what = pulse.kind === 'ping' ? 'Pings' : `${pulse.kind} messages of the same bytes`;
        const message = `the ${from} sent ${pulse.beats} ${what}, one in ${pulse.interval.toFixed(1)} s, and then none in ${Math.floor(silence.seconds)} s of silence`;
        report({ ...pulse.report, message });
      }
    }
  }
}

function beat(pulse: Pulse, at: Readonly<Moment>, report: Report): void {
  const seconds = secondsBetween(pulse.last, at);
  const steady = Math.abs(seconds - pulse.interval) <= pulse.interval * LEEWAY;
  // Another rhythm begins with the beat before.
  if (pulse.beats > 1 && steady) pulse.beats++;
  else {
    pulse.beats = 2;
    pulse.interval = seconds;
  }
  pulse.last = at;
  pulse.report = report;
}

function hasStopped(pulse: Pulse, { after, seconds }: Silence, missed: number): boolean {
  const { kind, beats, interval, last } = pulse;
  if (beats < (kind === 'ping' ? FEWEST_PINGS : FEWEST_MESSAGES)) return false;
  if (interval < SHORTEST_INTERVAL || seconds < interval * missed) return false;
  return after.packet >= last.packet;
}

const beats = (count: number): readonly Step[] =>
  Array.from({ length: count }, () => [ping('server', 'x'), pong('client', 'x'), wait(2_000)]).flat();

export const heartbeatStopped: RuleWithOptions<'intervals'> = {
  id: 'heartbeat-stopped',
  family: 'conversation',
  severity: 'info',
  summary: 'A heartbeat should go on as long as the session does',
  why: 'A timer that was lost, or a thread that hangs, leaves a session that looks alive: proxies end it when their timeout is over, and nobody notices a dead peer.',
  remedy: 'The side that sends the heartbeat does so from a timer that lives as long as the connection.',
  examples: {
    bad: [
      [upgrade(), beats(5), here(ping('server', 'x')), pong('client', 'x'), wait(20_000), goodbye()],
      [
        upgrade(),
        Array.from({ length: 9 }, () => [text('client', '2'), wait(5_000)]).flat(),
        here(text('client', '2')),
        wait(60_000),
        text('server', 'Hello'),
        goodbye(),
      ],
    ],
    good: [
      [upgrade(), beats(6), goodbye()],
      // Who sends Pings only where nothing else comes need not send any now.
      [upgrade(), beats(6), Array.from({ length: 9 }, () => [text('client', 'Hello'), wait(3_000)]).flat(), goodbye()],
      [upgrade(), beats(6), lost(ping('server', 'x')), pong('client', 'x'), wait(20_000), text('server', 'x')],
      [upgrade(), text('client', '2'), text('client', '2'), wait(60_000), goodbye()],
    ],
  },
  options: {
    intervals: {
      default: 3,
      unit: 'intervals',
      summary: 'Silence after which the heart has stopped, in intervals between its beats',
      min: 1,
      max: 1000,
    },
  },
  create:
    ({ intervals }) =>
    (session) => {
      if (session.session.handshake !== 'complete') return undefined;
      return new Pulses(session, intervals);
    },
};
