import { describe, expect, it } from 'vitest';
import { closePayload, OPCODE, TcpConversation } from '../../fixtures/build/index.js';
import { Peers } from '../session/peers.js';
import { followed } from './followed-text.js';

describe('following a stream as WebSocket', () => {
  it('gives messages unmasked, control frames too', async () => {
    const peers = Peers.connected();
    peers.clientText('hello');
    peers.serverFrame({ opcode: OPCODE.ping, payload: 'there?' });
    peers.clientFrame({ opcode: OPCODE.close, payload: closePayload(1000) });
    const { lines, nodes } = await followed(peers.packets, { as: 'websocket' });
    expect(lines).toEqual(['client 6 text: hello', 'server 7 ping: there?', 'client 8 close: \u0003\u00e8']);
    expect(nodes).toBe('192.0.2.1:50000 192.0.2.2:80');
  });

  it('marks a hole on its side, and says what it cost', async () => {
    const peers = Peers.connected();
    const [lost] = peers.serverText('x'.repeat(100));
    peers.serverText('later');
    peers.finish('client');
    const { lines } = await followed(
      peers.packets.filter((packet) => packet !== lost),
      { as: 'websocket' },
    );
    expect(lines).toEqual(['server: [102 missing]', 'server 6 text: later']);
  });

  it('finds nothing in a stream without a session', async () => {
    const tcp = new TcpConversation();
    tcp.handshake();
    tcp.client('hello');
    const { lines, nodes, following } = await followed(tcp.packets, { as: 'websocket' });
    expect(lines).toEqual([]);
    expect(nodes).toBe('192.0.2.1:50000 192.0.2.2:80');
    expect(following.pieces).toBe(0);
  });
});
