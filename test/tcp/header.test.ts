import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat, hex, tcp } from '../../fixtures/build/index.js';
import * as header from '../../src/tcp/header.js';
import { windowShift } from '../../src/tcp/options.js';
import { seqAdd, seqDifference } from '../../src/tcp/seq.js';

describe('a TCP header (RFC 9293, section 3.1)', () => {
  const segment = {
    sourcePort: 51_000,
    destinationPort: 9030,
    seq: 0xfedcba98,
    ack: 0x89abcdef,
    flags: ['PSH', 'ACK'] as const,
    window: 65_535,
    payload: new Uint8Array(3),
  };
  const bytes = concat(new Uint8Array(5), tcp(segment, '192.0.2.1', '192.0.2.2'));

  it('is read in place', () => {
    expect(header.sourcePort(bytes, 5)).toBe(51_000);
    expect(header.destinationPort(bytes, 5)).toBe(9030);
    expect(header.sequenceNumber(bytes, 5) >>> 0).toBe(0xfedcba98);
    expect(header.acknowledgmentNumber(bytes, 5) >>> 0).toBe(0x89abcdef);
    expect(header.headerLength(bytes, 5)).toBe(20);
    expect(header.flags(bytes, 5)).toBe(header.Flag.PSH | header.Flag.ACK);
    expect(header.windowValue(bytes, 5)).toBe(65_535);
  });

  it.each([
    ['CWR', 0x80],
    ['ECE', 0x40],
    ['URG', header.Flag.URG],
    ['ACK', header.Flag.ACK],
    ['PSH', header.Flag.PSH],
    ['RST', header.Flag.RST],
    ['SYN', header.Flag.SYN],
    ['FIN', header.Flag.FIN],
  ] as const)('has %s as bit %i', (flag, bit) => {
    expect(header.flags(tcp({ ...segment, flags: [flag] }, '192.0.2.1', '192.0.2.2'), 0)).toBe(bit);
  });
});

describe('the window scale option (RFC 7323, section 2)', () => {
  it.each<[string, string, number]>([
    ['alone', '03 03 07', 7],
    ['behind MSS and NOP', '02 04 05b4 01 03 03 08', 8],
    ['behind SACK-permitted and timestamps', '04 02 08 0a 00000001 00000000 01 03 03 09', 9],
    ['of 0', '03 03 00', 0],
    ['of 14, the most there is', '03 03 0e', 14],
    ['above 14 is taken as 14', '03 03 ff', 14],
    ['behind the end of the options', '00 03 03 07', -1],
    ['of a wrong length', '03 04 07 00', -1],
    ['cut by the end of the header', '03 03', -1],
    ['behind an option of length 0', '02 00 03 03 07', -1],
    ['behind an option of length 1', '05 01 03 03 07', -1],
    ['behind an option that is longer than the header', '02 28 03 03 07', -1],
    ['absent', '02 04 05b4 01 01', -1],
    ['no options', '', -1],
  ])('%s: %s', (_, options, expected) => {
    const bytes = concat(new Uint8Array(20), hex(options));
    expect(windowShift(bytes, 0, bytes.length)).toBe(expected);
  });
});

describe('sequence numbers', () => {
  it.each([
    [5, 3, 2],
    [3, 5, -2],
    [0, 0xffffffff, 1],
    [0xffffffff, 0, -1],
    [0x80000000, 0x7fffffff, 1],
    [7, 7, 0],
  ])('%i is %i + %i', (a, b, difference) => {
    expect(seqDifference(a | 0, b | 0)).toBe(difference);
    expect(seqAdd(b | 0, difference)).toBe(a | 0);
  });

  it('add and subtract across 2^32, for distances below 2^31', () => {
    const distance = fc.integer({ min: -(2 ** 31) + 1, max: 2 ** 31 - 1 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), distance, (seq, length) => {
        expect(seqDifference(seqAdd(seq | 0, length), seq | 0)).toBe(length);
      }),
    );
  });
});
