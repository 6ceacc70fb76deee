import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat, hex, writePcap } from '../../fixtures/build/index.js';
import { Packet } from '../../src/capture/packet.js';
import { PcapReader } from '../../src/capture/pcap.js';
import { PcapngReader } from '../../src/capture/pcapng.js';
import type { CaptureReader } from '../../src/capture/reader.js';
import { packetAt, pieces, read } from './read-captures.js';
import { VARIANTS } from './variants.js';

/** Beginnings that lead random bytes past the detection. */
const BEGINNINGS: readonly string[] = [
  '',
  'd4c3b2a1 02000400 0000000000000000 0000040001000000',
  'a1b23c4d 00020004 0000000000000000 0004000000000001',
  '34cdb2a1 02000400 0000000000000000 0000040001000000',
  '0a0d0d0a 1c000000 4d3c2b1a 01000000 ffffffffffffffff 1c000000',
  '0a0d0d0a 1c000000 4d3c2b1a 01000000 ffffffffffffffff 1c000000 01000000 14000000 01000000 00000000 14000000',
  '1f8b0800 00000000 0003',
  '04224d18 6040 82',
  '04224d18 4070 df',
  '28b52ffd 0040',
  '28b52ffd 24ff',
];

describe.each([...VARIANTS])('%s', (name, bytes) => {
  it('is the same in pieces as at once', async () => {
    const whole = await read(bytes);
    expect(whole.packets.length).toBeGreaterThan(1);
    for (const length of [1, 2, 3, 5, 16, 64]) {
      const { packets, problems } = await read(pieces(bytes, length));
      expect({ packets, problems }).toEqual({ packets: whole.packets, problems: whole.problems });
    }
  });

  it('cut anywhere gives the whole records before the cut', async () => {
    const whole = await read(bytes);
    for (let length = 0; length < bytes.length; length++) {
      const { packets, problems } = await read(bytes.subarray(0, length));
      // A pcapng packet's place is that of its block, which ends with its length; deflate shows no places.
      const sure =
        name === 'gzip'
          ? 0
          : whole.packets.findIndex((_, i) => (whole.packets[i + 1]?.fileOffset ?? bytes.length) > length);
      expect(packets).toEqual(whole.packets.slice(0, packets.length));
      expect(packets.length).toBeGreaterThanOrEqual(sure);
      if (packets.length > sure && name !== 'gzip') {
        const last = packets.at(-1);
        expect((last?.fileOffset ?? 0) + 16 + (last?.bytes.length ?? 0) / 2).toBeLessThanOrEqual(length);
      }
      // The cut itself, and how many more there were of what was told before.
      expect(problems.length).toBeLessThanOrEqual(whole.problems.length + 2);
    }
  });
});

describe('no bytes make it throw, hang, or hold more than they are', () => {
  it('random bytes behind any beginning, in any pieces', { timeout: 120_000 }, async () => {
    const beginning = fc.constantFrom(...BEGINNINGS);
    const rest = fc.uint8Array({ maxLength: 3000 });
    await fc.assert(
      fc.asyncProperty(beginning, rest, fc.integer({ min: 1, max: 4000 }), async (first, random, length) => {
        const bytes = concat(hex(first), random);
        const { captures } = await read(pieces(bytes, length));
        expect(captures.window.bytes.length).toBe(1024 * 1024);
        expect(captures.problems.length).toBeLessThan(20);
      }),
      { numRuns: 1500 },
    );
  });

  it('captures with some bytes changed', { timeout: 120_000 }, async () => {
    // Where deflate is damaged, zlib gives what came before it only as far as the pieces that it was given reach.
    const plain = [...VARIANTS].filter(([name]) => name !== 'gzip').map(([, bytes]) => bytes);
    const changes = fc.array(fc.tuple(fc.nat(2000), fc.nat(255)), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...plain), changes, async (bytes, places) => {
        const changed = Uint8Array.from(bytes);
        for (const [at, value] of places) changed[at % changed.length] = value;
        const whole = await read(changed);
        const { packets, problems } = await read(pieces(changed, 7));
        expect({ packets, problems }).toEqual({ packets: whole.packets, problems: whole.problems });
        for (const { bytes: hexBytes } of packets) expect(hexBytes.length / 2).toBeLessThanOrEqual(200_000);
      }),
      { numRuns: 1500 },
    );
  });
});

describe('a reader leaves no more bytes than one record has', () => {
  const READERS: readonly [string, () => CaptureReader, string][] = [
    ['pcap', () => new PcapReader(), BEGINNINGS[1] ?? ''],
    ['pcapng', () => new PcapngReader(new Packet()), BEGINNINGS[5] ?? ''],
  ];
  it.each(READERS)('%s', (_name, newReader, beginning) => {
    // Of any length field, 17 MiB and some are the most that is waited for.
    for (const claimed of [
      0,
      12,
      1000,
      2 ** 18,
      2 ** 18 + 1,
      2 ** 24,
      2 ** 24 + 2 ** 20,
      2 ** 24 + 2 ** 20 + 4,
      2 ** 31,
      2 ** 32 - 4,
    ]) {
      const words = Buffer.from(Uint32Array.of(6, claimed, claimed, claimed, claimed, claimed, claimed).buffer);
      const bytes = concat(hex(beginning), words, new Uint8Array(18 * 1024 * 1024));
      const reader = newReader();
      const taken = reader.read(bytes, 0, bytes.length, 0, { packet() {} });
      expect(bytes.length - taken).toBeLessThanOrEqual(17 * 1024 * 1024 + 64);
    }
  });
});

describe('many small records', () => {
  it('take no longer each than a few', async () => {
    const packet = packetAt('1', 1, 0);
    const few = writePcap(Array.from({ length: 20_000 }, () => packet));
    const many = concat(few, ...Array.from({ length: 19 }, () => few.subarray(24)));
    const time = async (bytes: Uint8Array): Promise<number> => {
      const begin = process.cpuUsage();
      const { captures } = await read(pieces(bytes, 100_000));
      expect(captures.problems).toEqual([]);
      const { user, system } = process.cpuUsage(begin);
      return (user + system) / bytes.length;
    };
    await time(few);
    const each = await time(few);
    expect(await time(many)).toBeLessThan(each * 5);
  });
});
