import { describe, expect, it } from 'vitest';
import { closePayload, concat, fragments, frame, hex, OPCODE } from '../../fixtures/build/index.js';
import { dissect } from './dissected.js';
import { KEY, Peers } from './peers.js';

const { text, binary, ping, pong } = OPCODE;
const LONG = 'a message that is long enough to be told from an accident, by far';

describe('a session whose handshake is not in the capture is found by its frames', () => {
  it.each<[string, (peers: Peers) => void, string[]]>([
    [
      'texts of both sides',
      (p) => {
        p.clientText('{"type":"ping"}');
        p.serverText('{"type":"pong"}');
        p.clientText('{"type":"ping"}');
        p.serverText('{"type":"pong"}');
      },
      [
        'Client.1 text {"type":"ping"}',
        'Server.1 text {"type":"pong"}',
        'Client.2 text {"type":"ping"}',
        'Server.2 text {"type":"pong"}',
      ],
    ],
    [
      'the server speaks first',
      (p) => {
        p.serverText('{"type":"hello"}');
        p.clientText('{"type":"hello"}');
        p.serverText('{"type":"bye"}');
      },
      ['Server.1 text {"type":"hello"}', 'Client.1 text {"type":"hello"}', 'Server.2 text {"type":"bye"}'],
    ],
    [
      'binary of both sides',
      (p) => {
        for (let i = 0; i < 3; i++) {
          p.clientFrame({ opcode: binary, payload: hex('0001fe') });
          p.serverFrame({ opcode: binary, payload: hex('0001fe') });
        }
      },
      Array.from({ length: 3 }, (_, i) => [
        `Client.${i + 1} binary \0\u0001\ufffd`,
        `Server.${i + 1} binary \0\u0001\ufffd`,
      ]).flat(),
    ],
    [
      'only pings and pongs',
      (p) => {
        for (let i = 0; i < 3; i++) {
          p.serverFrame({ opcode: ping });
          p.clientFrame({ opcode: pong });
        }
      },
      Array.from({ length: 3 }, (_, i) => [`Server.${i + 1} ping`, `Client.${i + 1} pong`]).flat(),
    ],
    [
      'only the client speaks, masked texts',
      (p) => {
        p.clientText(LONG);
        p.clientText(LONG);
      },
      [`Client.1 text ${LONG}`, `Client.2 text ${LONG}`],
    ],
    [
      'only the server speaks, texts',
      (p) => {
        for (let i = 0; i < 4; i++) p.serverText(`${i} ${LONG}`);
      },
      Array.from({ length: 4 }, (_, i) => `Server.${i + 1} text ${i} ${LONG}`),
    ],
    [
      'fragments behind a whole message',
      (p) => {
        p.clientText(LONG);
        p.serverText(LONG);
        for (const part of fragments({ opcode: text, payload: LONG, sizes: [20, 20], mask: KEY })) p.client(part);
        for (const part of fragments({ opcode: text, payload: LONG, sizes: [20, 20] })) p.server(part);
      },
      [`Client.1 text ${LONG}`, `Server.1 text ${LONG}`, `Client.2 text ${LONG}`, `Server.2 text ${LONG}`],
    ],
    [
      'several frames in a segment, frames over several segments',
      (p) => {
        p.server(concat(...['one', 'two', 'three'].map((payload) => frame({ opcode: text, payload }))));
        p.client(frame({ opcode: text, mask: KEY, payload: LONG.repeat(40) }));
        p.server(frame({ opcode: text, payload: LONG.repeat(40) }));
      },
      [
        'Server.1 text one',
        'Server.2 text two',
        'Server.3 text three',
        `Client.1 text ${LONG.repeat(40)}`,
        `Server.4 text ${LONG.repeat(40)}`,
      ],
    ],
  ])('%s', (_, talk, expected) => {
    const peers = Peers.midstream();
    talk(peers);
    const { sessions, log, codes, ends } = dissect(peers.packets);
    expect(sessions).toMatchObject([
      { session: 1, handshake: 'missing', begin: { packet: 1 }, client: { port: 50_000 }, server: { port: 80 } },
    ]);
    expect(sessions[0]?.uri).toBeUndefined();
    expect(log).toEqual(expected);
    expect(codes).toEqual(['handshake-missing', 'stream-midway']);
    expect(ends).toHaveLength(1);
  });

  it('the client is the side that masks, whatever its address and port', () => {
    const peers = Peers.midstream({
      client: { address: '192.0.2.2', port: 80 },
      server: { address: '192.0.2.1', port: 60_000 },
    });
    peers.serverText(LONG);
    peers.clientText(LONG);
    peers.serverText(LONG);
    expect(dissect(peers.packets).sessions).toMatchObject([{ client: { port: 80 }, server: { port: 60_000 } }]);
  });

  it('behind a keep-alive probe', () => {
    const peers = Peers.midstream();
    peers.keepAlive('server');
    peers.keepAliveAck('client');
    peers.serverText(LONG);
    peers.clientText(LONG);
    peers.serverText(LONG);
    expect(dissect(peers.packets).log).toEqual([
      `Server.1 text ${LONG}`,
      `Client.1 text ${LONG}`,
      `Server.2 text ${LONG}`,
    ]);
  });

  it('behind the rest of a message that began before the capture: what is skipped is said', () => {
    const peers = Peers.midstream();
    peers.server('the rest of a long message');
    for (let i = 0; i < 4; i++) {
      peers.serverText(`${i} ${LONG}`);
      peers.clientText(`${i} ${LONG}`);
    }
    const { log, warnings } = dissect(peers.packets);
    expect(log).toEqual(
      Array.from({ length: 4 }, (_, i) => [
        `Server.${i + 1} text ${i} ${LONG}`,
        `Client.${i + 1} text ${i} ${LONG}`,
      ]).flat(),
    );
    expect(warnings.map(({ code, bytes }) => [code, bytes])).toEqual([
      ['handshake-missing', undefined],
      ['stream-midway', undefined],
      ['bytes-skipped', 26],
    ]);
  });

  it('behind fragments that came first: a run of frames begins with a whole message, what is skipped is said', () => {
    const peers = Peers.midstream();
    for (const part of fragments({ opcode: text, payload: LONG, sizes: [20], mask: KEY })) peers.client(part);
    for (let i = 0; i < 3; i++) {
      peers.clientText(LONG);
      peers.serverText(LONG);
    }
    const { log, warnings } = dissect(peers.packets);
    expect(log).toHaveLength(6);
    expect(warnings.map(({ code, bytes }) => [code, bytes])).toEqual([
      ['handshake-missing', undefined],
      ['stream-midway', undefined],
      ['bytes-skipped', LONG.length + 12],
    ]);
  });

  it('while the other side is in the middle of a message', () => {
    const peers = Peers.midstream();
    for (let i = 0; i < 3; i++) {
      peers.server('X'.repeat(1000));
      peers.clientText(LONG);
    }
    for (let i = 0; i < 3; i++) peers.serverText(LONG);
    const { log, codes } = dissect(peers.packets);
    expect(log.filter((line) => line.startsWith('Client'))).toHaveLength(3);
    expect(log.filter((line) => line === `Server.1 text ${LONG}`)).toHaveLength(1);
    expect(codes).toEqual(['handshake-missing', 'stream-midway', 'bytes-skipped']);
  });

  it('from its second segment out of order on', () => {
    const peers = Peers.midstream();
    for (let i = 0; i < 4; i++) peers.clientText(`${i} ${LONG}`);
    const [a, b, c, d] = peers.packets;
    const { log } = dissect([a, c, b, d].flatMap((packet) => packet ?? []));
    expect(log).toEqual([0, 1, 2, 3].map((i) => `Client.${i + 1} text ${i} ${LONG}`));
  });

  it('with its Close: the end has the code', () => {
    const peers = Peers.midstream();
    peers.clientText(LONG);
    peers.serverText(LONG);
    peers.clientFrame({ opcode: OPCODE.close, payload: closePayload(1000) });
    peers.serverFrame({ opcode: OPCODE.close, payload: closePayload(1000) });
    expect(dissect(peers.packets).ends).toMatchObject([{ reason: 'close', by: 'client', code: 1000 }]);
  });

  it('where an HTTP request and response before it are in the capture, but not the upgrade', () => {
    const peers = Peers.connected();
    for (let i = 0; i < 3; i++) {
      peers.clientText(LONG);
      peers.serverText(LONG);
    }
    // Neither the SYNs nor the upgrade.
    expect(dissect(peers.packets.slice(5)).log).toHaveLength(6);
  });
});

