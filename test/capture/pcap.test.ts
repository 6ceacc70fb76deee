import { describe, expect, it } from 'vitest';
import { concat, hex, type PcapOptions, pcapFileHeader, pcapRecord, writePcap } from '../../fixtures/build/index.js';
import { packetAt, read } from './read-captures.js';

/** Two packets, the second one cut by the snaplen. */
const PACKETS = [
  packetAt('1700000000.123456789', 0xaa),
  { ...packetAt('1700000001.5', 0xbb, 3), originalLength: 1500 },
];

const VARIANTS: readonly {
  name: string;
  options: PcapOptions;
  format: string;
  time: string;
  digits: 6 | 9;
  second: number;
}[] = [
  {
    name: 'little-endian µs',
    options: {},
    format: 'pcap (little-endian, microseconds)',
    time: '123456000',
    digits: 6,
    second: 44,
  },
  {
    name: 'big-endian µs',
    options: { byteOrder: 'big' },
    format: 'pcap (big-endian, microseconds)',
    time: '123456000',
    digits: 6,
    second: 44,
  },
  {
    name: 'little-endian ns',
    options: { resolution: 'ns' },
    format: 'pcap (little-endian, nanoseconds)',
    time: '123456789',
    digits: 9,
    second: 44,
  },
  {
    name: 'big-endian ns',
    options: { byteOrder: 'big', resolution: 'ns' },
    format: 'pcap (big-endian, nanoseconds)',
    time: '123456789',
    digits: 9,
    second: 44,
  },
  {
    name: 'little-endian modified',
    options: { modified: true },
    format: 'modified pcap (little-endian, microseconds)',
    time: '123456000',
    digits: 6,
    second: 52,
  },
  {
    name: 'big-endian modified',
    options: { byteOrder: 'big', modified: true },
    format: 'modified pcap (big-endian, microseconds)',
    time: '123456000',
    digits: 6,
    second: 52,
  },
];

