import { constants, deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { concat, fragments, hex, OPCODE, PermessageDeflate } from '../../fixtures/build/index.js';
import { dissect } from '../session/dissected.js';
import { KEY, Peers } from '../session/peers.js';
import { QUOTES, send, summary } from './compressed.js';

const { text, binary } = OPCODE;

describe('the examples of RFC 7692, section 7.2.3', () => {
  it.each<[string, string[], string]>([
    ['a message of one frame (7.2.3.1)', ['c1 07 f248cdc9c90700'], 'Hello'],
    ['a message of two frames (7.2.3.1)', ['41 03 f248cd', '80 04 c9c90700'], 'Hello'],
    ['the same again, sharing the window (7.2.3.2)', ['c1 07 f248cdc9c90700', 'c1 05 f200110000'], 'Hello'],
    ['a block without compression (7.2.3.3)', ['c1 0b 000500faff48656c6c6f00'], 'Hello'],
    ['a block with BFINAL set to 1 (7.2.3.4)', ['c1 08 f348cdc9c9070000'], 'Hello'],
    ['two blocks in one message (7.2.3.5)', ['c1 0d f248050000 00ffff cac9c90700'], 'Hello'],
    ['an empty message (7.2.3.6)', ['c1 01 00'], ''],
  ])('%s', (_, frames, expected) => {
    const peers = Peers.compressing();
    for (const bytes of frames) peers.server(hex(bytes));
    const { messages, warnings } = dissect(peers.packets);
    expect(messages.length).toBeGreaterThan(0);
    for (const message of messages) {
      expect(message).toMatchObject({ text: expected, compressed: true, unverified: false, truncated: false });
    }
    expect(warnings).toEqual([]);
  });
});

describe('context takeover', () => {
  it.each([
    ['both sides', 'permessage-deflate', true, true],
    ['only the client', 'permessage-deflate; server_no_context_takeover', true, false],
    ['only the server', 'permessage-deflate; client_no_context_takeover', false, true],
    ['neither side', 'permessage-deflate; server_no_context_takeover; client_no_context_takeover', false, false],
    ['both sides, with another extension before', 'x-other; a="b, c", permessage-deflate', true, true],
  ])('of %s', (_, agreed, client, server) => {
    const peers = Peers.compressing(agreed);
    const fromClient = new PermessageDeflate({ contextTakeover: client });
    const fromServer = new PermessageDeflate({ contextTakeover: server });
    for (const quote of QUOTES) {
      send(peers, 'client', fromClient.compress(quote));
      send(peers, 'server', fromServer.compress(quote));
    }
    const { messages, warnings } = dissect(peers.packets);
    expect(messages.map(summary)).toEqual(
      QUOTES.flatMap((quote, i) => [`Client.${i + 1} compressed ${quote}`, `Server.${i + 1} compressed ${quote}`]),
    );
    expect(warnings).toEqual([]);
  });

  it('of one side says nothing of the other: each has a window of its own', () => {
    const peers = Peers.compressing();
    const [client, server] = [new PermessageDeflate(), new PermessageDeflate()];
    send(peers, 'client', client.compress('only the client said this before'));
    send(peers, 'server', server.compress('and only the server said that'));
    send(peers, 'client', client.compress('only the client said this before'));
    send(peers, 'server', server.compress('and only the server said that'));
    expect(dissect(peers.packets).messages.map(({ text: content }) => content)).toEqual([
      'only the client said this before',
      'and only the server said that',
      'only the client said this before',
      'and only the server said that',
    ]);
  });

  it('reaches back 32 KiB, over many messages and over long ones', () => {
    const peers = Peers.compressing();
    const deflate = new PermessageDeflate();
    // Bytes that do not compress but for what the window still has of them.
    const block = Uint8Array.from({ length: 30_000 }, (_, i) => (i * i * 2_654_435 + i * 40_503) >>> 7);
    const payloads = [
      block,
      new Uint8Array(2000).fill(1),
      block.subarray(0, 1000),
      ...QUOTES.map((quote) => Buffer.from(quote)),
      block.subarray(29_000),
      new Uint8Array(100_000).fill(3),
      block,
    ];
    for (const payload of payloads) send(peers, 'server', deflate.compress(payload), binary);
    const { messages, warnings } = dissect(peers.packets);
    expect(messages.map(({ payload }, i) => payload.equals(payloads[i] ?? hex('')))).toEqual(payloads.map(() => true));
    expect(warnings).toEqual([]);
  });
});

describe('window bits of each side', () => {
  const bits = [8, 9, 10, 11, 12, 13, 14, 15];

  it.each(bits.map((client) => [client, 23 - client]))('client %i, server %i', (client, server) => {
    const peers = Peers.compressing(
      `permessage-deflate; client_max_window_bits=${client}; server_max_window_bits=${server}`,
    );
    const fromClient = new PermessageDeflate({ windowBits: client });
    const fromServer = new PermessageDeflate({ windowBits: server });
    const payloads = [QUOTES.join(''), QUOTES.join('\n'), 'x'.repeat(70_000), QUOTES.join('')];
    for (const payload of payloads) {
      send(peers, 'client', fromClient.compress(payload));
      send(peers, 'server', fromServer.compress(payload));
    }
    const seen = dissect(peers.packets);
    expect(seen.from('client').map(({ text: content }) => content)).toEqual(payloads);
    expect(seen.from('server').map(({ text: content }) => content)).toEqual(payloads);
    expect(seen.warnings).toEqual([]);
  });
});

describe('forms of a compressed message', () => {
  it.each<[string, number[]]>([
    ['two frames', [5]],
    ['a first frame that is empty', [0]],
    ['frames of one byte', [1, 1, 1, 1, 1]],
    ['an empty last frame', [1000]],
  ])('in %s', (_, sizes) => {
    const payload = new PermessageDeflate().compress(QUOTES.join(''));
    const peers = Peers.compressing();
    const cut = sizes.map((size) => Math.min(size, payload.length));
    for (const part of fragments({ opcode: text, rsv1: true, payload, sizes: cut, mask: KEY })) peers.client(part);
    expect(dissect(peers.packets).messages).toMatchObject([
      { text: QUOTES.join(''), frames: sizes.length + 1, compressed: true, wireLength: payload.length },
    ]);
  });

  it('in fragments with pings between, which are never compressed', () => {
    const payload = new PermessageDeflate().compress('compressed');
    const peers = Peers.compressing();
    for (const part of fragments({ opcode: text, rsv1: true, payload, sizes: [3, 3] })) {
      peers.server(part);
      peers.serverFrame({ opcode: OPCODE.ping, payload: 'plain' });
    }
    expect(dissect(peers.packets).log).toEqual([
      'Server.1 ping plain',
      'Server.2 ping plain',
      'Server.3 text compressed',
      'Server.4 ping plain',
    ]);
  });

  it('with RSV1 on a control frame: its payload is shown as it is', () => {
    const peers = Peers.compressing();
    peers.serverFrame({ opcode: OPCODE.ping, rsv1: true, payload: 'odd' });
    expect(dissect(peers.packets).messages).toMatchObject([{ kind: 'ping', text: 'odd', compressed: false }]);
  });

  it('uncompressed ones between do not enter the window', () => {
    const peers = Peers.compressing();
    const deflate = new PermessageDeflate();
    send(peers, 'server', deflate.compress(QUOTES[0] ?? ''));
    peers.serverText('in between');
    peers.serverFrame({ opcode: binary, payload: new Uint8Array(40_000) });
    send(peers, 'server', deflate.compress(QUOTES[1] ?? ''));
    const { messages, warnings } = dissect(peers.packets);
    expect(messages.map(({ compressed }) => compressed)).toEqual([true, false, false, true]);
    expect(messages.at(-1)?.text).toBe(QUOTES[1]);
    expect(warnings).toEqual([]);
  });

  it('empty ones, before, between and after others', () => {
    const peers = Peers.compressing();
    const deflate = new PermessageDeflate();
    const payloads = ['', 'a', '', '', 'aaaa', ''];
    for (const payload of payloads) send(peers, 'client', deflate.compress(payload));
    expect(dissect(peers.packets).messages.map(({ text: content }) => content)).toEqual(payloads);
  });

  it('a frame with RSV1 and no payload at all', () => {
    const peers = Peers.compressing();
    peers.server(hex('c100'));
    peers.serverText('next');
    const { messages } = dissect(peers.packets);
    expect(messages).toMatchObject([{ length: 0, compressed: true }, { text: 'next' }]);
  });

  it.each([0, 1, 6, 9])('compressed at level %i', (level) => {
    const peers = Peers.compressing();
    const deflate = new PermessageDeflate({ level });
    for (const quote of QUOTES) send(peers, 'server', deflate.compress(quote));
    expect(dissect(peers.packets).messages.map(({ text: content }) => content)).toEqual(QUOTES);
  });

  it('counts bytes as the application sees them, and those on the wire', () => {
    const peers = Peers.compressing();
    const payload = new PermessageDeflate().compress('x'.repeat(1000));
    send(peers, 'client', payload);
    const { messages, ends } = dissect(peers.packets);
    expect(messages).toMatchObject([{ length: 1000, wireLength: payload.length }]);
    expect(ends).toMatchObject([{ clientBytes: 1000 }]);
  });

  it('a text that is no UTF-8 once inflated', () => {
    const peers = Peers.compressing();
    send(peers, 'server', new PermessageDeflate().compress(hex('ff')));
    expect(dissect(peers.packets).messages).toMatchObject([{ validUtf8: false, compressed: true }]);
  });
});

describe('blocks with BFINAL', () => {
  /** The data as one DEFLATE stream that is ended, as peers without a flush send it (section 7.2.3.4). */
  const ended = (data: string): Uint8Array => deflateRawSync(data, { finishFlush: constants.Z_FINISH });

  it('the message ends with the block', () => {
    const peers = Peers.compressing();
    send(peers, 'server', concat(ended('one'), hex('00')));
    send(peers, 'server', concat(ended('two'), hex('00')));
    expect(dissect(peers.packets).log).toEqual(['Server.1 text one', 'Server.2 text two']);
  });

  it('more blocks follow in the same message', () => {
    const peers = Peers.compressing();
    send(peers, 'server', concat(ended('one '), ended('two '), new PermessageDeflate().compress('three')));
    expect(dissect(peers.packets).log).toEqual(['Server.1 text one two three']);
  });

  it('the messages behind it go on', () => {
    const peers = Peers.compressing();
    const deflate = new PermessageDeflate();
    send(peers, 'server', deflate.compress(QUOTES[0] ?? ''));
    send(peers, 'server', concat(ended('ended'), hex('00')));
    send(peers, 'server', new PermessageDeflate().compress(QUOTES[1] ?? ''));
    const { messages, warnings } = dissect(peers.packets);
    expect(messages.map(({ text: content }) => content)).toEqual([QUOTES[0], 'ended', QUOTES[1]]);
    expect(warnings).toEqual([]);
  });
});
