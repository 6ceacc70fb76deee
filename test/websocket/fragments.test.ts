import { describe, expect, it } from 'vitest';
import { concat, fragments, frame, hex, OPCODE } from '../../fixtures/build/index.js';
import { dissect } from '../session/dissected.js';
import { KEY, Peers } from '../session/peers.js';

const { continuation, text, binary, ping, pong } = OPCODE;

describe('a message in several frames (RFC 6455, section 5.4)', () => {
  it.each<[string, string, number[]]>([
    ['two', 'Hello', [3]],
    ['five, one byte each', 'Hello', [1, 1, 1, 1]],
    ['an empty first one', 'Hello', [0]],
    ['an empty last one', 'Hello', [5]],
    ['an empty one in the middle', 'Hello', [2, 0]],
    ['empty ones everywhere', 'Hello', [0, 0, 2, 0, 3, 0]],
    ['all of them empty', '', [0, 0]],
  ])('%s', (_, payload, sizes) => {
    const peers = Peers.connected();
    for (const part of fragments({ opcode: text, payload, sizes })) peers.server(part);
    for (const part of fragments({ opcode: text, payload, sizes, mask: KEY })) peers.client(part);
    const { messages, warnings } = dissect(peers.packets);
    const expected = {
      kind: 'text',
      text: payload,
      frames: sizes.length + 1,
      length: payload.length,
      truncated: false,
    };
    expect(messages).toMatchObject([
      { ...expected, id: 'Server.1', keys: Array(sizes.length + 1).fill(null) },
      { ...expected, id: 'Client.1', keys: Array(sizes.length + 1).fill(KEY) },
    ]);
    expect(warnings).toEqual([]);
  });

  it('each with a masking key of its own', () => {
    const peers = Peers.connected();
    const masks = ['00000001', '80000000', 'ffffffff', '00000000', '12345678', '9abcdef0'];
    const parts = fragments({ opcode: text, payload: 'six frames with six keys', sizes: [4, 4, 4, 4, 4], masks });
    for (const part of parts) peers.client(part);
    expect(dissect(peers.packets).messages).toMatchObject([{ text: 'six frames with six keys', keys: masks }]);
  });

  it('some masked, some not', () => {
    const peers = Peers.connected();
    peers.client(frame({ opcode: text, fin: false, payload: 'a', mask: KEY }));
    peers.client(frame({ opcode: continuation, payload: 'b' }));
    expect(dissect(peers.packets).messages).toMatchObject([{ text: 'ab', keys: [KEY, null] }]);
  });

  it('with characters cut in two is checked as a whole', () => {
    const peers = Peers.connected();
    const payload = '\u{1f98a} fox \u{1f98a}';
    for (const size of [1, 2, 3]) {
      for (const part of fragments({ opcode: text, payload, sizes: [size, 4] })) peers.server(part);
    }
    for (const part of fragments({ opcode: text, payload: concat('ok', hex('f09f')), sizes: [3] })) peers.server(part);
    expect(dissect(peers.packets).messages.map((message) => [message.text === payload, message.validUtf8])).toEqual([
      [true, true],
      [true, true],
      [true, true],
      [false, false],
    ]);
  });

  it('with control frames between stands behind them', () => {
    const peers = Peers.connected();
    const parts = fragments({ opcode: binary, payload: 'abc', sizes: [1, 1], mask: KEY });
    peers.client(
      concat(
        ...parts.flatMap((part, i) => [part, frame({ opcode: i === 1 ? pong : ping, payload: `${i}`, mask: KEY })]),
      ),
    );
    const { log, messages } = dissect(peers.packets);
    expect(log).toEqual(['Client.1 ping 0', 'Client.2 pong 1', 'Client.3 binary abc', 'Client.4 ping 2']);
    expect(messages.map(({ frames }) => frames)).toEqual([1, 1, 3, 1]);
  });

  it('with a control frame over several segments between', () => {
    const peers = Peers.connected();
    const [first, last] = fragments({ opcode: text, payload: 'abcdef', sizes: [3] });
    if (first === undefined || last === undefined) throw new Error('two fragments');
    peers.server(concat(first, frame({ opcode: ping, payload: 'in the middle' }), last), { mss: 4 });
    expect(dissect(peers.packets).log).toEqual(['Server.1 ping in the middle', 'Server.2 text abcdef']);
  });

  it('of both sides at once are two messages: the state is that of a direction', () => {
    const peers = Peers.connected();
    const fromClient = fragments({ opcode: binary, payload: 'from the client', sizes: [5, 5], mask: KEY });
    const fromServer = fragments({ opcode: text, payload: 'from the server', sizes: [5, 5] });
    fromClient.forEach((part, i) => {
      peers.client(part);
      peers.server(fromServer[i] ?? '');
    });
    expect(dissect(peers.packets).log).toEqual(['Client.1 binary from the client', 'Server.1 text from the server']);
  });

  it('begun one session after the other, ended the other way round', () => {
    const sessions = [1, 2, 3].map((port) => Peers.connected({}, { client: { port } }));
    const parts = fragments({ opcode: text, payload: 'abc', sizes: [1, 1] });
    for (const part of parts) for (const peers of sessions) peers.server(part);
    const packets = Array.from({ length: 8 }, (_, i) => sessions.map((peers) => peers.packets[i])).flat();
    const { messages } = dissect(packets.flatMap((packet) => packet ?? []));
    expect(messages.map(({ session, text: content }) => `${session} ${content}`)).toEqual(['1 abc', '2 abc', '3 abc']);
  });

  it('a million empty ones, in time that grows with their number', () => {
    const peers = Peers.connected({}, { mss: 60_000 });
    const empty = new Uint8Array(2_000_000);
    peers.server(concat(hex('0100'), empty, hex('8000')), { mss: 60_000 });
    const begin = performance.now();
    const { messages } = dissect(peers.packets);
    expect(messages).toMatchObject([{ kind: 'text', frames: 1_000_002, length: 0 }]);
    expect(performance.now() - begin).toBeLessThan(10_000);
  });
});

