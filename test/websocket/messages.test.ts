import { describe, expect, it } from 'vitest';
import { closePayload, concat, type Frame, frame, hex, OPCODE } from '../../fixtures/build/index.js';
import { dissect, type SeenMessage } from '../session/dissected.js';
import { KEY, Peers } from '../session/peers.js';

/** The one message that these frames of a side make. */
function messageOf(from: 'client' | 'server', ...frames: readonly (Frame | Uint8Array)[]): SeenMessage {
  const peers = Peers.connected();
  for (const fields of frames) {
    if (fields instanceof Uint8Array) peers.send(from, fields);
    else if (from === 'client') peers.clientFrame(fields);
    else peers.serverFrame(fields);
  }
  const { messages, warnings } = dissect(peers.packets);
  expect(warnings).toEqual([]);
  expect(messages).toHaveLength(1);
  const [message] = messages;
  if (message === undefined) throw new Error('no message');
  return message;
}

describe('a message of one frame', () => {
  it.each<[string, 'client' | 'server', Frame, Partial<SeenMessage>]>([
    [
      'a text of the client',
      'client',
      { opcode: 1, payload: 'Hello' },
      { id: 'Client.1', kind: 'text', text: 'Hello', keys: [KEY] },
    ],
    [
      'a text of the server',
      'server',
      { opcode: 1, payload: 'Hello' },
      { id: 'Server.1', kind: 'text', text: 'Hello', keys: [null] },
    ],
    [
      'binary',
      'server',
      { opcode: 2, payload: hex('00ff80') },
      { kind: 'binary', payload: Buffer.from('00ff80', 'hex') },
    ],
    ['an empty text', 'client', { opcode: 1 }, { kind: 'text', length: 0, text: '', keys: [KEY], validUtf8: true }],
    ['an empty binary', 'server', { opcode: 2 }, { kind: 'binary', length: 0 }],
    ['a ping', 'server', { opcode: 9, payload: 'are you there?' }, { kind: 'ping', text: 'are you there?' }],
    ['an empty pong', 'client', { opcode: 10 }, { kind: 'pong', length: 0 }],
    [
      'an unmasked frame of the client',
      'client',
      { opcode: 1, payload: 'x', mask: new Uint8Array(4) },
      { text: 'x', keys: ['00000000'] },
    ],
    [
      'a masked frame of the server',
      'server',
      { opcode: 1, payload: 'masked', mask: KEY },
      { text: 'masked', keys: [KEY] },
    ],
    [
      'a payload in the 16-bit form though 7 bits would do',
      'server',
      { opcode: 1, payload: 'x', lengthForm: 16 },
      { text: 'x', length: 1 },
    ],
    [
      'a payload in the 64-bit form though 7 bits would do',
      'client',
      { opcode: 1, payload: 'x', lengthForm: 64 },
      { text: 'x', length: 1 },
    ],
    ['a ping of 126 bytes', 'client', { opcode: 9, payload: 'x'.repeat(126) }, { kind: 'ping', length: 126 }],
    [
      'RSV bits without an extension',
      'server',
      { opcode: 1, rsv1: true, rsv2: true, rsv3: true, payload: 'x' },
      { text: 'x', compressed: false },
    ],
  ])('%s', (_, from, fields, expected) => {
    expect(messageOf(from, fields)).toMatchObject({ frames: 1, truncated: false, unverified: false, ...expected });
  });

  it('of the client without a mask', () => {
    const bytes = frame({ opcode: OPCODE.text, payload: 'unmasked' });
    expect(messageOf('client', bytes)).toMatchObject({ text: 'unmasked', keys: [null] });
  });

  it.each([3, 4, 5, 6, 7, 11, 12, 13, 14, 15])('of the reserved opcode %i is shown as it is', (opcode) => {
    expect(messageOf('server', { opcode, payload: 'new' })).toMatchObject({ kind: 'reserved', opcode, text: 'new' });
  });

  it.each([0, 1, 125, 126, 127, 1000, 65_535, 65_536, 300_000])(
    'of %i bytes from either side, over as many segments as it takes',
    (length) => {
      const payload = Uint8Array.from({ length }, (_, i) => (i * 7 + (i >> 8)) & 0xff);
      for (const from of ['client', 'server'] as const) {
        const message = messageOf(from, { opcode: OPCODE.binary, payload });
        expect(message.length).toBe(length);
        expect(message.payload.equals(payload)).toBe(true);
      }
    },
  );
});

