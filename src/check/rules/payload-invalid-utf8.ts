import { ofPayload } from '../evidence.js';
import { binary, frame, goodbye, here, octets, text, upgrade } from '../example.js';
import type { Rule } from '../rule.js';

export const payloadInvalidUtf8: Rule = {
  id: 'payload-invalid-utf8',
  family: 'payload',
  severity: 'error',
  rfc: { number: 6455, section: '8.1' },
  summary: 'Text messages must be valid UTF-8',
  why: 'A receiver must fail the connection, with 1007: the application never sees the message. Often the bytes are Latin-1, or binary data sent as text.',
  remedy:
    'The sender encodes text as UTF-8, cuts it at characters only, and sends everything else as a binary message.',
  examples: {
    bad: [
      // A surrogate, which UTF-8 must not encode.
      [upgrade(), here(text('server', octets('48 69 20 ed a0 80')), 'a0'), goodbye()],
      // A character that the message ends in.
      [upgrade(), here(text('client', octets('e2 82')), 'e2'), goodbye()],
    ],
    good: [
      [upgrade(), text('client', 'κόσμε'), binary('client', octets('ff')), goodbye()],
      // A character may be cut between the frames of a message.
      [upgrade(), text('server', octets('e2 82'), { fin: false }), frame('server', 0, octets('ac')), goodbye()],
    ],
  },
  create:
    () =>
    ({ report }) => ({
      message: (message, facts) => {
        if (message.kind !== 'text') return;
        const at = facts.invalidUtf8At;
        if (at === undefined) return;
        const byte = (message.bytes[message.start + at] ?? 0).toString(16).padStart(2, '0');
        report(ofPayload(message, facts, `byte ${at} of a text message (0x${byte}) is not UTF-8`, at));
      },
    }),
};
