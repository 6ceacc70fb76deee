import { ofPayload } from '../evidence.js';
import { close, fin, frame, here, octets, upgrade } from '../example.js';
import type { Rule } from '../rule.js';

export const closeReasonInvalidUtf8: Rule = {
  id: 'close-reason-invalid-utf8',
  family: 'payload',
  severity: 'error',
  rfc: { number: 6455, section: '5.5.1' },
  summary: 'The reason of a Close must be valid UTF-8',
  why: 'A receiver takes the Close for an error, and the reason for closing is lost. Often a long reason was cut at 123 bytes in the middle of a character.',
  remedy: 'The sender encodes the reason as UTF-8, and shortens it at characters only.',
  examples: {
    bad: [
      [upgrade(), here(frame('server', 8, octets('03e8 c3')), 'c3'), close('client', 1007), fin('server')],
      [upgrade(), here(frame('client', 8, octets('03e8 4f 4b ff')), 'ff'), close('server', 1007), fin('server')],
    ],
    good: [[upgrade(), close('client', 1000, 'adiós'), close('server', 1000, 'κόσμε'), fin('server')]],
  },
  create:
    () =>
    ({ report }) => ({
      message: (message, facts) => {
        if (message.kind !== 'close') return;
        const at = facts.invalidUtf8At;
        if (at === undefined) return;
        const byte = (message.bytes[message.start + at] ?? 0).toString(16).padStart(2, '0');
        report(ofPayload(message, facts, `byte ${at} of the payload of a Close (0x${byte}) is not UTF-8`, at));
      },
    }),
};
