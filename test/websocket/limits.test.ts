import { constants, deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { concat, fragments, frame, hex, OPCODE, PermessageDeflate } from '../../fixtures/build/index.js';
import { dissect } from '../session/dissected.js';
import { KEY, Peers } from '../session/peers.js';

const MIB = 1024 * 1024;

describe('the limit message-bytes', () => {
  const limits = { 'message-bytes': 10 };

  it.each<[string, (peers: Peers) => void]>([
    [
      'one frame over several segments',
      (peers) => peers.server(frame({ opcode: OPCODE.text, payload: '0123456789abcdef' }), { mss: 5 }),
    ],
    [
      'several frames',
      (peers) =>
        peers.server(concat(...fragments({ opcode: OPCODE.text, payload: '0123456789abcdef', sizes: [4, 8] }))),
    ],
  ])('keeps what fits of %s, counts all, says so, and goes on', (_, send) => {
    const peers = Peers.connected();
    send(peers);
    peers.serverText('next');
    const { messages, warnings } = dissect(peers.packets, { limits });
    expect(messages).toMatchObject([
      { text: '0123456789', length: 16, truncated: true },
      { text: 'next', truncated: false },
    ]);
    expect(warnings).toMatchObject([{ code: 'limit', bytes: 6 }]);
    expect(warnings[0]?.message).toContain('message-bytes');
    expect(warnings[0]?.message).toContain('--limit message-bytes=');
  });

  it('lets a message of just that length pass', () => {
    const peers = Peers.connected();
    peers.server(frame({ opcode: OPCODE.text, payload: '0123456789' }), { mss: 3 });
    const { messages, codes } = dissect(peers.packets, { limits });
    expect(messages).toMatchObject([{ text: '0123456789', truncated: false }]);
    expect(codes).toEqual([]);
  });

  it('holds for a frame that stands whole in one segment, too', () => {
    const peers = Peers.connected();
    peers.serverText('0123456789abcdef');
    const whole = dissect(peers.packets, { limits });
    const [before, last] = [peers.packets.slice(0, -1), peers.packets.at(-1)];
    const inPieces = dissect([...before, ...(last === undefined ? [] : peers.split(last, [7]))], { limits });
    expect(whole.messages.map(({ text, truncated }) => [text, truncated])).toEqual(
      inPieces.messages.map(({ text, truncated }) => [text, truncated]),
    );
  });
});

describe('a length that never comes', () => {
  it.each([2 ** 31, 2 ** 32 + 5, 2 ** 52])('a frame of %d bytes reserves nothing', (claimedLength) => {
    const peers = Peers.connected();
    peers.server(frame({ opcode: OPCODE.binary, payload: 'abc', claimedLength }));
    peers.client(frame({ opcode: OPCODE.binary, payload: 'abc', claimedLength, mask: KEY }));
    peers.server('def');
    const before = process.memoryUsage();
    const { messages } = dissect(peers.packets);
    const after = process.memoryUsage();
    expect(after.arrayBuffers - before.arrayBuffers).toBeLessThan(4 * MIB);
    expect(messages.map(({ id, text, length, truncated }) => [id, text, length, truncated])).toEqual([
      ['Client.1', 'abc', claimedLength, true],
      ['Server.1', 'abcdef', claimedLength, true],
    ]);
  });

  it('thousands of such frames on as many connections hold no more than their bytes', () => {
    const packets = Array.from({ length: 2000 }, (_, port) => {
      const peers = Peers.connected({}, { client: { port: port + 1 } });
      peers.server(frame({ opcode: OPCODE.binary, payload: 'abc', claimedLength: 2 ** 40 }));
      return peers.packets;
    }).flat();
    const { messages } = dissect(packets, { limits: { 'buffered-bytes': 4 * MIB } });
    expect(messages).toHaveLength(2000);
    expect(messages.every(({ text }) => text === 'abc')).toBe(true);
  });
});

describe('the limit buffered-bytes', () => {
  it('holds for all open messages together; what is beyond is counted and said', () => {
    const sessions = Array.from({ length: 10 }, (_, i) => Peers.connected({}, { client: { port: i + 1 } }));
    for (const peers of sessions) {
      peers.server(frame({ opcode: OPCODE.binary, fin: false, payload: 'x'.repeat(20_000) }));
      peers.server(frame({ opcode: OPCODE.continuation, payload: 'y' }));
    }
    const longest = Math.max(...sessions.map(({ packets }) => packets.length));
    const packets = Array.from({ length: longest }, (_, i) =>
      sessions.flatMap((peers) => peers.packets[i] ?? []),
    ).flat();
    const { messages, warnings } = dissect(packets, { limits: { 'buffered-bytes': 100_000 } });
    expect(messages).toHaveLength(10);
    expect(messages.every(({ length }) => length === 20_001)).toBe(true);
    expect(messages.some(({ truncated }) => truncated)).toBe(true);
    expect(messages.reduce((sum, { payload }) => sum + payload.length, 0)).toBeLessThan(110_000);
    expect(warnings.some(({ code, message }) => code === 'limit' && message.includes('buffered-bytes'))).toBe(true);
  });
});

describe('a deflate bomb', () => {
  const bomb = new PermessageDeflate().compress(new Uint8Array(20 * MIB));

  it('of 20 MiB in 20 kB stops at the limit, says so, and the session goes on', () => {
    expect(bomb.length).toBeLessThan(30_000);
    const peers = Peers.compressing('permessage-deflate; server_no_context_takeover');
    peers.server(frame({ opcode: OPCODE.binary, rsv1: true, payload: bomb }));
    peers.server(frame({ opcode: OPCODE.text, rsv1: true, payload: new PermessageDeflate().compress('still here') }));
    peers.serverText('and uncompressed');
    const { messages, warnings } = dissect(peers.packets, { limits: { 'message-bytes': MIB } });
    expect(messages).toMatchObject([
      { kind: 'binary', compressed: true, truncated: true, wireLength: bomb.length },
      { text: 'still here', compressed: true, truncated: false, unverified: false },
      { text: 'and uncompressed', compressed: false },
    ]);
    expect(warnings).toMatchObject([{ code: 'limit' }]);
    expect(warnings[0]?.message).toContain('message-bytes');
  });

  it('within the limit is inflated', () => {
    const peers = Peers.compressing();
    peers.server(frame({ opcode: OPCODE.binary, rsv1: true, payload: bomb }));
    expect(dissect(peers.packets).messages).toMatchObject([{ length: 20 * MIB, truncated: false }]);
  });

  it.each([
    ['just as long as the limit', 1000, false],
    ['one byte longer', 999, true],
  ])('a message %s', (_, limit, truncated) => {
    const peers = Peers.compressing();
    peers.server(
      frame({ opcode: OPCODE.binary, rsv1: true, payload: new PermessageDeflate().compress(new Uint8Array(1000)) }),
    );
    const { messages } = dissect(peers.packets, { limits: { 'message-bytes': limit } });
    expect(messages).toMatchObject([{ truncated }]);
  });

  it.each([
    ['together just as long as the limit', 1001, false],
    ['together one byte longer', 1000, true],
  ])('two streams in one message, %s', (_, limit, truncated) => {
    const ended = (data: string): Uint8Array => deflateRawSync(data, { finishFlush: constants.Z_FINISH });
    const peers = Peers.compressing();
    peers.server(
      frame({ opcode: OPCODE.text, rsv1: true, payload: concat(ended('a'.repeat(1000)), ended('b'), hex('00')) }),
    );
    expect(dissect(peers.packets, { limits: { 'message-bytes': limit } }).messages).toMatchObject([{ truncated }]);
  });

  it('hundreds of streams in one message are not inflated one by one', () => {
    const peers = Peers.compressing();
    peers.server(frame({ opcode: OPCODE.text, rsv1: true, payload: hex('0300'.repeat(500)) }));
    const { messages, codes } = dissect(peers.packets);
    expect(messages).toMatchObject([{ unverified: true, wireLength: 1000 }]);
    expect(codes).toEqual(['inflate-failed']);
  });

  it('with context takeover: what refers to it is shown as it was on the wire, the rest goes on', () => {
    const server = new PermessageDeflate();
    const peers = Peers.compressing();
    for (const payload of ['a'.repeat(5000), 'a'.repeat(100)]) {
      peers.server(frame({ opcode: OPCODE.text, rsv1: true, payload: server.compress(payload) }));
    }
    peers.serverText('uncompressed');
    const { messages, codes } = dissect(peers.packets, { limits: { 'message-bytes': 1000 } });
    expect(messages.map(({ text, unverified }) => [text.slice(0, 20), unverified])).toEqual([
      [expect.any(String), true],
      [expect.any(String), true],
      ['uncompressed', false],
    ]);
    expect(codes).toEqual(['limit', 'inflate-failed']);
  });

  it('in fragments', () => {
    const peers = Peers.compressing('permessage-deflate; server_no_context_takeover');
    for (const part of fragments({ opcode: OPCODE.binary, rsv1: true, payload: bomb, sizes: [10, 10_000] }))
      peers.server(part);
    peers.server(hex('8102 4f4b'));
    const { messages, codes } = dissect(peers.packets, { limits: { 'message-bytes': MIB } });
    expect(messages.map(({ kind, truncated }) => [kind, truncated])).toEqual([
      ['binary', true],
      ['text', false],
    ]);
    expect(codes).toEqual(['limit']);
  });
});
