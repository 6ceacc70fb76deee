import * as zlib from 'node:zlib';
import { Decompress } from 'fzstd';
import { describe, expect, it } from 'vitest';
import { concat, hex, pcapFileHeader, pcapRecord } from '../../fixtures/build/index.js';
import { BytesSource } from '../../src/capture/source.js';
import type { ZlibTransform } from '../../src/capture/zlib-stage.js';
import { decompressZstd } from '../../src/capture/zstd.js';
import { FzstdFrame, NativeZstdFrame, type NewZstdFrameDecoder } from '../../src/capture/zstd-frame.js';
import { COMPRESSED, compressedCapture } from './compressed-capture.js';
import { contents, packetAt, pieces, read } from './read-captures.js';

const CAPTURE = compressedCapture();
const PACKETS = (await read(CAPTURE)).packets;
const SMALL = concat(pcapFileHeader(), pcapRecord(packetAt('1', 1)), pcapRecord(packetAt('2', 2)));
const SKIPPABLE = concat(hex('502a4d18 05000000'), 'hello');

const { createZstdDecompress } = zlib as { createZstdDecompress?: () => ZlibTransform };

interface Decoder {
  readonly name: string;
  readonly newDecoder: NewZstdFrameDecoder;
}

const DECODERS: readonly Decoder[] = [
  { name: 'fzstd', newDecoder: (header) => new FzstdFrame(Decompress, header) },
  ...(createZstdDecompress === undefined
    ? []
    : [{ name: 'node:zlib', newDecoder: (header: Uint8Array) => new NativeZstdFrame(createZstdDecompress(), header) }]),
];

/** A stored or repeated block of a frame. */
function block(type: 'raw' | 'repeated', bytes: Uint8Array, { size = bytes.length, last = true } = {}): Uint8Array {
  const header = (size << 3) | (type === 'repeated' ? 2 : 0) | (last ? 1 : 0);
  return concat(Uint8Array.of(header, header >> 8, header >> 16), bytes);
}

/** A frame with a window of 256 KiB. */
function frame(...blocks: Uint8Array[]): Uint8Array {
  return concat(hex('28b52ffd 00 40'), ...blocks);
}

/** What `decompressZstd` gives, and what it throws at the end. */
async function decompressed(
  bytes: Uint8Array,
  newDecoder: NewZstdFrameDecoder,
): Promise<{ output: Buffer; error?: string }> {
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of decompressZstd(new BytesSource(bytes), newDecoder)) chunks.push(chunk.slice());
  } catch (error) {
    return { output: Buffer.concat(chunks), error: String(error) };
  }
  return { output: Buffer.concat(chunks) };
}

describe.each(DECODERS)('Zstandard by $name', ({ newDecoder }) => {
  it.each(['zstdFile', 'zstdPipe', 'zstdFrames'] as const)('of the zstd program: %s', async (name) => {
    const { output, error } = await decompressed(Buffer.from(COMPRESSED[name], 'base64'), newDecoder);
    expect(error).toBeUndefined();
    expect(output.equals(CAPTURE)).toBe(true);
  });

  const WHOLE: readonly [name: string, bytes: Uint8Array, text: string][] = [
    ['a stored block', frame(block('raw', hex('616263'))), 'abc'],
    ['an empty block', frame(block('raw', hex(''))), ''],
    ['a repeated byte', frame(block('repeated', hex('61'), { size: 30 })), 'a'.repeat(30)],
    [
      'several blocks',
      frame(block('raw', hex('6162'), { last: false }), block('repeated', hex('63'), { size: 3 })),
      'abccc',
    ],
    [
      'many empty blocks',
      frame(...Array.from({ length: 40 }, () => block('raw', hex(''), { last: false })), block('raw', hex('61'))),
      'a',
    ],
    ['a frame of no more than its content', concat(hex('28b52ffd 20 03'), block('raw', hex('616263'))), 'abc'],
    [
      'skippable frames',
      concat(SKIPPABLE, frame(block('raw', hex('61'))), SKIPPABLE, frame(block('raw', hex('62'))), SKIPPABLE),
      'ab',
    ],
  ];
  it.each(WHOLE)('with %s', async (_name, bytes, text) => {
    const { output, error } = await decompressed(bytes, newDecoder);
    expect(error).toBeUndefined();
    expect(output.toString()).toBe(text);
  });

  it('that is cut gives the blocks before the cut, and says so', async () => {
    const bytes = Buffer.from(COMPRESSED.zstdFrames, 'base64');
    for (let length = 4; length < bytes.length; length += 11) {
      const { output, error } = await decompressed(bytes.subarray(0, length), newDecoder);
      expect(output.equals(CAPTURE.subarray(0, output.length))).toBe(true);
      // Where a frame is whole, nothing shows that another one followed.
      if (output.length !== 70_000 || error !== undefined)
        expect(error).toMatch(`the zstd data is cut off at byte ${length} `);
    }
  });

  it('with damage does not hang, and says so or gives other bytes', async () => {
    const bytes = Buffer.from(COMPRESSED.zstdFile, 'base64');
    let refused = 0;
    for (let at = 4; at < bytes.length - 4; at += 3) {
      const damaged = Buffer.from(bytes);
      damaged[at] = (damaged[at] ?? 0) ^ 0x55;
      const { output, error } = await decompressed(damaged, newDecoder);
      expect(output.length).toBeLessThanOrEqual(2 * 128 * 1024);
      if (error !== undefined) refused++;
    }
    expect(refused).toBeGreaterThan(50);
  });

  it('that expands without end is given block by block', async () => {
    const blocks = Array.from({ length: 2000 }, (_, i) =>
      block('repeated', hex('61'), { size: 131_072, last: i === 1999 }),
    );
    let longest = 0;
    let total = 0;
    for await (const chunk of decompressZstd(new BytesSource(frame(...blocks)), newDecoder)) {
      longest = Math.max(longest, chunk.length);
      total += chunk.length;
    }
    expect(longest).toBeLessThanOrEqual(131_072);
    expect(total).toBe(2000 * 131_072);
  });
});

