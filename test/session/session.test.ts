import { describe, expect, it } from 'vitest';
import { closePayload, EXAMPLE_KEY, httpHead, OPCODE, type TcpPacket } from '../../fixtures/build/index.js';
import { dissect } from './dissected.js';
import { Peers } from './peers.js';

/** The packets of several conversations, one of each in turn. */
function inTurn(...conversations: readonly Peers[]): TcpPacket[] {
  const longest = Math.max(...conversations.map(({ packets }) => packets.length));
  return Array.from({ length: longest }, (_, i) => conversations.flatMap(({ packets }) => packets[i] ?? [])).flat();
}

describe('a session', () => {
  it('is described by its upgrade', () => {
    const peers = Peers.connected({
      request: {
        uri: '/chat?room=1',
        host: 'chat.example.com:8080',
        protocols: 'chat, superchat',
        extensions: 'permessage-deflate',
        headers: [
          ['Origin', 'https://example.com'],
          ['User-Agent', 'test/1.0'],
        ],
      },
      response: { protocol: 'superchat', extensions: 'permessage-deflate; server_no_context_takeover' },
    });
    const { sessions, warnings } = dissect(peers.packets);
    expect(sessions).toHaveLength(1);
    expect(sessions[0]).toMatchObject({
      session: 1,
      stream: 0,
      begin: { seconds: 1_767_323_045, nanoseconds: 3_000_000, packet: 4 },
      client: { address: '192.0.2.1', port: 50_000 },
      server: { address: '192.0.2.2', port: 80 },
      http: '1.1',
      security: 'none',
      handshake: 'complete',
      method: 'GET',
      uri: '/chat?room=1',
      host: 'chat.example.com:8080',
      origin: 'https://example.com',
      userAgent: 'test/1.0',
      status: 101,
      statusText: 'Switching Protocols',
      subprotocol: 'superchat',
      extensions: 'permessage-deflate; server_no_context_takeover',
      key: EXAMPLE_KEY,
      accept: 's3pPLMBiTxaQ9kYGzzhZRbK+xOo=',
      acceptExpected: 's3pPLMBiTxaQ9kYGzzhZRbK+xOo=',
    });
    expect(warnings).toEqual([]);
  });

  it('knows its client by the request, not by address, port or who came first', () => {
    const ends = { client: { address: '192.0.2.9', port: 80 }, server: { address: '192.0.2.1', port: 60_000 } };
    const peers = Peers.connected({}, ends);
    peers.serverText('hi');
    const { sessions, log } = dissect(peers.packets);
    expect(sessions[0]).toMatchObject(ends);
    expect(log).toEqual(['Server.1 text hi']);
  });

  it('over IPv6 has addresses as RFC 5952 writes them', () => {
    const ends = { client: { address: '2001:db8:0:0:1:0:0:1', port: 50_000 }, server: { address: '::1', port: 80 } };
    const { sessions } = dissect(Peers.connected({}, ends).packets);
    expect(sessions[0]).toMatchObject({
      client: { address: '2001:db8::1:0:0:1', port: 50_000 },
      server: { address: '::1', port: 80 },
    });
  });

  it('on the second request of a connection begins with that request', () => {
    const peers = Peers.midstream();
    peers.handshake();
    peers.client(httpHead('GET /info HTTP/1.1', [['Host', 'a']]));
    peers.server(`${httpHead('HTTP/1.1 200 OK', [['Content-Length', '2']])}ok`);
    peers.client(Peers.request());
    peers.server(Peers.response());
    expect(dissect(peers.packets).sessions).toMatchObject([{ session: 1, begin: { packet: 6 } }]);
  });
});

describe('numbers', () => {
  it('of sessions go by when they were recognised, of streams by Wireshark', () => {
    const [first, second, third] = [1, 2, 3].map((port) => Peers.connected({}, { client: { port } }));
    if (first === undefined || second === undefined || third === undefined) throw new Error('three');
    // The second connection is open first, and upgraded last.
    const packets = [...second.packets.slice(0, 3), ...third.packets, ...first.packets, ...second.packets.slice(3)];
    expect(dissect(packets).sessions.map(({ session, stream, client }) => [session, stream, client.port])).toEqual([
      [1, 1, 3],
      [2, 2, 1],
      [3, 0, 2],
    ]);
  });

  it('of messages count each direction of each session from 1', () => {
    const conversations = [1, 2].map((port) => Peers.connected({}, { client: { port } }));
    for (const peers of conversations) {
      peers.clientText('a');
      peers.serverText('b');
      peers.serverText('c');
      peers.clientText('d');
    }
    expect(dissect(inTurn(...conversations)).messages.map(({ session, id }) => `${session} ${id}`)).toEqual([
      '1 Client.1',
      '2 Client.1',
      '1 Server.1',
      '2 Server.1',
      '1 Server.2',
      '2 Server.2',
      '1 Client.2',
      '2 Client.2',
    ]);
  });

  it('as Fiddler has them count the frames of both directions', () => {
    const peers = Peers.connected();
    peers.clientText('1');
    peers.serverText('2');
    peers.serverFrame({ opcode: OPCODE.text, fin: false, payload: 'a' });
    peers.clientFrame({ opcode: OPCODE.ping });
    peers.serverFrame({ opcode: OPCODE.continuation, payload: 'b' });
    expect(dissect(peers.packets).messages.map(({ id, frameNumber }) => [id, frameNumber])).toEqual([
      ['Client.1', 1],
      ['Server.1', 2],
      ['Client.2', 4],
      ['Server.2', 5],
    ]);
  });

  it('of streams go on where ports are used again', () => {
    const first = Peers.connected();
    first.finish('client');
    const second = Peers.connected({}, { start: first.time, client: { isn: 70_000 } });
    second.serverText('again');
    const { sessions, log, order } = dissect([...first.packets, ...second.packets]);
    expect(sessions.map(({ session, stream }) => [session, stream])).toEqual([
      [1, 0],
      [2, 1],
    ]);
    expect(log).toEqual(['Server.1 text again']);
    expect(order).toEqual(['session 1', 'end 1', 'session 2', 'Server.1', 'end 2']);
  });
});

