import type { From, MessageView } from '../../session/events.js';
import type { MessageFacts } from '../../session/observer.js';
import { ofMessage } from '../evidence.js';
import { bytes, goodbye, here, text, upgrade } from '../example.js';
import type { Report } from '../finding.js';
import type { CheckedSession, Rule, RuleHandlers } from '../rule.js';

/** The top bit of a length of 64 bits. */
const TOP_BIT = 2 ** 63;

/** Such a frame is never complete: it comes to light when its direction ends. */
class TopBits implements RuleHandlers {
  readonly #session: CheckedSession;
  readonly #found: { readonly from: From; readonly report: Report }[] = [];

  constructor(session: CheckedSession) {
    this.#session = session;
  }

  message(message: MessageView, facts: MessageFacts): void {
    const { from, wireLength, firstPacket, frames, end, start } = message;
    if (wireLength < TOP_BIT) return;
    const report = ofMessage(message, facts, 'the top bit of a 64-bit payload length is set');
    // Where a frame stands is known from its payload, of which there may be none.
    const place = frames === 1 && end > start ? facts.place : { packet: firstPacket };
    this.#found.push({ from, report: { ...report, place } });
  }

  over(): void {
    for (const { from, report } of this.#found) {
      if (this.#session.direction(from).whole) this.#session.report(report);
    }
  }
}

export const frameLengthTopBit: Rule = {
  id: 'frame-length-top-bit',
  family: 'framing',
  severity: 'error',
  rfc: { number: 6455, section: '5.2' },
  summary: 'The top bit of a 64-bit payload length must be 0',
  why: 'Receivers that read the length as a signed number take it for negative, and may write where they must not; others wait for a payload that never ends.',
  remedy:
    'The sender writes the true length. Often the bytes are no header at all: an earlier length did not agree with its payload.',
  examples: {
    bad: [
      [upgrade(), here(bytes('server', '82 ff 80 00 00 00 00 00 00 05 37 fa 21 3d 00'))],
      [upgrade(), text('server', 'before'), here(bytes('server', '82 7f 80 00 00 00 00 00 00 00'))],
    ],
    good: [
      [upgrade(), text('server', 'Hello'), goodbye()],
      [upgrade(), bytes('server', '82 7f 00 00 01 00 00 00 00 00')],
    ],
  },
  create: () => (session) => new TopBits(session),
};
