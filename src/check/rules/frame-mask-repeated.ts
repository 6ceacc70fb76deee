import type { ObservedFrame } from '../../session/observer.js';
import { ofHeader } from '../evidence.js';
import { goodbye, here, text, upgrade } from '../example.js';
import type { CheckedSession, Rule, RuleHandlers } from '../rule.js';

/** Number of masking keys there are. */
const KEYS = 2 ** 32;
/** Keys of the client that are remembered. */
const REMEMBERED = 64;
/** What may happen by chance in one session of so many is no finding. */
const ONE_IN = 100_000;

/** How likely it is at most that of so many pairs of random keys so many are equal (the tail of a Poisson distribution). */
function chanceOf(repetitions: number, pairs: number): number {
  let chance = 1;
  for (let i = 1; i <= repetitions; i++) chance *= pairs / KEYS / i;
  return chance;
}

class Keys implements RuleHandlers {
  readonly #session: CheckedSession;
  /** Packets by key, the oldest first. */
  readonly #recent = new Map<number, number>();
  /** Pairs of keys that were compared. */
  #pairs = 0;
  #repetitions = 0;
  #told = false;

  constructor(session: CheckedSession) {
    this.#session = session;
  }

  frame(frame: ObservedFrame): void {
    // Of zero another rule speaks.
    if (this.#told || !frame.masked || frame.from !== 'client' || !frame.certain || frame.maskingKey === 0) return;
    const key = frame.maskingKey;
    const before = this.#recent.get(key);
    this.#pairs += this.#recent.size;
    if (before !== undefined) this.#repeated(frame, before);
    this.#recent.delete(key);
    this.#recent.set(key, frame.place.packet);
    if (this.#recent.size <= REMEMBERED) return;
    const [oldest = key] = this.#recent.keys();
    this.#recent.delete(oldest);
  }

  #repeated(frame: ObservedFrame, before: number): void {
    this.#repetitions++;
    const chance = chanceOf(this.#repetitions, this.#pairs);
    if (chance * ONE_IN > 1) return;
    this.#told = true;
    const key = (frame.maskingKey >>> 0).toString(16).padStart(8, '0');
    const one = Math.round(1 / chance).toLocaleString('en-GB');
    const message = `the masking key ${key} was used in packet ${before} already: by chance that happens in one session in ${one}`;
    this.#session.report(ofHeader(frame, message, frame.headerLength - 4, 4));
  }
}

export const frameMaskRepeated: Rule = {
  id: 'frame-mask-repeated',
  family: 'framing',
  severity: 'warn',
  rfc: { number: 6455, section: '5.3' },
  summary: 'Each frame of a client needs a fresh masking key',
  why: 'A key that can be foreseen lets a script choose the bytes on the wire, which masks are there to prevent. The first repetition that is no accident is told, once a session.',
  remedy:
    'The client takes four fresh bytes from a strong source of randomness for each frame, control frames included.',
  examples: {
    bad: [
      [
        upgrade(),
        text('client', 'one', { mask: '0a1b2c3d' }),
        here(text('client', 'two', { mask: '0a1b2c3d' }), '0a1b2c3d'),
        text('client', 'three', { mask: '0a1b2c3d' }),
      ],
    ],
    good: [
      [upgrade(), text('client', 'one', { mask: '0a1b2c3d' }), text('client', 'two', { mask: '3d2c1b0a' }), goodbye()],
    ],
  },
  create: () => (session) => new Keys(session),
};
