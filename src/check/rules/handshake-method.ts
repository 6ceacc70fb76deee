import { ofHead } from '../evidence.js';
import { head, here, response, type Step, upgrade } from '../example.js';
import type { Rule } from '../rule.js';

/** The fields of an ordinary upgrade request, for examples whose request line differs. */
export const UPGRADE_FIELDS = [
  ['Host', 'server.example.com'],
  ['Upgrade', 'websocket'],
  ['Connection', 'Upgrade'],
  ['Sec-WebSocket-Key', 'dGhlIHNhbXBsZSBub25jZQ=='],
  ['Sec-WebSocket-Version', '13'],
] as const;

/** An ordinary upgrade request, for examples in which one of its fields has another value. */
export function requestWith(name: (typeof UPGRADE_FIELDS)[number][0], value: string): Step {
  const fields = UPGRADE_FIELDS.map((field) => (field[0] === name ? ([name, value] as const) : field));
  return head('client', 'GET /chat HTTP/1.1', fields);
}

export const handshakeMethod: Rule = {
  id: 'handshake-method',
  family: 'handshake',
  severity: 'error',
  rfc: { number: 6455, section: '4.1' },
  summary: 'The method of an upgrade request must be GET',
  why: 'Servers route by method: to most of them anything else is no upgrade, and is answered as an ordinary request.',
  remedy: 'The client sends GET, in capitals and without a body.',
  examples: {
    bad: [[here(head('client', 'POST /chat HTTP/1.1', UPGRADE_FIELDS)), response()]],
    good: [[upgrade()]],
  },
  create: () => (session) => {
    const { request } = session.upgrade;
    const { method } = session.session;
    // A request line that could not be read has no method.
    if (request === undefined || request.cut || !method || method === 'GET') return undefined;
    session.report(ofHead(request, `the method of the upgrade request is ${method}, not GET`));
    return undefined;
  },
};
