import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat, hex } from '../../fixtures/build/index.js';
import { DnsStream } from '../../src/application/dns-stream.js';
import { BufferBudget } from '../../src/buffer-budget.js';

function messagesOf(pieces: readonly (Uint8Array | 'gap')[], budget = new BufferBudget(1 << 20)): string[] {
  const messages: string[] = [];
  const stream = new DnsStream(
    (bytes, start, end) => messages.push(Buffer.from(bytes.subarray(start, end)).toString('hex')),
    budget,
  );
  for (const piece of pieces) {
    if (piece === 'gap') stream.gap();
    else stream.push(piece, 0, piece.length);
  }
  stream.close();
  expect(budget.used).toBe(0);
  return messages;
}

describe('messages over TCP (RFC 1035, section 4.2.2)', () => {
  it.each<[string, (Uint8Array | 'gap')[], string[]]>([
    ['one', [hex('0003 616263')], ['616263']],
    ['two in one piece', [hex('0001 61 0002 6263')], ['61', '6263']],
    ['an empty one', [hex('0000 0001 61')], ['', '61']],
    ['a gap', [hex('0003 61'), 'gap', hex('0001 61')], []],
    ['an end in the middle', [hex('0003 61')], []],
  ])('%s', (_, pieces, expected) => {
    expect(messagesOf(pieces)).toEqual(expected);
  });

  it('are the same in any pieces', () => {
    const bytes = concat(hex('0003 616263 0000 0001 64 0102'), new Uint8Array(258));
    const cuts = fc.array(fc.nat(bytes.length), { maxLength: 12 });
    fc.assert(
      fc.property(cuts, (at) => {
        const places = [0, ...at.sort((a, b) => a - b), bytes.length];
        const pieces = places.slice(1).map((end, index) => bytes.subarray(places[index], end));
        expect(messagesOf(pieces)).toEqual(messagesOf([bytes]));
      }),
    );
  });

  it('are given up where nothing more may be held', () => {
    expect(messagesOf([hex('0003 61'), hex('6263 0001 61')], new BufferBudget(2))).toEqual([]);
  });
});
