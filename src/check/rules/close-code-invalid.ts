import { closeCodeName } from '../../websocket/close-codes.js';
import { ofPayload } from '../evidence.js';
import { close, fin, goodbye, here, upgrade } from '../example.js';
import type { Rule } from '../rule.js';

/** Codes that a program tells its own side by, and 1004, which has no meaning yet (RFC 6455, section 7.4.1). */
const NEVER_SENT: ReadonlySet<number> = new Set([1004, 1005, 1006, 1015]);

export const closeCodeInvalid: Rule = {
  id: 'close-code-invalid',
  family: 'payload',
  severity: 'error',
  rfc: { number: 6455, section: '7.4' },
  summary: 'Some status codes must not be sent in a Close',
  why: 'Codes below 1000 and above 4999 are not used; 1005, 1006 and 1015 say that there was no Close, or none with a code, or no TLS. A receiver takes them for a protocol error.',
  remedy:
    'The sender uses 1000 to 1003, 1007 to 1014, 3000 to 3999 as registered, or 4000 to 4999 as it likes. Without a code, the payload is empty.',
  examples: {
    bad: [
      [upgrade(), here(close('client', 1005), '03ed'), close('server', 1002), fin('server')],
      [upgrade(), here(close('server', 999), '03e7'), close('client', 1002), fin('server')],
      [upgrade(), here(close('server', 5000), '1388'), close('client', 1002), fin('server')],
    ],
    good: [
      [upgrade(), goodbye()],
      [upgrade(), close('client', 4999), close('server', 4999), fin('server')],
      [upgrade(), close('client'), close('server', 1014), fin('server')],
    ],
  },
  create:
    () =>
    ({ report }) => ({
      message: (message, facts) => {
        const { code } = message;
        if (code === undefined || (code >= 1000 && code <= 4999 && !NEVER_SENT.has(code))) return;
        const text = `a Close carries the status code ${code} (${closeCodeName(code)}), which must not be sent`;
        report(ofPayload(message, facts, text, 0, 2));
      },
    }),
};
