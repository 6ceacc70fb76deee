import { ofHead } from '../evidence.js';
import { here, request, response, upgrade } from '../example.js';
import type { Rule } from '../rule.js';

/** Base64 of 16 bytes (RFC 4648, section 4). */
const NONCE = /^[A-Za-z0-9+/]{22}==$/;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

function whatIsWrong(key: string): string {
  if (key === '') return 'Sec-WebSocket-Key is empty';
  if (!BASE64.test(key)) return 'Sec-WebSocket-Key is not base64';
  return `Sec-WebSocket-Key is the base64 of ${Buffer.from(key, 'base64').length} bytes, not of 16`;
}

export const handshakeKey: Rule = {
  id: 'handshake-key',
  family: 'handshake',
  severity: 'error',
  rfc: { number: 6455, section: '4.1' },
  summary: 'Sec-WebSocket-Key must be there once, and be the base64 of 16 bytes',
  why: 'The server proves with it that it understood the handshake. Strict servers answer anything else with 400.',
  remedy: 'The client sends the base64 of 16 random bytes: 24 characters, of which the last two are =.',
  examples: {
    bad: [
      [here(request({ without: ['Sec-WebSocket-Key'] })), response({ accept: '' })],
      [here(request({ key: 'c2hvcnQ=' })), response({ key: 'c2hvcnQ=' })],
      [here(request({ key: 'a plain text as a key!!!' })), response({ key: 'a plain text as a key!!!' })],
      [here(request({ headers: [['Sec-WebSocket-Key', 'AQIDBAUGBwgJCgsMDQ4PEA==']] })), response()],
    ],
    good: [[upgrade()]],
  },
  create: () => (session) => {
    const { request: asked, obsolete } = session.upgrade;
    if (asked === undefined || asked.cut || obsolete !== undefined) return undefined;
    const [first, second] = asked.all('Sec-WebSocket-Key');
    if (first === undefined) session.report(ofHead(asked, 'the upgrade request has no Sec-WebSocket-Key'));
    else if (!NONCE.test(first.value)) session.report(ofHead(asked, whatIsWrong(first.value), first));
    else if (second !== undefined)
      session.report(ofHead(asked, 'the upgrade request has more than one Sec-WebSocket-Key', second));
    return undefined;
  },
};
