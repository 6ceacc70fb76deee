import { constants, deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { concat, frame, hex } from '../../fixtures/build/index.js';
import { BufferBudget } from '../../src/buffer-budget.js';
import { FrameAssembler } from '../../src/websocket/frame-assembler.js';
import { Inflater } from '../../src/websocket/permessage-deflate.js';

interface Options {
  readonly gather?: boolean;
  readonly limit?: number;
  readonly deflate?: boolean;
}

function text(bytes: Uint8Array | undefined): string {
  return bytes === undefined ? '-' : Buffer.from(bytes).toString();
}

/** Hands in one packet for each piece; a number is a hole of as many bytes. */
function assembled(pieces: readonly (Uint8Array | number)[], options: Options = {}) {
  const { gather = true, limit = 1000, deflate = false } = options;
  const budget = new BufferBudget(100_000);
  const frames: string[] = [];
  let packet = 0;
  const assembler = new FrameAssembler({
    gather,
    limit,
    budget,
    inflater: deflate ? new Inflater(true, budget) : undefined,
    take: ({ opcode, bytes, start, end, headerLength, unmasked, message, inflated, pieces: carriers }) => {
      const payload = unmasked ?? bytes.subarray(start + headerLength, end);
      const from = carriers.map((piece) => `${piece.packet}(${piece.length})`).join(' ');
      const parts = message?.fragments.map((fragment) => `#${fragment.packet}(${fragment.length})`).join(' ');
      const whole = message === undefined ? '' : ` = ${message.opcode} ${text(message.payload)} of ${parts}`;
      const content = inflated === undefined ? '' : ` > ${inflated === 'failed' ? inflated : text(inflated)}`;
      frames.push(`${packet}: ${opcode} ${text(payload)} in ${from}${whole}${content}`);
    },
  });
  for (const piece of pieces) {
    packet++;
    if (typeof piece !== 'number') assembler.push(piece, 0, piece.length, packet);
    else if (!assembler.gap(piece, packet)) assembler.abandon();
  }
  assembler.release();
  return { frames, held: budget.used };
}

const KEY = '01020304';
const HELLO = frame({ opcode: 1, payload: 'hello', mask: KEY });
const FIRST = frame({ opcode: 1, payload: 'ab', fin: false, mask: KEY });
const LAST = frame({ opcode: 0, payload: 'cd', mask: KEY });
const PING = frame({ opcode: 9, payload: 'p' });

describe('frames for the packet view', () => {
  it.each<[string, readonly (Uint8Array | number)[], string[]]>([
    ['whole in a packet', [HELLO], ['1: 1 hello in 1(11)']],
    ['two in a packet', [concat(PING, HELLO)], ['1: 9 p in 1(3)', '1: 1 hello in 1(11)']],
    ['cut in the header', [HELLO.subarray(0, 3), HELLO.subarray(3)], ['2: 1 hello in 1(3) 2(8)']],
    ['cut in the payload', [HELLO.subarray(0, 8), HELLO.subarray(8)], ['2: 1 hello in 1(8) 2(3)']],
    ['empty', [hex('8a00')], ['1: 10  in 1(2)']],
    [
      'of a message',
      [FIRST, PING, LAST],
      ['1: 1 ab in 1(8)', '2: 9 p in 2(3)', '3: 0 cd in 3(8) = 1 abcd of #1(2) #3(2)'],
    ],
    ['with an empty last one', [FIRST, hex('8000')], ['1: 1 ab in 1(8)', '2: 0  in 2(2) = 1 ab of #1(2)']],
    ['that continue nothing', [LAST], ['1: 0 cd in 1(8)']],
    [
      'with a hole in the payload',
      [HELLO.subarray(0, 8), 2, HELLO.subarray(10), PING],
      [`3: 1 ${text(HELLO.subarray(6, 8))} in 1(8)`, '4: 9 p in 4(3)'],
    ],
    ['behind a hole', [FIRST, HELLO.subarray(0, 8), 100, LAST], ['1: 1 ab in 1(8)', '4: 0 cd in 4(8)']],
  ])('%s', (_, pieces, frames) => {
    expect(assembled(pieces)).toEqual({ frames, held: 0 });
  });

  it('cut at any place make no difference', () => {
    const bytes = concat(FIRST, PING, LAST, HELLO);
    const strip = (frames: readonly string[]) => frames.map((one) => one.replace(/^\d+: | in [^=>]*| of .*/g, ''));
    const whole = strip(assembled([bytes]).frames);
    for (let at = 1; at < bytes.length; at++) {
      expect(strip(assembled([bytes.subarray(0, at), bytes.subarray(at)]).frames)).toEqual(whole);
    }
  });

  it('beyond the limit are told without their payload', () => {
    const long = frame({ opcode: 1, payload: 'x'.repeat(500), mask: KEY });
    const { frames, held } = assembled([long.subarray(0, 100), long.subarray(100), HELLO], { limit: 20 });
    expect(frames.map((one) => one.length < 60)).toEqual([true, true]);
    expect(held).toBe(0);
  });

  it('are told by their headers alone where nothing is gathered', () => {
    expect(assembled([FIRST, HELLO, LAST], { gather: false }).frames).toEqual(['1: 1  in ', '2: 1  in ', '3: 0  in ']);
  });
});

describe('compressed messages', () => {
  const compressed = deflateRawSync('hello hello', { finishFlush: constants.Z_SYNC_FLUSH }).subarray(0, -4);
  const one = frame({ opcode: 1, payload: compressed, rsv1: true });

  it.each<[string, readonly Uint8Array[], string]>([
    ['of one frame', [one], '> hello hello'],
    [
      'of several frames, inflated as a whole',
      [
        frame({ opcode: 1, payload: compressed.subarray(0, 3), rsv1: true, fin: false }),
        frame({ opcode: 0, payload: compressed.subarray(3) }),
      ],
      '> hello hello',
    ],
    ['that are none', [frame({ opcode: 1, payload: hex('ffff'), rsv1: true })], '> failed'],
    ['among others', [one, frame({ opcode: 1, payload: 'plain' })], 'plain in 2(7)'],
  ])('%s', (_, pieces, end) => {
    const { frames, held } = assembled(pieces, { deflate: true });
    expect(frames.at(-1)?.endsWith(end)).toBe(true);
    expect(held).toBe(0);
  });
});
