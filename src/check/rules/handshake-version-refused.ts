import { ofHead } from '../evidence.js';
import { head, here, response, upgrade } from '../example.js';
import type { Rule } from '../rule.js';
import { requestWith } from './handshake-method.js';

const OLDER = requestWith('Sec-WebSocket-Version', '8');

export const handshakeVersionRefused: Rule = {
  id: 'handshake-version-refused',
  family: 'handshake',
  severity: 'error',
  rfc: { number: 6455, section: '4.2.2' },
  summary: 'A server must refuse another version than 13, and say which it knows',
  why: 'A client that asked for another version can only go on with one that the server knows; one that was accepted may frame otherwise than the server does.',
  remedy: 'The server answers 426 Upgrade Required with Sec-WebSocket-Version: 13.',
  examples: {
    bad: [
      [OLDER, here(response())],
      [OLDER, here(head('server', 'HTTP/1.1 426 Upgrade Required', [['Content-Length', '0']]))],
    ],
    good: [
      [upgrade()],
      [
        OLDER,
        head('server', 'HTTP/1.1 426 Upgrade Required', [
          ['Sec-WebSocket-Version', '13'],
          ['Content-Length', '0'],
        ]),
      ],
      // Refused for another reason, before the version was looked at.
      [OLDER, head('server', 'HTTP/1.1 401 Unauthorized', [['Content-Length', '0']])],
    ],
  },
  create: () => (session) => {
    const { request: asked, response: answer, obsolete } = session.upgrade;
    if (asked === undefined || asked.cut || answer === undefined || obsolete !== undefined) return undefined;
    const version = asked.all('Sec-WebSocket-Version')[0]?.value;
    if (version === '13') return undefined;
    const asking = version === undefined ? 'a request without a version' : `version ${version.slice(0, 40)}`;
    const { status } = session.session;
    if (status === 101) {
      session.report(ofHead(answer, `the server accepts ${asking}`));
    } else if (status === 426 && !answer.cut && answer.all('Sec-WebSocket-Version').length === 0) {
      session.report(ofHead(answer, `the server refuses ${asking} and does not say which it knows`));
    }
    return undefined;
  },
};
