import { ofHead } from '../evidence.js';
import { here, request, response, upgrade } from '../example.js';
import type { Rule } from '../rule.js';
import { requestWith } from './handshake-method.js';
import { hasToken } from './handshake-upgrade.js';

export const handshakeConnection: Rule = {
  id: 'handshake-connection',
  family: 'handshake',
  severity: 'error',
  rfc: { number: 6455, section: '4.1' },
  summary: 'The Connection field of the request must include Upgrade',
  why: 'A server must ignore an Upgrade that Connection does not name (RFC 9110, section 7.8). Often a proxy replaced it with keep-alive or close.',
  remedy: 'The client sends Connection: Upgrade, other tokens beside it do no harm, and each proxy sends its own.',
  examples: {
    bad: [
      [here(request({ without: ['Connection'] })), response()],
      [here(requestWith('Connection', 'keep-alive')), response()],
    ],
    good: [[upgrade()], [requestWith('Connection', 'keep-alive, upgrade'), response()]],
  },
  create: () => (session) => {
    const { request: asked } = session.upgrade;
    if (asked === undefined || asked.cut || hasToken(asked, 'Connection', 'upgrade')) return undefined;
    const [field] = asked.all('Connection');
    const message = field === undefined ? 'has no Connection' : 'has a Connection without Upgrade';
    session.report(ofHead(asked, `the upgrade request ${message}`, field));
    return undefined;
  },
};
