import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat, hex, tcpOptions } from '../../fixtures/build/index.js';
import { MIN_HEADER_LENGTH } from '../../src/tcp/header.js';
import * as options from '../../src/tcp/options.js';

/** A header with these options, not at the beginning of its bytes. */
function header(optionBytes: Uint8Array): { bytes: Uint8Array; at: number; end: number } {
  const bytes = concat(new Uint8Array(3 + MIN_HEADER_LENGTH), optionBytes, hex('ffff'));
  return { bytes, at: 3, end: bytes.length - 2 };
}

function edges(optionBytes: Uint8Array): number[] {
  const { bytes, at, end } = header(optionBytes);
  const found = [1, 2, 3];
  options.readSackEdges(bytes, at, end, found);
  return found;
}

describe('TCP options', () => {
  it('are walked over to the end, whatever their bytes are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (optionBytes) => {
        const { bytes, at, end } = header(optionBytes);
        for (let option = at + MIN_HEADER_LENGTH; option < end; ) {
          const next = options.nextOption(bytes, option, end);
          expect(next).toBeGreaterThan(option);
          expect(next).toBeLessThanOrEqual(end);
          option = next;
        }
      }),
    );
  });
});

describe('SACK blocks', () => {
  it.each<[string, Uint8Array, number[]]>([
    ['one', tcpOptions({ sack: [[5, 9]] }), [5, 9]],
    [
      'as many as there is room for',
      tcpOptions({
        sack: [
          [1, 2],
          [3, 4],
          [5, 6],
          [7, 8],
        ],
      }),
      [1, 2, 3, 4, 5, 6, 7, 8],
    ],
    [
      'behind timestamps, with numbers above 2^31',
      tcpOptions({ timestamps: [1, 2], sack: [[0xffffffff, 3]] }),
      [-1, 3],
    ],
    ['half a block is none', hex('050e 00000001 00000002 00000003'), [1, 2]],
    ['no block', hex('0502'), []],
    ['a length beyond the header', hex('0512 00000001 00000002'), []],
    ['no option', new Uint8Array(0), []],
  ])('%s', (_, optionBytes, expected) => expect(edges(optionBytes)).toEqual(expected));
});