describe('text', () => {
  it.each<[string, Uint8Array, boolean]>([
    ['ASCII', hex('48656c6c6f'), true],
    ['two, three and four bytes a character', hex('c3bc e282ac f09fa68a'), true],
    ['a NUL', hex('00'), true],
    ['a byte order mark', hex('efbbbf 41'), true],
    ['U+10FFFF', hex('f48fbfbf'), true],
    ['a lone continuation byte', hex('80'), false],
    ['a character cut short', hex('41 e282'), false],
    ['an overlong form', hex('c0af'), false],
    ['a surrogate', hex('eda080'), false],
    ['above U+10FFFF', hex('f4908080'), false],
    ['FF', hex('ff'), false],
    ['an invalid byte behind 1,000 valid ones', concat('x'.repeat(1000), hex('80')), false],
  ])('%s: valid is %s', (_, payload, validUtf8) => {
    for (const from of ['client', 'server'] as const) {
      const message = messageOf(from, { opcode: OPCODE.text, payload });
      expect(message.validUtf8).toBe(validUtf8);
      expect(message.payload.equals(payload)).toBe(true);
    }
  });

  it('in binary messages is not looked for', () => {
    expect(messageOf('server', { opcode: OPCODE.binary, payload: hex('80') }).validUtf8).toBe(true);
  });
});

describe('Close', () => {
  it.each<[string, Uint8Array, Partial<SeenMessage>]>([
    ['without a payload', hex(''), { code: undefined, length: 0 }],
    ['with a code', closePayload(1000), { code: 1000, length: 2 }],
    ['with a code and a reason', closePayload(1001, 'bye'), { code: 1001, length: 5 }],
    ['with the longest reason', closePayload(1011, 'x'.repeat(123)), { code: 1011, length: 125 }],
    ['1005, which must not be sent', closePayload(1005), { code: 1005 }],
    ['1012', closePayload(1012), { code: 1012 }],
    ['1013', closePayload(1013), { code: 1013 }],
    ['1014', closePayload(1014), { code: 1014 }],
    ['a private code', closePayload(4999), { code: 4999 }],
    ['0', hex('0000'), { code: 0 }],
    ['65535', hex('ffff'), { code: 65_535 }],
    ['with one byte, half a code', hex('03'), { code: undefined, length: 1 }],
    ['with a reason that is no UTF-8', concat(closePayload(1000), hex('ff')), { code: 1000, validUtf8: false }],
  ])('%s', (_, payload, expected) => {
    for (const from of ['client', 'server'] as const) {
      expect(messageOf(from, { opcode: OPCODE.close, payload })).toMatchObject({
        kind: 'close',
        validUtf8: true,
        ...expected,
      });
    }
  });

  it('is not the end of the stream: what follows is shown', () => {
    const peers = Peers.connected();
    peers.clientFrame({ opcode: OPCODE.close, payload: closePayload(1000) });
    peers.clientText('too late');
    peers.serverText('still talking');
    expect(dissect(peers.packets).log).toEqual([
      'Client.1 close \u0003\ufffd',
      'Client.2 text too late',
      'Server.1 text still talking',
    ]);
  });
});

describe('frames and segments', () => {
  it('several frames in one segment', () => {
    const peers = Peers.connected();
    peers.server(
      concat(
        ...['one', 'two', ''].map((payload) => frame({ opcode: OPCODE.text, payload })),
        frame({ opcode: OPCODE.ping }),
      ),
    );
    const { messages, log } = dissect(peers.packets);
    expect(log).toEqual(['Server.1 text one', 'Server.2 text two', 'Server.3 text', 'Server.4 ping']);
    expect(new Set(messages.map(({ packet }) => packet))).toEqual(new Set([6]));
  });

  it('32,747 empty frames in one segment', () => {
    const peers = Peers.connected({}, { mss: 65_535 });
    peers.server(hex('8900'.repeat(32_747)), { mss: 65_494 });
    const { messages } = dissect(peers.packets);
    expect(messages).toHaveLength(32_747);
    expect(messages.at(-1)).toMatchObject({ id: 'Server.32747', kind: 'ping', packet: 6 });
  });

  it('a frame in as many segments as it has bytes', () => {
    const peers = Peers.connected();
    peers.client(frame({ opcode: OPCODE.text, mask: KEY, payload: 'byte by byte' }), { mss: 1 });
    expect(dissect(peers.packets).log).toEqual(['Client.1 text byte by byte']);
  });

  it('frames in the segment of the 101', () => {
    const peers = Peers.midstream();
    peers.handshake();
    peers.client(Peers.request());
    peers.server(concat(Peers.response(), frame({ opcode: OPCODE.text, payload: 'at once' }), hex('8102 4f')));
    peers.server('K');
    expect(dissect(peers.packets).log).toEqual(['Server.1 text at once', 'Server.2 text OK']);
  });

  it('frames in the segment of the request, before the 101', () => {
    const peers = Peers.midstream();
    peers.handshake();
    peers.client(concat(Peers.request(), frame({ opcode: OPCODE.text, mask: KEY, payload: 'too early' })));
    peers.server(Peers.response());
    peers.serverText('welcome');
    expect(dissect(peers.packets).log).toEqual(['Client.1 text too early', 'Server.1 text welcome']);
  });
});
