import { describe, expect, it } from 'vitest';
import { PcapngWriter as CaptureBuilder } from '../../fixtures/build/index.js';
import { Captures } from '../../src/capture/captures.js';
import { Packet } from '../../src/capture/packet.js';
import { PcapngWriter } from '../../src/capture/pcapng-writer.js';
import type { CaptureInterface } from '../../src/capture/summary.js';
import { packetAt, read, type SeenPacket } from './read-captures.js';

/** What the writer is told to write, as a capture. */
function written(write: (writer: PcapngWriter) => void): Uint8Array {
  const pieces: Buffer[] = [];
  const writer = new PcapngWriter(
    { write: (bytes, start, end) => pieces.push(Buffer.from(bytes.subarray(start, end))) },
    { application: 'test' },
  );
  write(writer);
  writer.flush();
  return Buffer.concat(pieces);
}

function packet(members: Partial<Packet> = {}): Packet {
  const bytes = Uint8Array.of(9, 1, 2, 3, 9);
  return Object.assign(new Packet(), { linkType: 1, bytes, start: 1, end: 4, originalLength: 3, ...members });
}

const ETHERNET: CaptureInterface = {
  section: 0,
  id: 0,
  linkType: 1,
  fcsLength: 0,
  snaplen: 96,
  resolution: '10^-6',
  timeDigits: 6,
  packets: 0,
};

/** The packet as it is read again. */
async function again(members: Partial<Packet>, source?: CaptureInterface): Promise<SeenPacket | undefined> {
  const { packets, problems } = await read(written((writer) => writer.packet(packet(members), source)));
  expect(problems).toEqual([]);
  return packets[0];
}

describe('a written pcapng capture', () => {
  it.each([
    ['microseconds', { seconds: 1_700_000_000, nanoseconds: 123_456_000 }, '1700000000.123456000', 6],
    ['nanoseconds', { seconds: 1, nanoseconds: 123_456_789, timeDigits: 9 }, '1.123456789', 9],
    ['whole microseconds of a nanosecond clock', { seconds: 1, nanoseconds: 1000, timeDigits: 9 }, '1.000001000', 9],
    ['more than its digits say', { seconds: 1, nanoseconds: 976_562 }, '1.000976562', 9],
    ['before 1970', { seconds: -3, nanoseconds: 999_999_999, timeDigits: 9 }, '-3.999999999', 9],
    [
      'beyond what 64 bits hold in nanoseconds',
      { seconds: 8e12, nanoseconds: 1, timeDigits: 9 },
      '8000000000000.000000001',
      9,
    ],
  ] as const)('keeps a time exactly: %s', async (_, members, time, timeDigits) => {
    expect(await again(members)).toMatchObject({ time, timeDigits });
  });

  it.each([
    ['a link type', { linkType: 276 }],
    ['a cut packet', { originalLength: 1500 }],
    ['an empty packet', { end: 1, originalLength: 60 }],
    ['a frame check sequence', { fcsLength: 4 }],
  ])('keeps %s', async (_, members) => {
    const { linkType, fcsLength, start, end, originalLength } = packet(members);
    expect(await again(members)).toMatchObject({
      linkType,
      fcsLength,
      originalLength,
      bytes: '010203'.slice(0, (end - start) * 2),
    });
  });

  it.each([
    ['as far as its snaplen', { originalLength: 3 }, ETHERNET, undefined],
    ['cut elsewhere', { originalLength: 60 }, ETHERNET, '0.000000000'],
    ['of an interface without snaplen', {}, undefined, undefined],
  ])('keeps a packet without time: %s', async (_, members, source, time) => {
    expect((await again({ hasTime: false, ...members }, source))?.time).toBe(time);
  });

  it('gives packets of one kind one interface, and others another', async () => {
    const bytes = written((writer) => {
      for (const linkType of [1, 1, 101, 1]) writer.packet(packet({ linkType }));
      writer.packet(packet(), { ...ETHERNET, name: 'eth0' });
      writer.packet(packet(), { ...ETHERNET, name: 'eth0', section: 1 });
    });
    const { packets, captures } = await read(bytes);
    expect(packets.map(({ interfaceId }) => interfaceId)).toEqual([0, 0, 1, 0, 2, 2]);
    expect(captures.files[0]?.summary?.interfaces[2]).toMatchObject({ name: 'eth0', snaplen: 96, packets: 2 });
  });

  it('keeps what is known of an interface', async () => {
    const names = { name: 'eth0', description: 'uplink', filter: 'tcp', hardware: 'card', operatingSystem: 'Linux' };
    const { captures } = await read(written((writer) => writer.packet(packet(), { ...ETHERNET, ...names })));
    expect(captures.files[0]?.summary?.interfaces).toEqual([{ ...ETHERNET, ...names, packets: 1 }]);
  });

  it('keeps comments, secrets, and who wrote it', async () => {
    const bytes = written((writer) => {
      writer.begin(['of the capture']);
      writer.secrets(0x544c534b, Buffer.from('CLIENT_RANDOM'));
      writer.packet(packet(), undefined, ['one', 'zwei — 二', '']);
      writer.packet(packet());
    });
    const { captures, problems } = await read(bytes);
    const summary = captures.files[0]?.summary;
    expect(problems).toEqual([]);
    expect(summary?.comments).toEqual([
      { on: 'section', text: 'of the capture' },
      { on: 'packet', packet: 1, text: 'one' },
      { on: 'packet', packet: 1, text: 'zwei — 二' },
      { on: 'packet', packet: 1, text: '' },
    ]);
    expect(summary?.secrets).toEqual([{ type: 0x544c534b, data: new Uint8Array(Buffer.from('CLIENT_RANDOM')) }]);
    expect(summary?.application).toBe('test');
  });

  it('cuts what no option can hold', async () => {
    const comments = Array.from({ length: 40 }, () => 'x'.repeat(70_000));
    const { captures, problems } = await read(written((writer) => writer.packet(packet(), undefined, comments)));
    expect(problems).toEqual([]);
    expect(captures.files[0]?.summary?.comments.map(({ text }) => text.length)).toEqual(Array(16).fill(65_535));
  });

  it('holds a packet that is longer than the buffer', async () => {
    const bytes = new Uint8Array(600_000).fill(7);
    expect((await again({ bytes, start: 0, end: bytes.length, originalLength: bytes.length }))?.bytes).toHaveLength(
      1_200_000,
    );
  });

  it('is a capture without any packet too', async () => {
    const { packets, problems } = await read(written((writer) => writer.begin()));
    expect([packets, problems]).toEqual([[], []]);
  });
});

describe("a packet's comments", () => {
  it('are those of that packet only', async () => {
    const capture = new CaptureBuilder().interface();
    capture.packet(packetAt('1', 1), { comment: 'first' }).packet(packetAt('2', 2));
    capture.packet(packetAt('3', 3), { comment: 'third', options: [{ code: 1, value: 'and more' }] });
    const comments: (readonly string[])[] = [];
    const captures = new Captures([capture.bytes()]);
    for await (const _ of captures.packets({ packet: (packet) => comments.push(packet.comments) }));
    expect(comments).toEqual([['first'], [], ['third', 'and more']]);
  });
});
