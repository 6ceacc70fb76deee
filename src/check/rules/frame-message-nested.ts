import { ofHeader } from '../evidence.js';
import { binary, frame, goodbye, here, ping, text, upgrade } from '../example.js';
import type { Rule } from '../rule.js';

export const frameMessageNested: Rule = {
  id: 'frame-message-nested',
  family: 'framing',
  severity: 'error',
  rfc: { number: 6455, section: '5.4' },
  summary: 'A message must not begin inside a fragmented one',
  why: 'A receiver must fail the connection. Often two threads write to one connection, or every frame of a message has its opcode.',
  remedy: 'The sender gives the frames of a message behind the first opcode 0, and finishes it before the next one.',
  examples: {
    bad: [[upgrade(), text('server', 'Hel', { fin: false }), here(binary('server', 'x'), '82'), goodbye()]],
    good: [
      [
        upgrade(),
        text('server', 'Hel', { fin: false }),
        ping('server'),
        text('client', 'meanwhile'),
        frame('server', 0, 'lo'),
        goodbye(),
      ],
    ],
  },
  create:
    () =>
    ({ report }) => ({
      frame: (seen) => {
        const { opcode, inside } = seen;
        if (inside === undefined || opcode === 0 || opcode >= 8) return;
        const message = `a message begins though the one that began in packet ${inside.packet} is not finished`;
        report(ofHeader(seen, message, 0));
      },
    }),
};
