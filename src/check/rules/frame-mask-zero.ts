import { ofHeader } from '../evidence.js';
import { goodbye, here, text, upgrade } from '../example.js';
import type { Rule } from '../rule.js';

export const frameMaskZero: Rule = {
  id: 'frame-mask-zero',
  family: 'framing',
  severity: 'warn',
  rfc: { number: 6455, section: '5.3' },
  summary: 'The masking key should not be zero',
  why: 'A key of zero masks nothing: what a script wrote stands on the wire as it is, which masks are there to prevent. Some clients switch masking off in this way to save time.',
  remedy: 'The client takes four fresh bytes from a strong source of randomness for each frame.',
  examples: {
    bad: [[upgrade(), here(text('client', 'Hello', { mask: '00000000' }), '00000000'), goodbye()]],
    good: [[upgrade(), text('client', 'Hello', { mask: '00000001' }), text('server', 'Hello'), goodbye()]],
  },
  create:
    () =>
    ({ report }) => ({
      frame: (frame) => {
        if (!frame.masked || frame.maskingKey !== 0) return;
        const message = 'the masking key is 00000000: by chance that happens to one frame in 4,294,967,296';
        report(ofHeader(frame, message, frame.headerLength - 4, 4));
      },
    }),
};
