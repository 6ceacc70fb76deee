import type { Warning, WarningCode } from '../../session/events.js';
import { goodbye, here, lost, text, upgrade } from '../example.js';
import type { CheckedSession, Rule, RuleHandlers } from '../rule.js';

/** What makes a verdict uncertain, in words. */
const REASONS: Readonly<Partial<Record<WarningCode, string>>> = {
  'handshake-missing': 'the handshake is not in it',
  'response-missing': 'the response to the upgrade request is not in it',
  'stream-midway': 'it begins in the middle of the connection',
  'segment-lost': 'bytes are not in it',
  'packet-cut': 'packets are cut',
  'bytes-skipped': 'bytes were skipped up to the next plausible frame',
  'retransmission-differs': 'a retransmission has other bytes than the first copy',
  limit: 'a limit was reached',
};

class Doubts implements RuleHandlers {
  readonly #session: CheckedSession;
  readonly #reasons = new Set<string>();
  #packet: number | undefined;

  constructor(session: CheckedSession) {
    this.#session = session;
  }

  warning({ code, packet }: Warning): void {
    const reason = REASONS[code];
    if (reason === undefined) return;
    this.#reasons.add(reason);
    this.#packet ??= packet;
  }

  over(): void {
    if (this.#reasons.size === 0) return;
    const message = `the capture is not complete, other findings may be missing: ${[...this.#reasons].join('; ')}`;
    this.#session.report({ message, place: { packet: this.#packet ?? this.#session.session.begin.packet } });
  }
}

export const captureIncomplete: Rule = {
  id: 'capture-incomplete',
  family: 'capture',
  severity: 'info',
  summary: 'The capture should have all of a session',
  why: 'Nothing is claimed from bytes that were not captured, so that a session without findings may still be wrong.',
  remedy: 'Record with tcpdump -s 0 -B 65536, near the client or the server, and begin before the connection does.',
  examples: {
    bad: [[upgrade(), lost(text('server', 'first')), here(text('server', 'second')), goodbye()]],
    good: [[upgrade(), text('server', 'first'), text('server', 'second'), goodbye()]],
  },
  create: () => (session) => new Doubts(session),
};
