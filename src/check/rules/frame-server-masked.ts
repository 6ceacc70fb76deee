import { ofHeader } from '../evidence.js';
import { goodbye, here, text, upgrade } from '../example.js';
import type { Rule } from '../rule.js';

export const frameServerMasked: Rule = {
  id: 'frame-server-masked',
  family: 'framing',
  severity: 'error',
  rfc: { number: 6455, section: '5.1' },
  summary: 'A server must not mask its frames',
  why: 'A client must close the connection when it sees a masked frame, with 1002 if it says why; browsers do.',
  remedy: 'The server leaves the MASK bit 0 and sends its payloads as they are, without a key.',
  examples: {
    bad: [[upgrade(), here(text('server', 'Hello', { mask: '37fa213d' }), '85'), goodbye()]],
    good: [[upgrade(), text('server', 'Hello'), text('client', 'Hello'), goodbye()]],
  },
  create:
    () =>
    ({ session, report }) => {
      // Without the handshake, who is the server is known from the masks alone.
      if (session.handshake === 'missing') return undefined;
      return {
        frame: (frame) => {
          if (frame.from === 'server' && frame.masked) report(ofHeader(frame, 'a frame of the server is masked', 1));
        },
      };
    },
};
