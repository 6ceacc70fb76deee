import { ofHead } from '../evidence.js';
import { here, request, response, upgrade } from '../example.js';
import type { Rule } from '../rule.js';

export const handshakeHost: Rule = {
  id: 'handshake-host',
  family: 'handshake',
  severity: 'error',
  rfc: { number: 6455, section: '4.1' },
  summary: 'An upgrade request must have one Host field',
  why: 'A server answers a request without Host, or with several, with 400 (RFC 9112, section 3.2), and a proxy does not know where it belongs.',
  remedy: 'The client sends the host of the URL as Host, with the port where it is not the default.',
  examples: {
    bad: [
      [here(request({ without: ['Host'] })), response()],
      [here(request({ headers: [['Host', 'other.example.com']] })), response()],
    ],
    good: [[upgrade()], [upgrade({ host: '[2001:db8::1]:8080' })]],
  },
  create: () => (session) => {
    const { request: asked } = session.upgrade;
    if (asked === undefined || asked.cut) return undefined;
    const [first, second] = asked.all('Host');
    if (first === undefined) session.report(ofHead(asked, 'the upgrade request has no Host'));
    else if (second !== undefined) session.report(ofHead(asked, 'the upgrade request has more than one Host', second));
    return undefined;
  },
};
