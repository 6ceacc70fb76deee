import { describe, expect, it } from 'vitest';
import { concat, hex, pcapFileHeader, pcapRecord } from '../../fixtures/build/index.js';
import { decodeLz4Block } from '../../src/capture/lz4-block.js';
import { COMPRESSED, compressedCapture } from './compressed-capture.js';
import { contents, packetAt, pieces, read } from './read-captures.js';

const CAPTURE = compressedCapture();
const PACKETS = (await read(CAPTURE)).packets;

function u32(value: number): Uint8Array {
  return new Uint8Array(Uint32Array.of(value).buffer);
}

/** A frame of stored blocks. */
function frame(blocks: readonly Uint8Array[], { flags = 0x60, size = 0x40, header = '' } = {}): Uint8Array {
  const stored = blocks.flatMap((block) => [u32((block.length | 0x8000_0000) >>> 0), block]);
  return concat(hex('04224d18'), Uint8Array.of(flags, size), hex(header), Uint8Array.of(0), ...stored, u32(0));
}

const SMALL = concat(pcapFileHeader(), pcapRecord(packetAt('1', 1)), pcapRecord(packetAt('2', 2)));
const SKIPPABLE = concat(hex('5a2a4d18'), u32(5), 'hello');

describe('LZ4', () => {
  it.each(['lz4Linked', 'lz4Independent'] as const)('of the lz4 program is read: %s', async (name) => {
    const bytes = Buffer.from(COMPRESSED[name], 'base64');
    for (const input of [bytes, pieces(bytes, 1), pieces(bytes, 1000)]) {
      const { packets, problems, captures } = await read(input);
      expect(problems).toEqual([]);
      expect(packets).toEqual(PACKETS);
      expect(captures.files[0]?.summary?.compression).toBe('lz4');
    }
  });

  const WHOLE: readonly [name: string, bytes: Uint8Array][] = [
    ['stored blocks', frame([SMALL.subarray(0, 10), SMALL.subarray(10)])],
    ['a content size and a checksum', concat(frame([SMALL], { flags: 0x6c, header: '4000000000000000' }), u32(7))],
    ['two frames', concat(frame([SMALL.subarray(0, 30)]), frame([SMALL.subarray(30)], { size: 0x70 }))],
    ['a skippable frame before it', concat(SKIPPABLE, frame([SMALL]))],
    [
      'skippable frames between and behind',
      concat(frame([SMALL.subarray(0, 9)]), SKIPPABLE, frame([SMALL.subarray(9)]), SKIPPABLE),
    ],
    ['a frame without blocks', concat(frame([]), frame([SMALL]))],
  ];
  it.each(WHOLE)('is read: %s', async (_name, bytes) => {
    for (const input of [bytes, pieces(bytes, 1)]) {
      const { packets, problems } = await read(input);
      expect(problems).toEqual([]);
      expect(contents(packets)).toEqual(['01010101', '02020202']);
    }
  });

  it.each(['lz4Linked', 'lz4Independent'] as const)('that is cut gives everything before the cut: %s', async (name) => {
    const bytes = Buffer.from(COMPRESSED[name], 'base64');
    let most = 0;
    for (let length = 4; length < bytes.length; length += 13) {
      const { packets, problems } = await read(bytes.subarray(0, length));
      expect(packets).toEqual(PACKETS.slice(0, packets.length));
      expect(packets.length).toBeGreaterThanOrEqual(most);
      most = packets.length;
      expect(problems).toEqual([expect.stringMatching(`^capture-cut: the LZ4 data is cut off at byte ${length} `)]);
    }
    expect(most).toBeGreaterThan(45);
  });

  it('of a stored block that is cut gives the bytes that are there', async () => {
    expect(contents((await read(frame([SMALL]).subarray(0, 60))).packets)).toEqual(['01010101']);
  });

  const REFUSED: readonly [name: string, bytes: Uint8Array, problem: string][] = [
    [
      'with a dictionary',
      frame([SMALL], { flags: 0x61, header: '01000000' }),
      'capture-unreadable: the LZ4 data was made with a dictionary; decompress it with `lz4 -d -D DICTIONARY` first',
    ],
    [
      'with a legacy frame behind a frame',
      concat(frame([SMALL]), hex('02214c18')),
      'capture-unreadable: the LZ4 data is in its legacy form; decompress it with `lz4 -d` first',
    ],
    [
      'with something else behind it',
      concat(frame([SMALL]), 'hello'),
      'capture-damaged: the LZ4 data is followed by something that is no LZ4 frame near byte 79 of the file; what could be decompressed before, 64 bytes, was read',
    ],
    [
      'of another version',
      frame([SMALL], { flags: 0xa0 }),
      'capture-damaged: the LZ4 data has a frame header that is not valid near byte 0 of the file; what could be decompressed before, 0 bytes, was read',
    ],
    [
      'with a block longer than it may be',
      frame([new Uint8Array(65_537)]),
      'capture-damaged: the LZ4 data has a block that is too long near byte 7 of the file; what could be decompressed before, 0 bytes, was read',
    ],
  ];
  it.each(REFUSED)('%s: that is said', async (_name, bytes, problem) => {
    expect((await read(bytes)).problems).toEqual([problem]);
  });

  it('in its legacy form is named', async () => {
    expect((await read(concat(hex('02214c18 ff000000'), SMALL))).problems).toEqual([
      'not-a-capture: this is a legacy LZ4 file; decompress it with `lz4 -d` first',
    ]);
  });
});

