import { ofHead } from '../evidence.js';
import { here, request, response, upgrade } from '../example.js';
import type { Rule } from '../rule.js';

export const handshakeSubprotocolTwice: Rule = {
  id: 'handshake-subprotocol-twice',
  family: 'handshake',
  severity: 'error',
  rfc: { number: 6455, section: '11.3.4' },
  summary: 'The response must name one sub-protocol, once',
  why: 'Nobody can tell which of several is spoken: most clients fail the connection.',
  remedy: 'The server chooses one of those offered. Often a framework and the application both set the field.',
  examples: {
    bad: [
      [
        request({ protocols: 'chat, superchat' }),
        here(response({ protocol: 'chat', headers: [['Sec-WebSocket-Protocol', 'superchat']] })),
      ],
      [request({ protocols: 'chat, superchat' }), here(response({ protocol: 'chat, superchat' }))],
    ],
    good: [[upgrade({ protocols: 'chat, superchat' }, { protocol: 'chat' })], [upgrade()]],
  },
  create: () => (session) => {
    const { response: answer } = session.upgrade;
    if (answer === undefined || answer.cut || session.session.status !== 101) return undefined;
    const [first, second] = answer.all('Sec-WebSocket-Protocol');
    if (second !== undefined) {
      session.report(ofHead(answer, 'the response has more than one Sec-WebSocket-Protocol', second));
    } else if (first?.value.includes(',')) {
      session.report(ofHead(answer, 'Sec-WebSocket-Protocol of the response is a list', first));
    }
    return undefined;
  },
};
