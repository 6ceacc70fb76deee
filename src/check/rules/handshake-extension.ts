import { type Extension, parseExtensions } from '../../http/extensions.js';
import type { HeadView } from '../../session/observer.js';
import { ofHead } from '../evidence.js';
import { here, request, response, upgrade } from '../example.js';
import type { Rule } from '../rule.js';

/** The extensions of a head, of all its lines; undefined where they do not follow the grammar. */
export function extensionsOf(head: HeadView): Extension[] | undefined {
  const values = head.all('Sec-WebSocket-Extensions').map(({ value }) => value);
  return parseExtensions(values.join(', '));
}

export const handshakeExtension: Rule = {
  id: 'handshake-extension',
  family: 'handshake',
  severity: 'error',
  rfc: { number: 6455, section: '4.1' },
  summary: 'The server must use only extensions that were offered',
  why: 'An extension changes what frames mean: a client that did not offer it cannot read them, and must fail the connection.',
  remedy: 'The server answers with extensions that the request offers only, or leaves the field out.',
  examples: {
    bad: [
      [request(), here(response({ extensions: 'permessage-deflate' }))],
      [request({ extensions: 'permessage-deflate' }), here(response({ extensions: 'x-webkit-deflate-frame' }))],
    ],
    good: [
      [upgrade({ extensions: 'permessage-deflate; client_max_window_bits' }, { extensions: 'permessage-deflate' })],
      [upgrade({ extensions: 'permessage-deflate' })],
    ],
  },
  create: () => (session) => {
    const { request: asked, response: answer } = session.upgrade;
    if (asked === undefined || asked.cut || answer === undefined || answer.cut) return undefined;
    const [field] = answer.all('Sec-WebSocket-Extensions');
    if (field === undefined || session.session.status !== 101) return undefined;
    const offered = extensionsOf(asked);
    const chosen = extensionsOf(answer);
    // What does not follow the grammar says nothing of what was offered.
    if (offered === undefined || chosen === undefined) return undefined;
    const strange = chosen.find(({ name }) => offered.every((offer) => offer.name !== name));
    if (strange === undefined) return undefined;
    session.report(ofHead(answer, `the extension ${strange.name.slice(0, 40)} was not offered`, field));
    return undefined;
  },
};