describe('an LZ4 block', () => {
  /** What the block holds, as text, or where it is damaged. */
  function decode(block: string, { before = '', limit = 1000, window = true } = {}): string {
    const bytes = hex(block);
    const out = new Uint8Array(1100);
    out.set(Buffer.from(before));
    const at = before.length;
    const end = decodeLz4Block(bytes, 0, bytes.length, out, at, window ? 0 : at, at + limit);
    const text = Buffer.from(out.subarray(at, end < 0 ? ~end : end)).toString();
    return end < 0 ? `${text} and damage` : text;
  }

  it.each([
    ['literals only', '30 616263', 'abc'],
    ['no literals', '00', ''],
    ['a match', '40 61626364 0400 10 65', 'abcdabcde'],
    ['a match that overlaps itself', '11 61 0100 10 62', 'aaaaaab'],
    ['a match of one repeated byte, longer than 15', '1f 61 0100 05 10 62', `${'a'.repeat(25)}b`],
    ['literals longer than 15', `f0 05 ${'61'.repeat(20)}`, 'a'.repeat(20)],
    ['a length in several bytes', `1f 61 0100 ff 00 10 62`, `${'a'.repeat(275)}b`],
  ])('with %s', (_name, block, expected) => {
    expect(decode(block)).toBe(expected);
  });

  it('refers to what stands before it', () => {
    expect(decode('00 0300 10 21', { before: 'xyz' })).toBe('xyzx!');
  });

  it.each([
    ['refers before its beginning', '10 61 0200 10 62', {}, 'a and damage'],
    ['refers to what stands before it and must not', '00 0300 10 21', { before: 'xyz', window: false }, ' and damage'],
    ['refers to nothing', '10 61 0000 10 62', {}, 'a and damage'],
    ['holds less than its literals', '30 6162', {}, ' and damage'],
    ['ends within a distance', '10 61 01', {}, 'a and damage'],
    ['ends with a match', '10 61 0100', {}, 'aaaaa and damage'],
    ['is empty', '', {}, ' and damage'],
    ['expands beyond its limit with a match', '1f 61 0100 ff 00 10 62', { limit: 100 }, 'a and damage'],
    ['expands beyond its limit with literals', '30 616263', { limit: 2 }, ' and damage'],
  ])('that %s is damaged', (_name, block, options, expected) => {
    expect(decode(block, options)).toBe(expected);
  });
});
