import { ofHeader } from '../evidence.js';
import { frame, goodbye, here, lost, text, upgrade } from '../example.js';
import type { Rule } from '../rule.js';

export const frameContinuationOrphan: Rule = {
  id: 'frame-continuation-orphan',
  family: 'framing',
  severity: 'error',
  rfc: { number: 6455, section: '5.4' },
  summary: 'A continuation frame needs a message to continue',
  why: 'Whether it is text or binary is not known, and a receiver must fail the connection. Often FIN is set on the frame before it by mistake.',
  remedy: 'The sender begins a message with opcode 1 or 2, and sets FIN on its last frame alone.',
  examples: {
    bad: [
      [upgrade(), here(frame('client', 0, 'Hello'), '80'), goodbye()],
      [upgrade(), text('server', 'Hel'), here(frame('server', 0, 'lo'), '80'), goodbye()],
    ],
    good: [
      [upgrade(), text('client', 'Hel', { fin: false }), frame('client', 0, 'lo'), goodbye()],
      [upgrade(), lost(text('client', 'Hel', { fin: false })), frame('client', 0, 'lo'), goodbye()],
    ],
  },
  create:
    () =>
    ({ report }) => ({
      frame: (seen) => {
        if (seen.opcode !== 0 || seen.inside !== undefined || !seen.beginningKnown) return;
        report(ofHeader(seen, 'a continuation frame has no message to continue', 0));
      },
    }),
};
