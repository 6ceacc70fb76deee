import { describe, expect, it } from 'vitest';
import { closePayload, concat, frame, hex, OPCODE, PermessageDeflate } from '../../fixtures/build/index.js';
import { closeCodeName } from '../../src/websocket/close-codes.js';
import { dissect } from './dissected.js';
import { KEY, Peers } from './peers.js';

const { text, binary, continuation, ping, close } = OPCODE;

// Each case is one that Wireshark 4.6.9 gets wrong, or got wrong in a version still in use; the numbers are its issues.
describe('captures that Wireshark reads otherwise', () => {
  it('three frames in one segment: three messages, each with its own opcode and payload', () => {
    const peers = Peers.connected();
    peers.server(
      concat(
        frame({ opcode: text, payload: 'one' }),
        frame({ opcode: binary, payload: hex('010203') }),
        frame({ opcode: ping }),
      ),
    );
    expect(dissect(peers.packets).messages.map(({ opcode, payload }) => [opcode, payload.toString('hex')])).toEqual([
      [1, '6f6e65'],
      [2, '010203'],
      [9, ''],
    ]);
  });

  it('a fragmented message whose last frame is empty is complete', () => {
    const peers = Peers.connected();
    peers.serverFrame({ opcode: text, fin: false, payload: 'all of it' });
    peers.serverFrame({ opcode: continuation });
    peers.serverText('next');
    expect(dissect(peers.packets).log).toEqual(['Server.1 text all of it', 'Server.2 text next']);
  });

  it('fragments of both sides at once keep their own opcodes', () => {
    const peers = Peers.connected();
    peers.clientFrame({ opcode: binary, fin: false, payload: 'client ' });
    peers.serverFrame({ opcode: text, fin: false, payload: 'server ' });
    peers.clientFrame({ opcode: continuation, payload: 'binary' });
    peers.serverFrame({ opcode: continuation, payload: 'text' });
    expect(dissect(peers.packets).log).toEqual(['Client.1 binary client binary', 'Server.1 text server text']);
  });

  it.each([256 * 1024 - 1, 256 * 1024, 256 * 1024 + 1, 1_000_000])(
    'a masked frame of %i bytes is unmasked',
    (length) => {
      const payload = 'The quick brown fox '.repeat(Math.ceil(length / 20)).slice(0, length);
      const peers = Peers.connected();
      peers.clientFrame({ opcode: text, payload });
      const { messages } = dissect(peers.packets);
      expect(messages).toMatchObject([{ length, truncated: false, validUtf8: true }]);
      expect(messages[0]?.text === payload).toBe(true);
    },
  );

  it('a frame that was lost and then retransmitted comes in its place', () => {
    const peers = Peers.connected();
    const [lost] = peers.serverText('segA');
    peers.serverText('segB');
    peers.serverText('segC');
    const late = peers.packets.filter((packet) => packet !== lost);
    expect(dissect([...late, ...(lost === undefined ? [] : [lost])]).log).toEqual([
      'Server.1 text segA',
      'Server.2 text segB',
      'Server.3 text segC',
    ]);
  });

  it('behind a frame that never came the stream goes on, marked', () => {
    const peers = Peers.connected();
    peers.serverText('segA');
    peers.serverText('never captured');
    for (const payload of ['segB', 'segC']) peers.serverText(payload);
    peers.ack('client');
    const { log, codes } = dissect(peers.packets.filter((_, i) => i !== 6));
    expect(log).toEqual(['Server.1 text segA', 'Server.2 text segB', 'Server.3 text segC']);
    expect(codes).toEqual(['segment-lost']);
  });

  it('no handshake, on port 8080: found by its frames', () => {
    const peers = Peers.midstream({ server: { port: 8080 } });
    for (let i = 0; i < 3; i++) {
      peers.clientText(`{"id":${i},"method":"subscribe"}`);
      peers.serverText(`{"id":${i},"result":true}`);
    }
    const { sessions, messages } = dissect(peers.packets);
    expect(sessions).toMatchObject([{ handshake: 'missing' }]);
    expect(messages).toHaveLength(6);
  });

  it('compressed frames, no handshake: found although RSV1 is set, tried with a fresh context and said', () => {
    const peers = Peers.midstream();
    const [client, server] = [new PermessageDeflate(), new PermessageDeflate()];
    for (let i = 0; i < 3; i++) {
      peers.clientFrame({ opcode: text, rsv1: true, payload: client.compress(`question ${i}`) });
      peers.serverFrame({ opcode: text, rsv1: true, payload: server.compress(`answer ${i}`) });
    }
    const { messages } = dissect(peers.packets);
    expect(messages.map(({ text: content, unverified }) => [content, unverified])).toEqual(
      [0, 1, 2].flatMap((i) => [
        [`question ${i}`, true],
        [`answer ${i}`, true],
      ]),
    );
  });

  it('a wrong Sec-WebSocket-Accept is said', () => {
    expect(dissect(Peers.connected({ response: { accept: 'AAAAAAAAAAAAAAAAAAAAAAAAAAA=' } }).packets).codes).toEqual([
      'accept-mismatch',
    ]);
  });

  it('what breaks the rules is shown as it is, and all that follows', () => {
    const peers = Peers.connected();
    peers.client(frame({ opcode: text, payload: 'unmasked client' }));
    peers.server(frame({ opcode: text, mask: KEY, payload: 'masked server' }));
    peers.serverFrame({ opcode: ping, payload: 'x'.repeat(126) });
    peers.serverFrame({ opcode: text, payload: hex('c328') });
    peers.serverFrame({ opcode: continuation, payload: 'orphan' });
    peers.serverFrame({ opcode: close, payload: closePayload(1005) });
    peers.serverText('after Close');
    const { messages, codes } = dissect(peers.packets);
    expect(
      messages.map(({ id, kind, keys, length, validUtf8, code }) => [id, kind, keys, length, validUtf8, code]),
    ).toEqual([
      ['Client.1', 'text', [null], 15, true, undefined],
      ['Server.1', 'text', [KEY], 13, true, undefined],
      ['Server.2', 'ping', [null], 126, true, undefined],
      ['Server.3', 'text', [null], 2, false, undefined],
      ['Server.4', 'reserved', [null], 6, true, undefined],
      ['Server.5', 'close', [null], 2, true, 1005],
      ['Server.6', 'text', [null], 11, true, undefined],
    ]);
    expect(codes).toEqual(['fragmentation']);
  });

  it('permessage-deflate quoted in another extension is not agreed on', () => {
    const peers = Peers.connected({
      response: { extensions: 'x-log; note="permessage-deflate; server_no_context_takeover"' },
    });
    peers.serverFrame({ opcode: text, rsv1: true, payload: 'not compressed' });
    expect(dissect(peers.packets).messages).toMatchObject([{ text: 'not compressed', compressed: false }]);
  });

  it.each([
    [1012, 'Service Restart'],
    [1013, 'Try Again Later'],
    [1014, 'Bad Gateway'],
    [3000, 'Unauthorized'],
    [4999, 'private use'],
  ])('close code %i is named: %s', (code, name) => {
    const peers = Peers.connected();
    peers.serverFrame({ opcode: close, payload: closePayload(code) });
    const [message] = dissect(peers.packets).messages;
    expect(message?.code).toBe(code);
    expect(closeCodeName(message?.code ?? 0)).toBe(name);
  });

  it('a 64-bit length is not cut to 32 bits', () => {
    const peers = Peers.connected();
    peers.server(frame({ opcode: binary, payload: 'abc', claimedLength: 0x1_0000_0003n }));
    peers.serverText('part of its payload');
    const { messages } = dissect(peers.packets);
    expect(messages).toMatchObject([{ kind: 'binary', length: 0x1_0000_0003, truncated: true }]);
  });

  it('the whole payload of a small frame in the 64-bit form', () => {
    const peers = Peers.connected();
    peers.clientFrame({ opcode: text, payload: 'x', lengthForm: 64 });
    peers.serverFrame({ opcode: text, payload: 'x', lengthForm: 16 });
    expect(dissect(peers.packets).log).toEqual(['Client.1 text x', 'Server.1 text x']);
  });

  it('window bits are those of their own direction (#20531)', () => {
    const peers = Peers.compressing('permessage-deflate; server_max_window_bits=9; client_max_window_bits=15');
    const [client, server] = [new PermessageDeflate({ windowBits: 15 }), new PermessageDeflate({ windowBits: 9 })];
    // What refers back more than the 512 bytes of the server's window.
    const payload = Array.from({ length: 200 }, (_, i) => `${(i * 7919) % 1000} `).join('');
    for (let i = 0; i < 2; i++) {
      peers.clientFrame({ opcode: text, rsv1: true, payload: client.compress(payload) });
      peers.serverFrame({ opcode: text, rsv1: true, payload: server.compress(payload) });
    }
    expect(dissect(peers.packets).messages.map(({ text: content }) => content === payload)).toEqual([
      true,
      true,
      true,
      true,
    ]);
  });

  it('frames in the segment of the 101 (#16274)', () => {
    const peers = Peers.midstream();
    peers.handshake();
    peers.client(Peers.request());
    peers.server(concat(Peers.response(), frame({ opcode: text, payload: 'at once' })));
    expect(dissect(peers.packets).log).toEqual(['Server.1 text at once']);
  });

  it('opcode and RSV1 of the first frame are not those of all the others', () => {
    const peers = Peers.compressing();
    const deflate = new PermessageDeflate();
    peers.serverFrame({ opcode: binary, rsv1: true, payload: deflate.compress('compressed binary') });
    peers.serverText('plain text');
    peers.serverFrame({ opcode: text, rsv1: true, payload: deflate.compress('compressed text') });
    expect(
      dissect(peers.packets).messages.map(({ kind, compressed, text: content }) => [kind, compressed, content]),
    ).toEqual([
      ['binary', true, 'compressed binary'],
      ['text', false, 'plain text'],
      ['text', true, 'compressed text'],
    ]);
  });

  it('32,747 frames in one segment, in fragments (#10989)', () => {
    const peers = Peers.connected({}, { mss: 65_535 });
    peers.server(concat(hex('0100'), hex('0000'.repeat(32_745)), hex('8000')), { mss: 65_494 });
    expect(dissect(peers.packets).messages).toMatchObject([{ kind: 'text', frames: 32_747, packet: 6 }]);
  });

  it('150,000 segments that are never acknowledged, in time that grows with their number', () => {
    const peers = Peers.connected();
    const [template] = peers.serverText('x');
    if (template === undefined) throw new Error('no packet');
    const count = 150_000;
    const unacknowledged = function* (): Generator<typeof template> {
      yield* peers.packets.slice(0, 5);
      for (let i = 0; i < count; i++) {
        const bytes = Uint8Array.from(template.bytes);
        new DataView(bytes.buffer).setUint32(14 + 20 + 4, (template.segment.seq + i * 3) >>> 0);
        yield { ...template, bytes };
      }
    };
    const begin = performance.now();
    const { messages } = dissect(unacknowledged());
    expect(messages).toHaveLength(count);
    expect(performance.now() - begin).toBeLessThan(10_000);
  });
});
