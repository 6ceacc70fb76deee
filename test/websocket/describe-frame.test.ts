import { describe, expect, it } from 'vitest';
import { frame, hex } from '../../fixtures/build/index.js';
import { describeFrame, isCut, type ShownFrame } from '../../src/websocket/describe-frame.js';
import { frameInfo, joinFrameInfos } from '../../src/websocket/frame-info.js';
import { drawn, linesOf, valuesOf } from '../http/drawn-lines.js';

function shown(bytes: Uint8Array, facts: Partial<ShownFrame> = {}): ShownFrame {
  return { bytes, start: 0, end: bytes.length, deflate: false, ...facts };
}

function treeOf(one: ShownFrame) {
  return drawn(one.bytes, (tree) => describeFrame(tree, one));
}

function payloadLines(one: ShownFrame): string[] {
  const lines = linesOf(treeOf(one).roots);
  return lines.slice(lines.indexOf('  Payload') + 1);
}

const TEXT = Buffer.from('a\nb');

describe('a frame', () => {
  it('is drawn bit by bit', () => {
    expect(linesOf(treeOf(shown(hex('81 83 01020304 601110'), { unmasked: hex('616263') })).roots)).toEqual([
      'WebSocket',
      '  Fin: true',
      '  Reserved: 0',
      '  Opcode: Text (1)',
      '  Mask: true',
      '  Payload length: 3',
      '  Masking-Key: 01020304',
      '  Masked payload',
      '  Payload',
      '    Text: abc',
      'Line-based text data (1 lines)',
      '  abc',
    ]);
  });

  it.each<[string, string, string[]]>([
    [
      'in 16 bits',
      '82 7e 0001 aa',
      ['  .111 1110 = Payload length: 126 Extended Payload Length (16 bits)', '  Extended Payload length (16 bits): 1'],
    ],
    [
      'in 64 bits',
      '82 7f 0000000000000001 aa',
      ['  .111 1111 = Payload length: 127 Extended Payload Length (64 bits)', '  Extended Payload length (64 bits): 1'],
    ],
  ])('with a length %s', (_, bytes, expected) => {
    expect(linesOf(treeOf(shown(hex(bytes))).roots).slice(5, 7)).toEqual(expected);
  });

  it.each<[string, Uint8Array, string[]]>([
    [
      'text',
      frame({ opcode: 1, payload: TEXT }),
      ['    Text: a\nb', 'Line-based text data (2 lines)', '  a\\n', '  b'],
    ],
    ['binary', frame({ opcode: 2, payload: TEXT }), ['Data (3 bytes)', '  Data: 610a62', '  [Length: 3]']],
    ['a ping', frame({ opcode: 9, payload: 'x' }), ['    Ping: 78']],
    ['a pong', frame({ opcode: 10, payload: 'x' }), ['    Pong: 78']],
    [
      'a close',
      frame({ opcode: 8, payload: hex('03e8 627965') }),
      ['    Close', '      Status code: Normal Closure (1000)', '      Reason: bye'],
    ],
    ['a close without reason', hex('88 02 0fa1'), ['    Close', '      Status code: Unknown (4001)']],
    ['a close of one byte', hex('88 01 03'), ['    Close']],
    [
      'of a reserved opcode',
      hex('83 01 78'),
      [
        '    Unknown: 78',
        '      [Expert Info (Note/Undecoded): The opcode 3 is reserved]',
        '        [The opcode 3 is reserved]',
        '        [Severity level: Note]',
        '        [Group: Undecoded]',
      ],
    ],
    ['a first fragment', hex('01 01 78'), []],
    ['a further fragment', hex('00 01 78'), ['Continue: 78']],
    ['a last fragment of what is not known', hex('80 01 78'), ['Continue: 78']],
  ])('that is %s', (_, bytes, expected) => {
    expect(payloadLines(shown(bytes))).toEqual(expected);
  });

  it('without payload has none', () => {
    expect(linesOf(treeOf(shown(hex('8a 00'))).roots)).toHaveLength(6);
  });

  it('tells of compression where that is agreed on', () => {
    const one = shown(hex('c1 03 4a0400'), { deflate: true, inflated: TEXT });
    expect(linesOf(treeOf(one).roots)[3]).toBe('  Per-Message Compressed: true');
    expect(payloadLines(one)).toEqual(['    Text: a\nb', 'Line-based text data (2 lines)', '  a\\n', '  b']);
    expect(treeOf(one).sources.map(({ title }) => title)).toEqual(['Packet', 'Decompressed payload']);
  });

  it('says where a message does not decompress', () => {
    expect(payloadLines(shown(hex('c1 01 ff'), { deflate: true, inflated: 'failed' })).slice(0, 2)).toEqual([
      'Decompression failed',
      '  [Expert Info (Warning/Protocol): Decompression failed]',
    ]);
  });

  it.each<[string, string, string, boolean]>([
    ['a zero at the end', '810261 00', 'a', false],
    ['a zero in the middle', '8103 610062', 'a', true],
    ['no UTF-8', '8101 ff', '\uFFFD', false],
  ])('whose text has %s', (_, bytes, value, stray) => {
    const { roots } = treeOf(shown(hex(bytes)));
    expect(valuesOf(roots, 'websocket.payload.text')).toEqual([value]);
    expect(valuesOf(roots, '_ws.string.trailing_stray_characters')).toHaveLength(stray ? 1 : 0);
  });
});

