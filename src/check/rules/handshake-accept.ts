import { acceptFor } from '../../http/accept.js';
import { ofHead } from '../evidence.js';
import { here, request, response, upgrade } from '../example.js';
import type { Rule } from '../rule.js';

const KEY = 'c3SkgVxVCDhVCp69PJFf3A==';

/** Base64 over the hex digits of the digest in place of its bytes: what many hash functions return is hex. */
function acceptOverHex(accept: string, upper = false): string {
  const digits = Buffer.from(accept, 'base64').toString('hex');
  return Buffer.from(upper ? digits.toUpperCase() : digits, 'latin1').toString('base64');
}

function whatIsWrong(accept: string, expected: string): string {
  if (accept === acceptOverHex(expected) || accept === acceptOverHex(expected, true)) {
    return `Sec-WebSocket-Accept is the base64 of the SHA-1 digest written in hex, not of its 20 bytes: ${expected} was due`;
  }
  return `Sec-WebSocket-Accept does not answer the key: ${expected} was due`;
}

export const handshakeAccept: Rule = {
  id: 'handshake-accept',
  family: 'handshake',
  severity: 'error',
  rfc: { number: 6455, section: '4.2.2' },
  summary: 'Sec-WebSocket-Accept must be there, and be what the key demands',
  why: 'It proves that the server understood the handshake and is no cache or plain web server that repeats what it was sent. A client must fail the connection.',
  remedy:
    "The server takes SHA-1 over the request's Sec-WebSocket-Key followed by 258EAFA5-E914-47DA-95CA-C5AB0DC85B11, and sends the base64 of the digest's 20 bytes.",
  examples: {
    bad: [
      [request(), here(response({ without: ['Sec-WebSocket-Accept'] }))],
      [request(), here(response({ accept: acceptFor(KEY) }))],
      [request({ key: KEY }), here(response({ key: KEY, accept: acceptOverHex(acceptFor(KEY)) }))],
    ],
    good: [[...upgrade({ key: KEY }, { key: KEY })]],
  },
  create: () => (session) => {
    const { response: answer } = session.upgrade;
    const { acceptExpected: expected, handshake } = session.session;
    if (answer === undefined || expected === undefined || handshake !== 'complete') return undefined;
    const [field] = answer.all('Sec-WebSocket-Accept');
    if (field === undefined) {
      if (!answer.cut)
        session.report(ofHead(answer, `the 101 response has no Sec-WebSocket-Accept: ${expected} was due`));
    } else if (field.value !== expected) {
      session.report(ofHead(answer, whatIsWrong(field.value, expected), field));
    }
    return undefined;
  },
};
