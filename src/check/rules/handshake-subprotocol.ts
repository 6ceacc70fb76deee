import { ofHead } from '../evidence.js';
import { here, request, response, upgrade } from '../example.js';
import type { Rule } from '../rule.js';
import { listOf } from './handshake-upgrade.js';

export const handshakeSubprotocol: Rule = {
  id: 'handshake-subprotocol',
  family: 'handshake',
  severity: 'error',
  rfc: { number: 6455, section: '4.1' },
  summary: 'The server must choose a sub-protocol that was offered, or none',
  why: 'A client must fail the connection when it is told of a sub-protocol that it did not offer. The names are compared with regard to case.',
  remedy:
    'The server sends one of the values of Sec-WebSocket-Protocol of the request, as it is written there, or leaves the field out.',
  examples: {
    bad: [
      [request({ protocols: 'chat, superchat' }), here(response({ protocol: 'mqtt' }))],
      [request({ protocols: 'chat' }), here(response({ protocol: 'Chat' }))],
      [request(), here(response({ protocol: 'chat' }))],
      [request({ protocols: 'chat' }), here(response({ protocol: '' }))],
    ],
    good: [
      [upgrade({ protocols: 'chat, superchat' }, { protocol: 'superchat' })],
      [upgrade({ protocols: 'chat', headers: [['Sec-WebSocket-Protocol', 'mqtt']] }, { protocol: 'mqtt' })],
      [upgrade({ protocols: 'chat' })],
    ],
  },
  create: () => (session) => {
    const { request: asked, response: answer } = session.upgrade;
    if (asked === undefined || asked.cut || answer === undefined || answer.cut) return undefined;
    const [field] = answer.all('Sec-WebSocket-Protocol');
    if (field === undefined || session.session.status !== 101) return undefined;
    const offered = listOf(asked, 'Sec-WebSocket-Protocol');
    const strange = listOf(answer, 'Sec-WebSocket-Protocol').find((name) => !offered.includes(name));
    if (strange !== undefined) {
      session.report(ofHead(answer, `the sub-protocol ${strange.slice(0, 40)} was not offered`, field));
    } else if (field.value === '') {
      session.report(ofHead(answer, 'Sec-WebSocket-Protocol of the response is empty', field));
    }
    return undefined;
  },
};
