import { parseExtensions } from '../../http/extensions.js';
import { ofHeader } from '../evidence.js';
import { frame, goodbye, here, text, upgrade } from '../example.js';
import type { CheckedSession, Rule } from '../rule.js';

/** Whether it is known that no extension was agreed on but permessage-deflate: others may give bits and opcodes a meaning. */
export function atMostDeflate({ session, agreementKnown }: CheckedSession): boolean {
  if (!agreementKnown || session.handshake !== 'complete') return false;
  return parseExtensions(session.extensions ?? '')?.every(({ name }) => name === 'permessage-deflate') ?? false;
}

export const frameRsv: Rule = {
  id: 'frame-rsv',
  family: 'framing',
  severity: 'error',
  rfc: { number: 6455, section: '5.2' },
  summary: 'RSV bits must be 0 unless an extension gives them a meaning',
  why: 'A receiver must fail the connection. RSV1 without permessage-deflate in the response often means that the sender compresses though it was not agreed on.',
  remedy: 'The sender sets RSV1, RSV2 and RSV3 only as the extensions in the response say.',
  examples: {
    bad: [
      [upgrade(), here(text('server', 'Hello', { rsv1: true }), 'c1'), goodbye()],
      [upgrade(), here(text('client', 'Hello', { rsv2: true }), 'a1'), goodbye()],
      [upgrade(), here(frame('client', 9, '', { rsv3: true }), '99'), goodbye()],
    ],
    good: [
      [upgrade(), text('server', 'Hello'), goodbye()],
      [
        upgrade({ extensions: 'permessage-deflate' }, { extensions: 'permessage-deflate' }),
        text('server', 'Hello', { deflate: {} }),
        goodbye(),
      ],
      [upgrade({ extensions: 'x-own' }, { extensions: 'x-own' }), text('server', 'Hello', { rsv2: true }), goodbye()],
    ],
  },
  create: () => (session) => {
    if (!atMostDeflate(session)) return undefined;
    const deflate = session.deflate !== undefined;
    return {
      frame: (seen) => {
        const { rsv1, rsv2, rsv3 } = seen;
        const set = [rsv1 && !deflate && 'RSV1', rsv2 && 'RSV2', rsv3 && 'RSV3'].filter((name) => name !== false);
        if (set.length === 0) return;
        const message = `${set.join(', ')} set, and no extension was agreed on that uses ${set.length > 1 ? 'them' : 'it'}`;
        session.report(ofHeader(seen, message, 0));
      },
    };
  },
};