describe('classic pcap', () => {
  for (const { name, options, format, time, digits, second } of VARIANTS) {
    it(`is read: ${name}`, async () => {
      const { packets, problems, captures } = await read(writePcap(PACKETS, options));
      const common = { timeDigits: digits, linkType: 1, fcsLength: 0, interfaceId: 0, file: 0 };
      expect(problems).toEqual([]);
      expect(packets).toEqual([
        { ...common, number: 1, time: `1700000000.${time}`, bytes: 'aaaaaaaa', originalLength: 4, fileOffset: 24 },
        {
          ...common,
          number: 2,
          time: '1700000001.500000000',
          bytes: 'bbbbbb',
          originalLength: 1500,
          fileOffset: second,
        },
      ]);
      expect(captures.files[0]?.summary).toMatchObject({ format, version: '2.4', sections: 1 });
    });
  }

  it('without packets is a capture', async () => {
    const { packets, problems, captures } = await read(pcapFileHeader());
    expect({ packets, problems }).toEqual({ packets: [], problems: [] });
    expect(captures.files[0]?.summary?.tally.first).toBeUndefined();
  });

  it('tells the FCS length apart from the link type', async () => {
    const { packets } = await read(writePcap([packetAt('1', 1)], { linkType: 105, fcsLength: 4 }));
    expect(packets[0]).toMatchObject({ linkType: 105, fcsLength: 4 });
  });

  it('does not take an FCS length without its flag', async () => {
    const header = pcapFileHeader();
    new DataView(header.buffer).setUint32(20, 0x3000_0001, true);
    const { packets } = await read(concat(header, pcapRecord(packetAt('1', 1))));
    expect(packets[0]).toMatchObject({ linkType: 1, fcsLength: 0 });
  });

  it('shows a link type with reserved bits as the unknown one that it is', async () => {
    const header = pcapFileHeader();
    new DataView(header.buffer).setUint32(20, 0x0030_0001, true);
    const { packets } = await read(concat(header, pcapRecord(packetAt('1', 1))));
    expect(packets[0]?.linkType).toBe(0x30_0001);
  });

  it('carries microseconds beyond a second over', async () => {
    const record = pcapRecord(packetAt('10', 1));
    new DataView(record.buffer).setUint32(4, 2_500_000, true);
    expect((await read(concat(pcapFileHeader(), record))).packets[0]?.time).toBe('12.500000000');
  });

  it('gives an original length of at least what was captured', async () => {
    const record = pcapRecord({ ...packetAt('1', 1), originalLength: 0 });
    expect((await read(concat(pcapFileHeader(), record))).packets[0]).toMatchObject({
      bytes: '01010101',
      originalLength: 4,
    });
  });

  it.each([0, 1, 2, 3])('of version 2.%i may have the two lengths of a record the other way round', async (minor) => {
    const header = pcapFileHeader();
    new DataView(header.buffer).setUint16(6, minor, true);
    const record = pcapRecord({ ...packetAt('1', 7), originalLength: 60 });
    const view = new DataView(record.buffer);
    view.setUint32(8, 60, true);
    view.setUint32(12, 4, true);
    const { packets, problems } = await read(concat(header, record, pcapRecord(packetAt('2', 8))));
    expect(problems).toEqual([]);
    expect(packets).toMatchObject([
      { bytes: '07070707', originalLength: 60 },
      { bytes: '08080808', originalLength: 4 },
    ]);
  });

  it.each([
    [1, 4],
    [0, 1],
    [543, 0],
  ])('of version %i.%i is named as unknown', async (major, minor) => {
    const file = writePcap([packetAt('1', 1)]);
    const view = new DataView(file.buffer);
    view.setUint16(4, major, true);
    view.setUint16(6, minor, true);
    const { packets, problems } = await read(file);
    expect(packets).toEqual([]);
    expect(problems).toEqual([expect.stringMatching(`^capture-version: pcap version ${major}\\.${minor} `)]);
  });

  it('that is cut ends with what is whole', async () => {
    const { packets, problems } = await read(writePcap(PACKETS).subarray(0, 50));
    expect(packets).toHaveLength(1);
    expect(problems).toEqual([
      'capture-cut: the capture ends at byte 50, inside the record that begins at byte 44; the packets before it were read',
    ]);
  });

  it('that is cut in its header says so', async () => {
    expect((await read(pcapFileHeader().subarray(0, 10))).problems).toEqual([
      'capture-cut: the capture ends inside its file header, of which 10 of 24 bytes are there',
    ]);
  });

  it('with a record of 4 GB is read up to there', async () => {
    const huge = hex('00000000 00000000 ffffffff ffffffff');
    const { packets, problems, captures } = await read(concat(writePcap(PACKETS), huge, new Uint8Array(100)));
    expect(packets).toHaveLength(2);
    expect(problems).toEqual([
      'record-length: the record at byte 63 claims 4294967295 bytes, more than a packet can have; the file is damaged there, and only the packets before it were read',
    ]);
    expect(captures.window.bytes.length).toBe(1024 * 1024);
  });
});

describe('the longest packet that is believed', () => {
  const KIB = 1024;
  const CASES: readonly [string, number, number, boolean][] = [
    ['is 256 KiB', 65_535, 256 * KIB, true],
    ['is no more than that with a usual snaplen', 262_144, 256 * KIB + 1, false],
    ['is no more than that with an unlimited snaplen', 0, 256 * KIB + 1, false],
    ['is the snaplen where that is larger', 512 * KIB, 512 * KIB, true],
    ['is not above a larger snaplen', 512 * KIB, 512 * KIB + 1, false],
    ['is 16 MiB at most', 0xffff_ffff, 16 * KIB * KIB, true],
    ['is not above 16 MiB', 0xffff_ffff, 16 * KIB * KIB + 1, false],
  ];
  it.each(CASES)('%s', async (_name, snaplen, length, believed) => {
    const record = pcapRecord(packetAt('1', 1, length), { snaplen: 0xffff_ffff });
    const { packets, problems } = await read(concat(pcapFileHeader({ snaplen }), record));
    expect(packets.map(({ originalLength }) => originalLength)).toEqual(believed ? [length] : []);
    expect(problems.map((problem) => problem.split(':')[0])).toEqual(believed ? [] : ['record-length']);
  });
});
