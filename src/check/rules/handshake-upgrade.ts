import type { HeadView } from '../../session/observer.js';
import { ofHead } from '../evidence.js';
import { here, request, response, upgrade } from '../example.js';
import type { Rule } from '../rule.js';
import { requestWith } from './handshake-method.js';

/** The members of a field that is a comma-separated list (RFC 9110, section 5.6.1), of all its lines, as sent. */
export function listOf(head: HeadView, name: string): string[] {
  const members = head.all(name).flatMap(({ value }) => value.split(','));
  return members.map((member) => member.trim()).filter((member) => member !== '');
}

/** Whether a list has a token, in any case. @param token in lower case */
export function hasToken(head: HeadView, name: string, token: string): boolean {
  return listOf(head, name).some((member) => member.toLowerCase() === token);
}

export const handshakeUpgrade: Rule = {
  id: 'handshake-upgrade',
  family: 'handshake',
  severity: 'error',
  rfc: { number: 6455, section: '4.1' },
  summary: 'The Upgrade field of the request must include websocket',
  why: 'Without it a request asks for no WebSocket, whatever else is in it. Often a proxy took it away: Upgrade is for one hop only.',
  remedy: 'The client sends Upgrade: websocket, and each proxy sends it on.',
  examples: {
    bad: [
      [here(request({ without: ['Upgrade'] })), response()],
      [here(requestWith('Upgrade', 'WebSockets')), response()],
    ],
    good: [[upgrade()], [requestWith('Upgrade', 'h2c, WebSocket'), response()]],
  },
  create: () => (session) => {
    const { request: asked } = session.upgrade;
    if (asked === undefined || asked.cut || hasToken(asked, 'Upgrade', 'websocket')) return undefined;
    const [field] = asked.all('Upgrade');
    const message = field === undefined ? 'has no Upgrade' : 'has an Upgrade without websocket';
    session.report(ofHead(asked, `the upgrade request ${message}`, field));
    return undefined;
  },
};
