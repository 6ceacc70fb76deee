import { ofHeader } from '../evidence.js';
import { frame, goodbye, here, text, upgrade } from '../example.js';
import type { Rule } from '../rule.js';
import { atMostDeflate } from './frame-rsv.js';

const DEFLATE = { extensions: 'permessage-deflate' };

export const payloadRsv1Misplaced: Rule = {
  id: 'payload-rsv1-misplaced',
  family: 'payload',
  severity: 'error',
  rfc: { number: 7692, section: '6.1' },
  summary: 'RSV1 belongs on the first frame of a compressed message alone',
  why: 'Messages are compressed as a whole, and control frames never: a receiver must fail the connection.',
  remedy: 'The sender leaves RSV1 0 on continuation frames and on Close, Ping and Pong.',
  examples: {
    bad: [
      [upgrade(DEFLATE, DEFLATE), here(frame('server', 9, '', { rsv1: true }), 'c9'), goodbye()],
      [
        upgrade(DEFLATE, DEFLATE),
        text('client', 'Hel', { fin: false }),
        here(frame('client', 0, 'lo', { rsv1: true }), 'c0'),
        goodbye(),
      ],
    ],
    good: [[upgrade(DEFLATE, DEFLATE), text('server', 'Hello', { deflate: {} }), goodbye()]],
  },
  create: () => (session) => {
    if (session.deflate === undefined || !atMostDeflate(session)) return undefined;
    return {
      frame: (seen) => {
        const { opcode, rsv1 } = seen;
        if (!rsv1 || (opcode !== 0 && opcode < 8)) return;
        const what = opcode === 0 ? 'continuation' : 'control';
        session.report(ofHeader(seen, `a ${what} frame has RSV1 set`, 0));
      },
    };
  },
};