describe('frames that break the rules of fragmentation', () => {
  it('a new message inside another: the open one is shown as not complete, and it is said', () => {
    const peers = Peers.connected();
    peers.serverFrame({ opcode: text, fin: false, payload: 'never ' });
    peers.serverFrame({ opcode: text, payload: 'new' });
    peers.serverFrame({ opcode: continuation, payload: 'ended' });
    const { messages, codes } = dissect(peers.packets);
    expect(messages).toMatchObject([
      { kind: 'text', text: 'never ', truncated: true, frames: 1 },
      { kind: 'text', text: 'new', truncated: false },
      { kind: 'reserved', opcode: 0, text: 'ended' },
    ]);
    expect(codes).toEqual(['fragmentation', 'message-unfinished', 'fragmentation']);
  });

  it('a fragmented message inside another', () => {
    const peers = Peers.connected();
    peers.serverFrame({ opcode: text, fin: false, payload: 'one' });
    peers.serverFrame({ opcode: binary, fin: false, payload: 'two' });
    peers.serverFrame({ opcode: continuation, payload: '!' });
    expect(dissect(peers.packets).log).toEqual(['Server.1 text one', 'Server.2 binary two!']);
  });

  it('continuations without a beginning, whole and in fragments', () => {
    const peers = Peers.connected();
    peers.clientFrame({ opcode: continuation, payload: 'lost' });
    peers.clientFrame({ opcode: continuation, fin: false, payload: 'also ' });
    peers.clientFrame({ opcode: continuation, payload: 'lost' });
    peers.clientText('found');
    const { log, codes } = dissect(peers.packets);
    expect(log).toEqual(['Client.1 reserved lost', 'Client.2 reserved also lost', 'Client.3 text found']);
    expect(codes).toEqual(['fragmentation', 'fragmentation']);
  });

  it('a control frame in fragments is shown frame by frame', () => {
    const peers = Peers.connected();
    peers.serverFrame({ opcode: ping, fin: false, payload: 'a' });
    peers.serverFrame({ opcode: continuation, payload: 'b' });
    const { log, codes } = dissect(peers.packets);
    expect(log).toEqual(['Server.1 ping a', 'Server.2 reserved b']);
    expect(codes).toEqual(['fragmentation']);
  });

  it('a message still open at the end is shown with what came of it', () => {
    const peers = Peers.connected();
    peers.serverFrame({ opcode: text, fin: false, payload: 'to be ' });
    peers.serverFrame({ opcode: continuation, fin: false, payload: 'continued' });
    peers.client(frame({ opcode: text, mask: KEY, payload: 'also cut', claimedLength: 20 }));
    const { messages, codes } = dissect(peers.packets);
    expect(messages.map(({ id, text: content, truncated, length }) => [id, content, truncated, length])).toEqual([
      ['Client.1', 'also cut', true, 20],
      ['Server.1', 'to be continued', true, 15],
    ]);
    expect(codes).toEqual(['message-unfinished', 'message-unfinished']);
  });

  it('a header still open at the end is no message', () => {
    const peers = Peers.connected();
    peers.serverText('whole');
    peers.server(hex('81'));
    expect(dissect(peers.packets).log).toEqual(['Server.1 text whole']);
  });

  it('a header complete at the end, without its payload, is a message that lacks it', () => {
    const peers = Peers.connected();
    peers.server(hex('8105'));
    expect(dissect(peers.packets).messages).toMatchObject([{ kind: 'text', length: 5, text: '', truncated: true }]);
  });
});
