import { ofPayload } from '../evidence.js';
import { close, fin, goodbye, here, upgrade } from '../example.js';
import type { Rule } from '../rule.js';

export const closeCodeUnassigned: Rule = {
  id: 'close-code-unassigned',
  family: 'payload',
  severity: 'warn',
  rfc: { number: 6455, section: '7.4.2' },
  summary: 'The status codes 1016 to 2999 belong to the protocol, which does not use them yet',
  why: 'Many receivers take them for a protocol error, and what they will come to mean is not known.',
  remedy: 'The sender takes a code of its own from 4000 to 4999.',
  examples: {
    bad: [[upgrade(), here(close('client', 1016), '03f8'), close('server', 1002), fin('server')]],
    good: [
      [upgrade(), goodbye()],
      [upgrade(), close('client', 3000), close('server', 3000), fin('server')],
    ],
  },
  create:
    () =>
    ({ report }) => ({
      message: (message, facts) => {
        const { code } = message;
        if (code === undefined || code < 1016 || code > 2999) return;
        report(ofPayload(message, facts, `a Close carries the status code ${code}, which is not assigned`, 0, 2));
      },
    }),
};