describe('a message of several frames', () => {
  const payload = Buffer.from('abcde');
  const fragments = [
    { packet: 15, length: 2 },
    { packet: 17, length: 3 },
  ];

  it('is drawn with its last one', () => {
    const one = shown(hex('80 03 636465'), { message: { opcode: 1, fragments, payload } });
    expect(payloadLines(one)).toEqual([
      '    Text: abcde',
      '[2 Reassembled websocket Fragments (5 bytes): #15(2), #17(3)]',
      '  [Frame: 15, payload: 0-1 (2 bytes)]',
      '  [Frame: 17, payload: 2-4 (3 bytes)]',
      '  [Fragment count: 2]',
      '  [Reassembled websocket Payload length: 5]',
      'Line-based text data (1 lines)',
      '  abcde',
    ]);
    expect(treeOf(one).sources.map(({ title }) => title)).toEqual(['Packet', 'Reassembled Message']);
  });

  it('is complete with an empty last frame', () => {
    const one = shown(hex('80 00'), { message: { opcode: 2, fragments, payload } });
    expect(linesOf(treeOf(one).roots)).toContain('Data (5 bytes)');
  });
});

describe('a cut frame', () => {
  it('is drawn as far as it is there', () => {
    const bytes = hex('81 fe 0003 01020304 601110');
    for (let end = 0; end < bytes.length; end++) {
      const one = { ...shown(bytes), end };
      expect(isCut(one)).toBe(true);
      expect(valuesOf(treeOf(one).roots, 'websocket.masking_key')).toHaveLength(end >= 8 ? 1 : 0);
      expect(linesOf(treeOf(one).roots)).not.toContain('  Payload');
    }
  });
});

describe('the packet list', () => {
  it.each<[fin: boolean, opcode: number, masked: boolean, text: string]>([
    [true, 1, true, 'WebSocket Text [FIN] [MASKED]'],
    [true, 2, false, 'WebSocket Binary [FIN] '],
    [false, 1, true, 'WebSocket Text[FRAGMENT]  [MASKED]'],
    [false, 0, false, 'WebSocket Continuation[FRAGMENT]  '],
    [true, 8, false, 'WebSocket Connection Close [FIN] '],
    [true, 9, false, 'WebSocket Ping [FIN] '],
    [true, 10, false, 'WebSocket Pong [FIN] '],
    [true, 3, false, 'WebSocket Unknown Opcode [FIN] '],
  ])('fin %s, opcode %i, masked %s: %s', (fin, opcode, masked, text) => {
    expect(frameInfo({ fin, opcode, masked })).toBe(text);
  });

  it('says that a payload was cut', () => {
    expect(frameInfo({ fin: true, opcode: 1, masked: true }, true)).toBe(
      'WebSocket Text [FIN] [MASKED][Packet size limited during capture]',
    );
  });

  it('names all frames of a packet', () => {
    const infos = [1, 9].map((opcode) => frameInfo({ fin: true, opcode, masked: false }));
    expect(joinFrameInfos(infos)).toBe('WebSocket Text [FIN] , WebSocket Ping [FIN] ');
  });
});
