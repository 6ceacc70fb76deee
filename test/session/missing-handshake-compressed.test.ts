import { describe, expect, it } from 'vitest';
import { OPCODE, PermessageDeflate } from '../../fixtures/build/index.js';
import { dissect } from './dissected.js';
import { Peers } from './peers.js';

const { text } = OPCODE;
const LONG = 'a message that is long enough to be told from an accident, by far';

describe('compression without a handshake', () => {
  function talk(contextTakeover: boolean, from: number): string[] {
    const peers = Peers.midstream();
    const [client, server] = [new PermessageDeflate({ contextTakeover }), new PermessageDeflate({ contextTakeover })];
    for (let i = 0; i < 6; i++) {
      peers.clientFrame({ opcode: text, rsv1: true, payload: client.compress(`${i} ${LONG}`) });
      peers.serverFrame({ opcode: text, rsv1: true, payload: server.compress(`${i} ${LONG}`) });
    }
    const { messages } = dissect(peers.packets.slice(from));
    return messages.map(({ id, text: content, compressed, unverified, length, wireLength }) => {
      const shown = content.endsWith(LONG) ? content.slice(0, 1) : length === wireLength ? 'as on the wire' : content;
      return `${id} ${shown}${compressed ? ' compressed' : ''}${unverified ? ' unverified' : ''}`;
    });
  }

  it('from the beginning on: it is tried and said', () => {
    expect(talk(true, 0).slice(0, 2)).toEqual(['Client.1 0 compressed unverified', 'Server.1 0 compressed unverified']);
    expect(talk(true, 0).at(-1)).toBe('Server.6 5 compressed unverified');
  });

  it('from the middle on, without context takeover: it inflates', () => {
    expect(talk(false, 6)).toEqual(
      [3, 4, 5].flatMap((i) => [
        `Client.${i - 2} ${i} compressed unverified`,
        `Server.${i - 2} ${i} compressed unverified`,
      ]),
    );
  });

  it('from the middle on, with context takeover: shown as it was on the wire, as the context is not known', () => {
    const lines = talk(true, 6);
    expect(lines).toHaveLength(6);
    for (const line of lines) expect(line).toMatch(/as on the wire compressed unverified$/);
  });
});
