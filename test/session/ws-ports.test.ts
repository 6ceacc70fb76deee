import { describe, expect, it } from 'vitest';
import { frame, hex, OPCODE } from '../../fixtures/build/index.js';
import { dissect } from './dissected.js';
import { KEY, Peers } from './peers.js';

const { text, binary } = OPCODE;
const LONG = 'a message that is long enough to be told from an accident, by far';

describe('the option wsPorts', () => {
  it('takes a connection to that port for WebSocket on little evidence', () => {
    const peers = Peers.midstream({ server: { port: 8081 } });
    peers.clientFrame({ opcode: binary, payload: hex('01') });
    expect(dissect(peers.packets).log).toEqual([]);
    const { log, sessions } = dissect(peers.packets, { wsPorts: [8080, 8081] });
    expect(log).toEqual(['Client.1 binary \u0001']);
    expect(sessions).toMatchObject([{ handshake: 'missing', client: { port: 50_000 }, server: { port: 8081 } }]);
  });

  it('tells the server by its port, even where the mask bits are wrong', () => {
    const peers = Peers.midstream({ server: { port: 8081 } });
    peers.server(frame({ opcode: text, mask: KEY, payload: 'masked by the server' }));
    expect(dissect(peers.packets, { wsPorts: [8081] }).log).toEqual(['Server.1 text masked by the server']);
  });

  it.each([80, 65_535])('works with the server on port %i, the smaller or the larger one', (port) => {
    const peers = Peers.midstream({ client: { port: 5000 }, server: { port } });
    peers.serverText('hello');
    expect(dissect(peers.packets, { wsPorts: [port] }).sessions).toMatchObject([{ server: { port } }]);
  });

  it('says nothing of a connection that is plainly something else', () => {
    const peers = Peers.midstream({ server: { port: 8081 } });
    peers.client('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    peers.server('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
    expect(dissect(peers.packets, { wsPorts: [8081] }).sessions).toEqual([]);
  });

  it('a captured handshake counts as ever', () => {
    const peers = Peers.connected({}, { server: { port: 8081 } });
    peers.serverText('hello');
    expect(dissect(peers.packets, { wsPorts: [8081] }).sessions).toMatchObject([{ handshake: 'complete' }]);
  });

  it('joined in the middle of a message of each side, the next frames are found', () => {
    const peers = Peers.midstream({ server: { port: 8081 } });
    peers.client('rest of the client');
    peers.server('rest of the server');
    for (let i = 0; i < 3; i++) {
      peers.clientText(LONG);
      peers.serverText(LONG);
    }
    const { log } = dissect(peers.packets, { wsPorts: [8081] });
    expect(log.filter((line) => line.endsWith(LONG))).toHaveLength(6);
  });
});
