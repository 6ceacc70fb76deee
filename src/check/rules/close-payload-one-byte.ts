import { ofPayload } from '../evidence.js';
import { close, fin, frame, goodbye, here, octets, upgrade } from '../example.js';
import type { Rule } from '../rule.js';

export const closePayloadOneByte: Rule = {
  id: 'close-payload-one-byte',
  family: 'payload',
  severity: 'error',
  rfc: { number: 6455, section: '5.5.1' },
  summary: 'The payload of a Close is empty, or begins with a status code of two bytes',
  why: 'One byte is no code: a receiver takes the Close for a protocol error, and the reason for closing is lost.',
  remedy: 'The sender writes the code as two bytes, the higher one first, or leaves the payload out.',
  examples: {
    bad: [[upgrade(), here(frame('client', 8, octets('03')), '03'), close('server', 1002), fin('server')]],
    good: [
      [upgrade(), close('client'), close('server'), fin('server')],
      [upgrade(), goodbye()],
    ],
  },
  create:
    () =>
    ({ report }) => ({
      message: (message, facts) => {
        if (message.kind !== 'close' || message.length !== 1) return;
        report(ofPayload(message, facts, 'the payload of a Close is one byte', 0));
      },
    }),
};
