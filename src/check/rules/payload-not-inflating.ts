import { ofMessage } from '../evidence.js';
import { frame, goodbye, here, octets, text, upgrade } from '../example.js';
import type { Rule } from '../rule.js';

const DEFLATE = { extensions: 'permessage-deflate' };

export const payloadNotInflating: Rule = {
  id: 'payload-not-inflating',
  family: 'payload',
  severity: 'error',
  rfc: { number: 7692, section: '7.2.2' },
  summary: 'A compressed message must inflate',
  why: 'A receiver must fail the connection, and the message is lost. Often the sender set RSV1 on a payload that it did not compress, or began a new context where the old one was due.',
  remedy:
    'The sender compresses with raw DEFLATE, without a zlib or gzip header, and sets RSV1 on what is compressed alone.',
  examples: {
    bad: [[upgrade(DEFLATE, DEFLATE), here(frame('server', 1, octets('ff ff ff ff'), { rsv1: true })), goodbye()]],
    good: [
      [upgrade(DEFLATE, DEFLATE), text('server', 'Hello', { deflate: {} }), text('server', 'Hello'), goodbye()],
      [upgrade(DEFLATE, DEFLATE), text('server', 'Hello', { deflate: {} }), text('server', 'Hello', { deflate: {} })],
    ],
  },
  create: () => (session) => {
    if (session.deflate === undefined) return undefined;
    return {
      message: (message, facts) => {
        const why = facts.inflateFailure;
        if (why === undefined) return;
        session.report(ofMessage(message, facts, `a compressed message does not inflate: ${why}`));
      },
    };
  },
};