describe('too little evidence is none', () => {
  const one = (from: 'client' | 'server'): Uint8Array =>
    frame({ opcode: binary, payload: hex('0102fe'), ...(from === 'client' ? { mask: KEY } : {}) });

  it.each<[string, (peers: Peers) => void]>([
    [
      'a frame of the client and the beginning of one of the server',
      (p) => {
        p.client(one('client'));
        p.server(frame({ opcode: binary, payload: new Uint8Array(50), claimedLength: 100 }));
      },
    ],
    [
      'a frame of the client, and of the server two whose segment goes on',
      (p) => {
        p.client(one('client'));
        p.server(concat(one('server'), one('server'), hex('82')));
      },
    ],
    [
      'two short texts of the client alone',
      (p) => {
        p.clientText('a');
        p.clientText('b');
      },
    ],
    [
      'two texts of the server alone',
      (p) => {
        p.serverText(LONG);
        p.serverText(LONG);
        p.client('something else');
      },
    ],
    [
      'frames of both sides with the same mask bit',
      (p) => {
        for (let i = 0; i < 20; i++) {
          p.client(one('server'));
          p.server(one('server'));
        }
      },
    ],
  ])('%s', (_, talk) => {
    const peers = Peers.midstream();
    talk(peers);
    expect(dissect(peers.packets).sessions).toEqual([]);
  });

  it('more of the same is enough', () => {
    const peers = Peers.midstream();
    for (let i = 0; i < 2; i++) {
      peers.client(one('client'));
      peers.server(one('server'));
    }
    expect(dissect(peers.packets).log).toHaveLength(4);
  });
});

describe('an upgrade in a hole', () => {
  it('of a connection that spoke HTTP before: the session is found by its frames', () => {
    const peers = new Peers();
    peers.handshake();
    peers.client('GET / HTTP/1.1\r\nHost: h\r\n\r\n');
    peers.server('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n');
    const captured = peers.packets.length;
    peers.client(Peers.request());
    peers.server(Peers.response());
    const lost = peers.packets.slice(captured);
    for (let i = 0; i < 4; i++) {
      peers.clientText('a text of the client');
      peers.serverText('a text of the server');
    }
    const seen = dissect(peers.packets.filter((packet) => !lost.includes(packet)));
    expect(seen.sessions.map(({ handshake }) => handshake)).toEqual(['missing']);
    expect(new Set(seen.messages.map(({ id }) => id))).toEqual(
      new Set([1, 2, 3, 4].flatMap((n) => [`Client.${n}`, `Server.${n}`])),
    );
  });
});
