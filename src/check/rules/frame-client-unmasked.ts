import { ofHeader } from '../evidence.js';
import { goodbye, here, text, upgrade } from '../example.js';
import type { Rule } from '../rule.js';

export const frameClientUnmasked: Rule = {
  id: 'frame-client-unmasked',
  family: 'framing',
  severity: 'error',
  rfc: { number: 6455, section: '5.1' },
  summary: 'A client must mask all its frames',
  why: 'Masks keep a script in a browser from writing bytes of its choice to the wire, which a proxy could take for HTTP and cache. A server must close the connection, with 1002 if it says why.',
  remedy:
    'The client sets the MASK bit, sends a fresh random key of four bytes with each frame, and masks the payload with it.',
  examples: {
    bad: [[upgrade(), here(text('client', 'Hello', { mask: 'none' }), '05'), goodbye()]],
    good: [[upgrade(), text('client', 'Hello'), goodbye()]],
  },
  create:
    () =>
    ({ session, report }) => {
      // Without the handshake, who is the client is known from the masks alone.
      if (session.handshake === 'missing') return undefined;
      return {
        frame: (frame) => {
          if (frame.from === 'client' && !frame.masked)
            report(ofHeader(frame, 'a frame of the client is not masked', 1));
        },
      };
    },
};
