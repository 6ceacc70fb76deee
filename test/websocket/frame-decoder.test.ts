import { describe, expect, it } from 'vitest';
import { concat, frame, hex, OPCODE } from '../../fixtures/build/index.js';
import { type DecodedFrame, framesOf } from './frames-of.js';

const WHOLE = { fin: true, rsv: 0, key: null, complete: true };

describe('frames on the wire (RFC 6455, section 5.2)', () => {
  it.each<[string, string, Partial<DecodedFrame>]>([
    // The examples of section 5.7.
    [
      'an unmasked text',
      '81 05 48656c6c6f',
      { ...WHOLE, opcode: 1, headerLength: 2, payloadLength: 5, payload: '48656c6c6f' },
    ],
    [
      'a masked text',
      '81 85 37fa213d 7f9f4d5158',
      { ...WHOLE, opcode: 1, key: '37fa213d', headerLength: 6, payloadLength: 5, payload: '7f9f4d5158' },
    ],
    ['a first fragment', '01 03 48656c', { ...WHOLE, fin: false, opcode: 1, payloadLength: 3 }],
    ['a last fragment', '80 02 6c6f', { ...WHOLE, opcode: 0, payloadLength: 2 }],
    ['a ping', '89 05 48656c6c6f', { ...WHOLE, opcode: 9 }],
    ['a masked pong', '8a 85 37fa213d 7f9f4d5158', { ...WHOLE, opcode: 10, key: '37fa213d' }],
    ['an empty frame', '82 00', { ...WHOLE, opcode: 2, headerLength: 2, payloadLength: 0, payload: '' }],
    [
      'an empty masked frame',
      '82 80 01020304',
      { ...WHOLE, opcode: 2, key: '01020304', headerLength: 6, payloadLength: 0 },
    ],
    ['a mask of zeros', '82 81 00000000 ff', { ...WHOLE, key: '00000000', payload: 'ff' }],
    ['a mask with its highest bit set', '82 81 ffffffff 00', { ...WHOLE, key: 'ffffffff', payload: '00' }],
    ['RSV1', 'c1 00', { rsv: 4 }],
    ['RSV2', 'a1 00', { rsv: 2 }],
    ['RSV3', '91 00', { rsv: 1 }],
    ['all bits set', 'ff 80 01020304', { fin: true, rsv: 7, opcode: 15, key: '01020304' }],
    ['no bit set', '00 00', { fin: false, rsv: 0, opcode: 0, payloadLength: 0 }],
    ['a length of 1 in 16 bits', '82 7e 0001 aa', { headerLength: 4, payloadLength: 1, payload: 'aa' }],
    ['a length of 1 in 64 bits', '82 7f 0000000000000001 aa', { headerLength: 10, payloadLength: 1, payload: 'aa' }],
    [
      'the longest header',
      '82 ff 0000000000000001 01020304 aa',
      { headerLength: 14, payloadLength: 1, key: '01020304' },
    ],
  ])('%s: %s', (_, bytes, expected) => {
    expect(framesOf(hex(bytes)).frames).toMatchObject([expected]);
  });

  it.each<[opcode: number]>(Array.from({ length: 16 }, (_, opcode) => [opcode]))('opcode %i', (opcode) => {
    expect(framesOf(frame({ opcode, payload: 'x' })).frames).toMatchObject([{ opcode, payload: '78' }]);
  });

  it.each([
    [0, 2],
    [125, 2],
    [126, 4],
    [65_535, 4],
    [65_536, 10],
    [100_000, 10],
  ])('a payload of %i bytes has a header of %i', (payloadLength, headerLength) => {
    const bytes = frame({ opcode: OPCODE.binary, payload: new Uint8Array(payloadLength) });
    expect(framesOf(bytes).frames).toMatchObject([{ payloadLength, headerLength, complete: true }]);
  });

  it.each<[string, number]>([
    ['0000000080000000', 2 ** 31],
    ['00000000ffffffff', 2 ** 32 - 1],
    ['0000000100000000', 2 ** 32],
    ['0010000000000000', 2 ** 52],
    ['001fffffffffffff', Number.MAX_SAFE_INTEGER],
    ['7fffffffffffffff', 2 ** 63],
    ['ffffffffffffffff', 2 ** 64],
  ])('a 64-bit length of %s is %d, not cut to 32 bits', (digits, payloadLength) => {
    expect(framesOf(hex(`82 7f ${digits} 0102`)).frames).toMatchObject([
      { payloadLength, payload: '0102', complete: false },
    ]);
  });
});

describe('pieces', () => {
  const bytes = concat(
    hex('81 05 48656c6c6f'),
    hex('82 80 01020304'),
    hex('09 83 0a0b0c0d 010203'),
    frame({ opcode: OPCODE.binary, payload: new Uint8Array(300).fill(7), mask: '01020304' }),
    frame({ opcode: OPCODE.binary, payload: new Uint8Array(2), lengthForm: 64, mask: '01020304' }),
    hex('8a 00'),
  );
  const whole = framesOf(bytes).frames;

  it('are six frames', () => {
    expect(whole).toHaveLength(6);
    expect(whole.every(({ complete }) => complete)).toBe(true);
  });

  it.each([1, 2, 3, 5, 13, 14, 15, 64])('of %i bytes make no difference', (size) => {
    const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
      bytes.subarray(i * size, (i + 1) * size),
    );
    expect(framesOf(...pieces).frames).toEqual(whole);
  });

  it('cut at any place make no difference', () => {
    for (let at = 0; at <= bytes.length; at++) {
      expect(framesOf(bytes.subarray(0, at), bytes.subarray(at)).frames).toEqual(whole);
    }
  });
});

describe('bytes that are not in the capture', () => {
  it.each<[string, (Uint8Array | number)[], boolean[], string[]]>([
    ['inside a payload', [hex('81 05 48'), 3, hex('6f 81 00')], [true], ['48[3]6f', '']],
    ['to the end of a payload', [hex('81 05 4865'), 3, hex('81 00')], [true], ['4865[3]', '']],
    ['that are a whole payload', [hex('81 05'), 5, hex('81 00')], [true], ['[5]', '']],
    ['twice in a payload', [hex('81 05 48'), 1, hex('6c'), 2, hex('81 00')], [true, true], ['48[1]6c[2]', '']],
    ['beyond a payload', [hex('81 05 48'), 5], [false], ['48']],
    ['between two frames', [hex('81 00'), 5], [false], ['']],
    ['inside a header', [hex('81'), 5], [false], []],
    ['before anything', [5], [false], []],
  ])('%s: whether the next frame is known', (_, pieces, steps, payloads) => {
    const result = framesOf(...pieces);
    expect(result.steps).toEqual(steps);
    expect(result.frames.map(({ payload }) => payload)).toEqual(payloads);
  });
});
