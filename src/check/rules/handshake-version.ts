import { ofHead } from '../evidence.js';
import { here, request, response, upgrade } from '../example.js';
import type { Rule } from '../rule.js';
import { requestWith } from './handshake-method.js';

export const handshakeVersion: Rule = {
  id: 'handshake-version',
  family: 'handshake',
  severity: 'error',
  rfc: { number: 6455, section: '4.1' },
  summary: 'Sec-WebSocket-Version of the request must be 13',
  why: 'Other versions are drafts before the RFC. A server must refuse them, and many servers frame as version 13 does whatever was asked for.',
  remedy: 'The client sends Sec-WebSocket-Version: 13, once.',
  examples: {
    bad: [
      [here(request({ without: ['Sec-WebSocket-Version'] })), response()],
      [here(requestWith('Sec-WebSocket-Version', '8')), response()],
      [here(request({ headers: [['Sec-WebSocket-Version', '13']] })), response()],
    ],
    good: [[upgrade()]],
  },
  create: () => (session) => {
    const { request: asked, obsolete } = session.upgrade;
    if (asked === undefined || asked.cut) return undefined;
    const [first, second] = asked.all('Sec-WebSocket-Version');
    if (first === undefined) {
      const draft = obsolete === undefined ? '' : `: it is ${obsolete}, older than the RFC`;
      session.report(ofHead(asked, `the upgrade request has no Sec-WebSocket-Version${draft}`));
    } else if (first.value !== '13') {
      session.report(ofHead(asked, `Sec-WebSocket-Version is ${first.value.slice(0, 40)}, not 13`, first));
    } else if (second !== undefined) {
      session.report(ofHead(asked, 'the upgrade request has more than one Sec-WebSocket-Version', second));
    }
    return undefined;
  },
};
