import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { concat } from '../../fixtures/build/index.js';
import { compressedCapture } from './compressed-capture.js';
import { pieces, read } from './read-captures.js';

const CAPTURE = compressedCapture();
const GZIP = new Uint8Array(gzipSync(CAPTURE));
const PACKETS = (await read(CAPTURE)).packets;

/** A gzip header with these flags and fields, and the data of {@link GZIP} behind it. */
function withHeader(flags: number, ...fields: (Uint8Array | string)[]): Uint8Array {
  return concat(Uint8Array.of(0x1f, 0x8b, 8, flags, 0, 0, 0, 0, 0, 3), ...fields, GZIP.subarray(10));
}

describe('gzip', () => {
  const half = CAPTURE.length / 2;
  const WHOLE: readonly [name: string, bytes: Uint8Array][] = [
    ['one member', GZIP],
    ['a stored member', gzipSync(CAPTURE, { level: 0 })],
    [
      'two members, the seam inside a record',
      concat(gzipSync(CAPTURE.subarray(0, half)), gzipSync(CAPTURE.subarray(half))),
    ],
    ['an empty member between', concat(gzipSync(CAPTURE.subarray(0, 9)), gzipSync(''), gzipSync(CAPTURE.subarray(9)))],
    ['zeros behind it', concat(GZIP, new Uint8Array(100_000))],
    [
      'a header with an extra field, a name, a comment and a checksum',
      withHeader(0x1e, '\x03\0abc', 'a.pcap\0', 'why\0', '\0\0'),
    ],
    ['a name that does not end soon', withHeader(0x08, 'x'.repeat(300_000), '\0')],
  ];
  it.each(WHOLE)('is read: %s', async (_name, bytes) => {
    const { packets, problems, captures } = await read(bytes);
    expect(problems).toEqual([]);
    expect(packets).toEqual(PACKETS);
    expect(captures.files[0]?.summary).toMatchObject({ compression: 'gzip', fileSize: bytes.length });
  });

  it.each(WHOLE.filter(([, bytes]) => bytes.length < 10_000))(
    'is read from a pipe, byte by byte: %s',
    async (_name, bytes) => {
      const { packets, problems } = await read(pieces(bytes, 1));
      expect({ packets, problems }).toEqual({ packets: PACKETS, problems: [] });
    },
  );

  it('that is cut gives everything before the cut', async () => {
    const stored = new Uint8Array(gzipSync(CAPTURE, { level: 0 }));
    for (const length of [70_000, stored.length - 9]) {
      const { packets, problems, captures } = await read(stored.subarray(0, length));
      const read_ = captures.window.offset + captures.window.end - captures.window.start;
      expect(read_).toBeGreaterThan(length - 100);
      expect(packets).toEqual(PACKETS.slice(0, packets.length));
      expect(packets).toHaveLength(Math.floor((read_ - 24) / 3016));
      expect(problems).toEqual([
        `capture-cut: the gzip data is cut off at byte ${length} of the file; what could be decompressed, ${read_} bytes, was read`,
      ]);
    }
  });

  it('that is cut anywhere says so, and never more', async () => {
    for (let length = 2; length < GZIP.length; length += 7) {
      const { packets, problems } = await read(GZIP.subarray(0, length));
      expect(packets).toEqual(PACKETS.slice(0, packets.length));
      expect(problems).toEqual([expect.stringMatching(`^capture-cut: the gzip data is cut off at byte ${length} `)]);
    }
  });

  it('with something else behind it is read, and that is said', async () => {
    const { packets, problems } = await read(concat(GZIP, 'see you'));
    expect(packets).toEqual(PACKETS);
    expect(problems).toEqual([
      `capture-damaged: behind the gzip data, from byte ${GZIP.length} of the file on, there is something else, which was left out`,
    ]);
  });

  it.each([
    ['whose checksum does not hold', -8, 'does not have the checksum that it says'],
    ['whose length does not hold', -1, 'does not have the checksum that it says'],
  ])('%s', async (_name, at, what) => {
    const bytes = GZIP.slice();
    bytes[bytes.length + at] = ~(bytes.at(at) ?? 0);
    const { packets, problems } = await read(bytes);
    expect(packets).toEqual(PACKETS);
    expect(problems).toEqual([
      `capture-damaged: the gzip data ${what} near byte ${bytes.length - 8} of the file; what could be decompressed before, ${CAPTURE.length} bytes, was read`,
    ]);
  });

  it('with damaged data gives what came before the damage', async () => {
    const first = gzipSync(CAPTURE.subarray(0, 100_000));
    const bytes = concat(first, gzipSync(CAPTURE.subarray(100_000)));
    bytes[first.length + 10] = 0xff; // a block of the reserved type
    const { packets, problems } = await read(bytes);
    expect(packets).toEqual(PACKETS.slice(0, 33));
    expect(problems).toEqual([
      expect.stringMatching('^capture-damaged: the gzip data cannot be decompressed .*100000 bytes'),
    ]);
  });

  it('of another method than deflate is named', async () => {
    const bytes = GZIP.slice();
    bytes[2] = 7;
    expect((await read(bytes)).problems).toEqual([
      expect.stringMatching('^capture-damaged: the gzip data has no valid header'),
    ]);
  });

  it('within gzip is not opened', async () => {
    expect((await read(gzipSync(GZIP))).problems).toEqual([
      'not-a-capture: decompressed from gzip, this is gzip data once more; decompress it once before',
    ]);
  });

  it('of something else says what that is', async () => {
    expect((await read(gzipSync('hello, world'))).problems).toEqual([
      'not-a-capture: decompressed from gzip, this is a text file, not a packet capture',
    ]);
    expect((await read(gzipSync(''))).problems).toEqual(['empty-capture: decompressed from gzip, this is empty']);
  });
});
