import { ofHeader } from '../evidence.js';
import { binary, goodbye, here, text, upgrade } from '../example.js';
import type { Rule } from '../rule.js';

export const frameLengthLong: Rule = {
  id: 'frame-length-long',
  family: 'framing',
  severity: 'error',
  rfc: { number: 6455, section: '5.2' },
  summary: 'A payload length must be written in its shortest form',
  why: 'Strict receivers fail the connection, and a length that can be written in several ways helps to get past filters.',
  remedy: 'The sender writes lengths up to 125 in 7 bits, up to 65,535 in 16 bits, and only what is longer in 64.',
  examples: {
    bad: [
      [upgrade(), here(text('server', 'Hello', { lengthForm: 16 }), '0005'), goodbye()],
      [upgrade(), here(text('client', 'Hello', { lengthForm: 64 }), '0000000000000005'), goodbye()],
    ],
    good: [[upgrade(), binary('server', 'x'.repeat(125)), binary('server', 'x'.repeat(126)), goodbye()]],
  },
  create:
    () =>
    ({ report }) => ({
      frame: (frame) => {
        if (!frame.longForm) return;
        const { lengthForm, payloadLength } = frame;
        const enough = payloadLength < 126 ? 7 : 16;
        const message = `a payload length of ${payloadLength} is written in ${lengthForm} bits where ${enough} would do`;
        report(ofHeader(frame, message, 2, lengthForm / 8));
      },
    }),
};