describe('the end of a session', () => {
  it.each<[string, (peers: Peers) => void, object]>([
    [
      'Close of both sides',
      (p) => {
        p.clientFrame({ opcode: OPCODE.close, payload: closePayload(1001) });
        p.serverFrame({ opcode: OPCODE.close, payload: closePayload(1002) });
        p.finish('server');
      },
      { reason: 'close', by: 'client', code: 1001, packet: 11 },
    ],
    [
      'Close of the server alone',
      (p) => p.serverFrame({ opcode: OPCODE.close, payload: closePayload(4000) }),
      { reason: 'close', by: 'server', code: 4000 },
    ],
    [
      'Close without a code',
      (p) => p.clientFrame({ opcode: OPCODE.close }),
      { reason: 'close', by: 'client', code: undefined },
    ],
    ['FIN of the server', (p) => p.finish('server'), { reason: 'fin', by: 'server', code: undefined }],
    ['FIN of the client', (p) => p.finish('client'), { reason: 'fin', by: 'client' }],
    ['RST of the client', (p) => p.rst('client'), { reason: 'rst', by: 'client' }],
    [
      'RST of the server, after its FIN',
      (p) => {
        p.fin('server');
        p.rst('server');
      },
      { reason: 'fin', by: 'server' },
    ],
    [
      'Close, then RST',
      (p) => {
        p.serverFrame({ opcode: OPCODE.close, payload: closePayload(1000) });
        p.rst('client');
      },
      { reason: 'close', by: 'server', code: 1000 },
    ],
    ['the end of the capture', () => {}, { reason: 'capture-end', by: undefined, code: undefined }],
  ])('%s', (_, end, expected) => {
    const peers = Peers.connected();
    peers.serverText('x');
    end(peers);
    expect(dissect(peers.packets).ends).toMatchObject([{ session: 1, ...expected }]);
  });

  it.each<[string, (peers: Peers) => void, string]>([
    ['FIN', (p) => p.fin('server'), 'fin'],
    ['RST', (p) => p.rst('server'), 'rst'],
  ])('a %s that stands in the capture before the upgrade request counts', (_, end, reason) => {
    const peers = Peers.connected();
    peers.serverText('x');
    end(peers);
    const [syn, synAck, ack, request, ...rest] = peers.packets;
    const packets = [syn, synAck, ack, ...rest, request].flatMap((packet) => packet ?? []);
    expect(dissect(packets).ends).toMatchObject([{ reason, by: 'server', serverMessages: 1 }]);
  });

  it('counts messages and the bytes of each side as the application sees them', () => {
    const peers = Peers.compressing();
    peers.clientText('abc');
    peers.clientFrame({ opcode: OPCODE.ping, payload: 'de' });
    peers.serverText('\u00e9');
    peers.serverFrame({ opcode: OPCODE.close, payload: closePayload(1000, 'ok') });
    expect(dissect(peers.packets).ends).toMatchObject([
      { clientMessages: 2, clientBytes: 5, serverMessages: 2, serverBytes: 6 },
    ]);
  });

  it('comes once the connection is over, before what comes later in the capture', () => {
    const first = Peers.connected();
    first.serverText('x');
    first.finish('server');
    const second = Peers.connected({}, { client: { port: 1 }, start: first.time + 1_000_000_000n });
    expect(dissect([...first.packets, ...second.packets]).order).toEqual([
      'session 1',
      'Server.1',
      'end 1',
      'session 2',
      'end 2',
    ]);
  });

  it('of many open sessions comes in the order of their streams', () => {
    const conversations = [3, 1, 2].map((port) => Peers.connected({}, { client: { port } }));
    expect(dissect(inTurn(...conversations)).ends.map(({ session }) => session)).toEqual([1, 2, 3]);
  });
});

describe('a refused upgrade', () => {
  it.each([301, 401, 403, 426, 500, 503])(
    'with status %i is a session without messages and without an end',
    (status) => {
      const peers = Peers.midstream();
      peers.handshake();
      peers.client(Peers.request({ protocols: 'chat' }));
      peers.server(httpHead(`HTTP/1.1 ${status} No`, [['Content-Length', '0']]));
      const { sessions, order, warnings } = dissect(peers.packets);
      expect(sessions).toMatchObject([
        { handshake: 'refused', status, statusText: 'No', uri: '/chat', key: EXAMPLE_KEY },
      ]);
      expect(order).toEqual(['session 1']);
      expect(warnings).toEqual([]);
    },
  );

  it('may be followed by one that is accepted, on the same stream', () => {
    const peers = Peers.midstream();
    peers.handshake();
    peers.client(Peers.request());
    peers.server(httpHead('HTTP/1.1 401 Unauthorized', [['Content-Length', '0']]));
    peers.client(Peers.request({ headers: [['Authorization', 'Basic eDp5']] }));
    peers.server(Peers.response());
    peers.serverText('welcome');
    const { sessions, log } = dissect(peers.packets);
    expect(sessions.map(({ session, stream, handshake }) => [session, stream, handshake])).toEqual([
      [1, 0, 'refused'],
      [2, 0, 'complete'],
    ]);
    expect(log).toEqual(['Server.1 text welcome']);
  });
});
