import { ofHeader } from '../evidence.js';
import { goodbye, here, ping, pong, upgrade } from '../example.js';
import type { Rule } from '../rule.js';

/** Most payload bytes of a control frame. */
const MOST = 125;

export const frameControlLong: Rule = {
  id: 'frame-control-long',
  family: 'framing',
  severity: 'error',
  rfc: { number: 6455, section: '5.5' },
  summary: 'A control frame carries 125 bytes at most',
  why: 'Receivers keep room for no more, and must fail the connection.',
  remedy: 'The sender shortens what it puts into a Ping, or the reason of a Close to 123 bytes of UTF-8.',
  examples: {
    bad: [[upgrade(), here(ping('server', 'x'.repeat(126)), '7e007e')]],
    good: [[upgrade(), ping('server', 'x'.repeat(125)), pong('client', 'x'.repeat(125)), goodbye()]],
  },
  create:
    () =>
    ({ report }) => ({
      frame: (frame) => {
        const { opcode, payloadLength, lengthForm } = frame;
        if (opcode < 8 || payloadLength <= MOST) return;
        const message = `a control frame carries ${payloadLength} bytes, more than ${MOST}`;
        report(ofHeader(frame, message, 1, 1 + lengthForm / 8));
      },
    }),
};