describe('a zstd capture', () => {
  it.each(['zstdFile', 'zstdPipe', 'zstdFrames'] as const)('is read: %s', async (name) => {
    const bytes = Buffer.from(COMPRESSED[name], 'base64');
    for (const input of [bytes, pieces(bytes, 1), pieces(bytes, 100)]) {
      const { packets, problems, captures } = await read(input);
      expect(problems).toEqual([]);
      expect(packets).toEqual(PACKETS);
      expect(captures.files[0]?.summary?.compression).toBe('zstd');
    }
  });

  it('is known behind skippable frames', async () => {
    expect(contents((await read(concat(SKIPPABLE, SKIPPABLE, frame(block('raw', SMALL))))).packets)).toEqual([
      '01010101',
      '02020202',
    ]);
  });

  const REFUSED: readonly [name: string, bytes: Uint8Array, problem: string][] = [
    [
      'with a dictionary',
      hex('28b52ffd 21 2a 03 000000'),
      'capture-unreadable: the zstd data was made with a dictionary; decompress it with `zstd -d -D DICTIONARY` first',
    ],
    [
      'with a window of 1 GiB',
      hex('28b52ffd 00 a0 000000'),
      'capture-unreadable: the zstd data needs 1024 MiB of memory for its window; decompress it with `zstd -d --long=31` first',
    ],
    [
      'that claims a content of 2^60 bytes in one piece',
      hex('28b52ffd e0 0000000000000010 000000'),
      'capture-unreadable: the zstd data needs 1099511627776 MiB of memory for its window; decompress it with `zstd -d --long=31` first',
    ],
    [
      'with a reserved bit',
      hex('28b52ffd 08 40 000000'),
      'capture-damaged: the zstd data has a frame header that is not valid near byte 0 of the file; what could be decompressed before, 0 bytes, was read',
    ],
    [
      'with a block of the reserved type',
      hex('28b52ffd 00 40 070000'),
      'capture-damaged: the zstd data has a block that is not valid near byte 6 of the file; what could be decompressed before, 0 bytes, was read',
    ],
    [
      'with a block longer than it may be',
      hex('28b52ffd 00 40 ffffff'),
      'capture-damaged: the zstd data has a block that is not valid near byte 6 of the file; what could be decompressed before, 0 bytes, was read',
    ],
    [
      'with something else behind it',
      concat(frame(block('raw', SMALL)), 'hello'),
      'capture-damaged: the zstd data is followed by something that is no zstd frame near byte 73 of the file; what could be decompressed before, 64 bytes, was read',
    ],
  ];
  it.each(REFUSED)('%s: that is said', async (_name, bytes, problem) => {
    expect((await read(bytes)).problems).toEqual([problem]);
  });
});
