import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Packet } from '../../src/capture/packet.js';
import { TimestampClock } from '../../src/capture/timestamp.js';

/** What the clock says of a 64-bit time stamp, as seconds and nine digits. */
function time(clock: TimestampClock, units: bigint): string {
  const packet = new Packet();
  clock.stamp(packet, Number(units >> 32n), Number(units & 0xffff_ffffn));
  return `${packet.seconds}.${String(packet.nanoseconds).padStart(9, '0')}`;
}

const CASES: readonly [name: string, resolution: number, units: bigint, time: string, digits: 6 | 9][] = [
  ['seconds', 0, 1_700_000_000n, '1700000000.000000000', 6],
  ['milliseconds', 3, 1_700_000_000_123n, '1700000000.123000000', 6],
  ['microseconds', 6, 1_700_000_000_123_456n, '1700000000.123456000', 6],
  ['hundreds of nanoseconds', 7, 17_000_000_001_234_567n, '1700000000.123456700', 9],
  ['nanoseconds', 9, 1_700_000_000_123_456_789n, '1700000000.123456789', 9],
  ['nanoseconds, the last before a second', 9, 1_699_999_999_999_999_999n, '1699999999.999999999', 9],
  ['tens of picoseconds', 11, 12_345_678_912n, '0.123456789', 9],
  ['picoseconds', 12, 1_700_000_123_456_789_012n, '1700000.123456789', 9],
  ['10^-19 s', 19, 12_345_678_901_234_567_890n, '1.234567890', 9],
  ['10^-127 s', 127, 0xffff_ffff_ffff_ffffn, '0.000000000', 9],
  ['2^0 s', 0x80, 1_700_000_000n, '1700000000.000000000', 6],
  ['2^-8 s', 0x88, 1_700_000_000n * 256n + 128n, '1700000000.500000000', 6],
  ['2^-10 s', 0x8a, 1_700_000_000n * 1024n + 1n, '1700000000.000976562', 6],
  ['2^-30 s', 0x9e, (1_700_000_000n << 30n) + 1n, '1700000000.000000000', 9],
  ['2^-32 s', 0xa0, (1_700_000_000n << 32n) + 0xffff_ffffn, '1700000000.999999999', 9],
  ['2^-33 s', 0xa1, (1_700_000_000n << 33n) + (1n << 32n), '1700000000.500000000', 9],
  ['2^-63 s', 0xbf, (1n << 63n) + (1n << 62n), '1.500000000', 9],
  ['2^-127 s', 0xff, 0xffff_ffff_ffff_ffffn, '0.000000000', 9],
];

describe('time stamps', () => {
  it.each(CASES)('in %s', (_name, resolution, units, expected, digits) => {
    const clock = new TimestampClock(resolution);
    expect(time(clock, units)).toBe(expected);
    expect(clock.timeDigits).toBe(digits);
  });

  it('are exact at every resolution', () => {
    const resolutions = fc.integer({ min: 0, max: 0xff });
    fc.assert(
      fc.property(resolutions, fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }), (resolution, units) => {
        const perSecond = (resolution & 0x80 ? 2n : 10n) ** BigInt(resolution & 0x7f);
        fc.pre(units / perSecond < 8_639_999_999_999n);
        const rest = ((units % perSecond) * 1_000_000_000n) / perSecond;
        const expected = `${units / perSecond}.${String(rest).padStart(9, '0')}`;
        expect(time(new TimestampClock(resolution), units)).toBe(expected);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['later', 100, '200.250000000'],
    ['before 1970', -1000, '-900.250000000'],
    ['beyond what a Date holds', Number.MAX_SAFE_INTEGER, '8639999999999.250000000'],
    ['before what a Date holds', -(2 ** 63), '-8639999999999.250000000'],
  ])('are moved by if_tsoffset: %s', (_name, offset, expected) => {
    expect(time(new TimestampClock(6, offset), 100_250_000n)).toBe(expected);
  });

  it('stay within what a Date holds', () => {
    const packet = new Packet();
    new TimestampClock(0).stamp(packet, 0xffff_ffff, 0xffff_ffff);
    expect(new Date(packet.seconds * 1000 + 999).getTime()).not.toBeNaN();
  });
});
