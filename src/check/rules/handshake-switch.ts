import { ofHead } from '../evidence.js';
import { head, here, request, response, type Step, upgrade } from '../example.js';
import type { Rule } from '../rule.js';
import { hasToken } from './handshake-upgrade.js';

function switching(upgradeTo: string, connection: string): Step {
  return head('server', 'HTTP/1.1 101 Switching Protocols', [
    ['Upgrade', upgradeTo],
    ['Connection', connection],
    ['Sec-WebSocket-Accept', 's3pPLMBiTxaQ9kYGzzhZRbK+xOo='],
  ]);
}

export const handshakeSwitch: Rule = {
  id: 'handshake-switch',
  family: 'handshake',
  severity: 'error',
  rfc: { number: 6455, section: '4.2.2' },
  summary: 'The 101 response must have Upgrade: websocket and Connection: Upgrade',
  why: 'Without them the client does not know what is spoken from here on: it must fail the connection.',
  remedy: 'The server sends both fields, and each proxy sends them on.',
  examples: {
    bad: [
      [request(), here(response({ without: ['Upgrade'] }))],
      [request(), here(response({ without: ['Connection'] }))],
      [request(), here(switching('websocket', 'keep-alive'))],
    ],
    good: [[upgrade()], [request(), switching('WebSocket', 'upgrade')]],
  },
  create: () => (session) => {
    const { response: answer } = session.upgrade;
    if (answer === undefined || answer.cut || session.session.status !== 101) return undefined;
    const missing: string[] = [];
    if (!hasToken(answer, 'Upgrade', 'websocket')) missing.push('Upgrade: websocket');
    if (!hasToken(answer, 'Connection', 'upgrade')) missing.push('Connection: Upgrade');
    if (missing.length > 0) session.report(ofHead(answer, `the 101 response has no ${missing.join(' and no ')}`));
    return undefined;
  },
};
