import { ofHeader } from '../evidence.js';
import { frame, goodbye, here, ping, pong, text, upgrade } from '../example.js';
import type { Rule } from '../rule.js';

export const frameControlFragmented: Rule = {
  id: 'frame-control-fragmented',
  family: 'framing',
  severity: 'error',
  rfc: { number: 6455, section: '5.5' },
  summary: 'Control frames must not be fragmented',
  why: 'They may stand between the frames of a message, so that a continuation could not be told from that of the message. A receiver must fail the connection.',
  remedy: 'The sender sets FIN on every Close, Ping and Pong.',
  examples: {
    bad: [[upgrade(), here(frame('client', 9, 'x', { fin: false }), '09')]],
    good: [
      [
        upgrade(),
        text('client', 'Hel', { fin: false }),
        ping('client'),
        frame('client', 0, 'lo'),
        pong('server'),
        goodbye(),
      ],
    ],
  },
  create:
    () =>
    ({ report }) => ({
      frame: (seen) => {
        if (seen.opcode >= 8 && !seen.fin) report(ofHeader(seen, 'a control frame has no FIN', 0));
      },
    }),
};
