import { describe, expect, it } from 'vitest';
import { type ByteOrder, concat, hex, PcapngWriter } from '../../fixtures/build/index.js';
import { contents, packetAt, read } from './read-captures.js';

const ORDERS: readonly ByteOrder[] = ['little', 'big'];

describe.each(ORDERS)('pcapng, %s-endian', (byteOrder) => {
  const section = (): PcapngWriter => new PcapngWriter({ byteOrder });

  it('gives the packets of enhanced packet blocks', async () => {
    const writer = section().interface({ linkType: 113 });
    writer
      .packet({ ...packetAt('1700000000.123456', 0xaa, 5), originalLength: 99 })
      .packet(packetAt('1700000001', 0xbb));
    const { packets, problems, captures } = await read(writer.bytes());
    const common = { timeDigits: 6, linkType: 113, fcsLength: 0, interfaceId: 0, file: 0 };
    expect(problems).toEqual([]);
    expect(packets).toEqual([
      { ...common, number: 1, time: '1700000000.123456000', bytes: 'aaaaaaaaaa', originalLength: 99, fileOffset: 48 },
      { ...common, number: 2, time: '1700000001.000000000', bytes: 'bbbbbbbb', originalLength: 4, fileOffset: 88 },
    ]);
    expect(captures.files[0]?.summary).toMatchObject({
      format: `pcapng (${byteOrder}-endian)`,
      version: '1.0',
      sections: 1,
    });
  });

  it('gives simple packet blocks without time, as far as the snaplen', async () => {
    const writer = section()
      .interface({ snaplen: 6 })
      .simplePacket(new Uint8Array(4).fill(1))
      .simplePacket(new Uint8Array(9).fill(2));
    const { packets, captures } = await read(writer.bytes());
    expect(packets.map(({ time, bytes, originalLength }) => ({ time, bytes, originalLength }))).toEqual([
      { time: undefined, bytes: '01010101', originalLength: 4 },
      { time: undefined, bytes: '020202020202', originalLength: 9 },
    ]);
    expect(captures.files[0]?.summary?.tally).toMatchObject({ packets: 2, withoutTime: 2, first: undefined });
  });

  it('gives obsolete packet blocks and their drop counts', async () => {
    const writer = section().interface().interface({ linkType: 101 });
    writer
      .obsoletePacket(packetAt('5', 1), { interface: 1, drops: 7 })
      .obsoletePacket(packetAt('6', 2), { interface: 1 });
    const { packets, captures } = await read(writer.bytes());
    expect(packets).toMatchObject([
      { time: '5.000000000', interfaceId: 1, linkType: 101 },
      { time: '6.000000000', interfaceId: 1, linkType: 101 },
    ]);
    expect(captures.files[0]?.summary?.interfaces).toMatchObject([{ packets: 0 }, { packets: 2, droppedBetween: 7 }]);
  });

  it('keeps interfaces apart: link type, resolution, offset, FCS', async () => {
    const writer = section()
      .interface({ linkType: 1, fcslen: 4 })
      .interface({ linkType: 101, tsresol: 9, snaplen: 2 })
      .interface({ linkType: 276, tsresol: 0x8a, tsoffset: 1_600_000_000n, fcslen: 32 });
    for (const id of [2, 1, 0]) writer.packet(packetAt('1700000000.000976563', id), { interface: id });
    const { packets } = await read(writer.bytes());
    expect(packets).toMatchObject([
      { interfaceId: 2, linkType: 276, time: '1700000000.000976562', timeDigits: 6, fcsLength: 4 },
      { interfaceId: 1, linkType: 101, time: '1700000000.000976563', timeDigits: 9, bytes: '0101', originalLength: 4 },
      { interfaceId: 0, linkType: 1, time: '1700000000.000976000', fcsLength: 4 },
    ]);
  });

  it("takes a packet's own FCS length before its interface's", async () => {
    const writer = section().interface({ fcslen: 4 });
    writer.packet(packetAt('1', 1), { flags: 2 << 5 }).packet(packetAt('2', 2), { flags: 1 });
    expect((await read(writer.bytes())).packets).toMatchObject([{ fcsLength: 2 }, { fcsLength: 4 }]);
  });

  it('keeps what it says of itself', async () => {
    const writer = new PcapngWriter({
      byteOrder,
      comment: 'morning',
      options: [
        { code: 2, value: 'PDP-11' },
        { code: 3, value: 'Unix V7\0\0' },
        { code: 4, value: 'dumpcap' },
      ],
    });
    writer.interface({
      name: 'eth0',
      comment: 'uplink',
      options: [
        { code: 3, value: 'the cable' },
        { code: 11, value: concat(Uint8Array.of(0), 'tcp port 80') },
        { code: 12, value: 'Linux' },
        { code: 15, value: 'NIC' },
        { code: 4711, value: 'unknown' },
      ],
    });
    writer
      .packet(packetAt('1', 1), { comment: 'first', dropCount: 3n })
      .packet(packetAt('2', 2), { comment: 'second' });
    writer.statistics({ received: 10n, dropped: 1n }).statistics({ received: 20n, dropped: 2n });
    const { captures, problems } = await read(writer.bytes());
    expect(problems).toEqual([]);
    const summary = captures.files[0]?.summary;
    expect(summary).toMatchObject({ hardware: 'PDP-11', operatingSystem: 'Unix V7', application: 'dumpcap' });
    expect(summary?.interfaces).toEqual([
      {
        section: 0,
        id: 0,
        linkType: 1,
        fcsLength: 0,
        snaplen: 0,
        resolution: '10^-6',
        timeDigits: 6,
        name: 'eth0',
        description: 'the cable',
        filter: 'tcp port 80',
        operatingSystem: 'Linux',
        hardware: 'NIC',
        packets: 2,
        droppedBetween: 3,
        received: 20,
        dropped: 2,
      },
    ]);
    expect(summary?.comments).toEqual([
      { on: 'section', text: 'morning' },
      { on: 'interface', text: 'uplink' },
      { on: 'packet', packet: 1, text: 'first' },
      { on: 'packet', packet: 2, text: 'second' },
    ]);
  });

  it('keeps decryption secrets', async () => {
    const { captures } = await read(
      section().secrets('CLIENT_RANDOM 1 2\n').secrets(hex('0102'), 7).interface().bytes(),
    );
    expect(captures.files[0]?.summary?.secrets.map(({ type, data }) => [type, Buffer.from(data).toString()])).toEqual([
      [0x544c534b, 'CLIENT_RANDOM 1 2\n'],
      [7, '\x01\x02'],
    ]);
  });

  it('steps over name resolution and unknown blocks', async () => {
    const writer = section()
      .block(0x1234, hex('0102030405060708'))
      .interface()
      .names([{ address: hex('c0000201'), name: 'a' }]);
    writer.packet(packetAt('1', 1)).block(0x8000_0001, new Uint8Array(0)).packet(packetAt('2', 2));
    const { packets, problems } = await read(writer.bytes());
    expect({ numbers: packets.map(({ number }) => number), problems }).toEqual({ numbers: [1, 2], problems: [] });
  });

  it('numbers packets as Wireshark does, which counts custom blocks and journal entries as well', async () => {
    const writer = section().interface().custom(32473, 'x').packet(packetAt('1', 1));
    writer.custom(32473, 'y', { copyable: false }).block(9, hex('413d310a')).packet(packetAt('2', 2));
    const { packets, captures } = await read(writer.bytes());
    expect(packets.map(({ number }) => number)).toEqual([2, 5]);
    expect(captures.files[0]?.summary?.tally.packets).toBe(2);
  });

  it('is read of version 1.2, and of versions that are not known nothing is', async () => {
    const writer = section()
      .interface()
      .packet(packetAt('1', 1))
      .section({ byteOrder })
      .interface()
      .packet(packetAt('2', 2));
    const bytes = writer.section({ byteOrder }).interface().packet(packetAt('3', 3)).bytes();
    const view = new DataView(bytes.buffer);
    const little = byteOrder === 'little';
    view.setUint16(14, 2, little);
    const second = 28 + 20 + 36;
    view.setUint16(second + 12, 2, little);
    const { packets, problems, captures } = await read(bytes);
    expect(contents(packets)).toEqual(['01010101', '03030303']);
    expect(problems).toEqual([
      `capture-version: section 2, at byte ${second}, is of pcapng version 2.0, and only 1.0 is known; its packets are left out`,
    ]);
    expect(captures.files[0]?.summary).toMatchObject({ sections: 3, version: '1.2' });
  });

  it('is read where padding is not counted in the block length, as old writers did', async () => {
    const body = (value: number): Uint8Array =>
      concat(
        writer.u32(0),
        writer.u32(0),
        writer.u32(1),
        writer.u32(2),
        writer.u32(2),
        Uint8Array.of(value, value, 0, 0),
      );
    const writer = section().interface();
    writer.block(6, body(1), { length: 34 }).block(6, body(2), { length: 34 });
    const { packets, problems } = await read(writer.bytes());
    expect(problems).toEqual([]);
    expect(contents(packets)).toEqual(['0101', '0202']);
  });
});

describe('sections of pcapng', () => {
  it('may have different byte orders, and have their own interfaces', async () => {
    const writer = new PcapngWriter({ byteOrder: 'little' })
      .interface({ linkType: 1, tsresol: 9 })
      .packet(packetAt('1.000000001', 1));
    writer.section({ byteOrder: 'big' }).interface({ linkType: 113 }).packet(packetAt('2', 2));
    writer.section({ byteOrder: 'little' }).interface({ linkType: 101 }).packet(packetAt('3', 3));
    const { packets, problems, captures } = await read(writer.bytes());
    expect(problems).toEqual([]);
    expect(packets).toMatchObject([
      { number: 1, linkType: 1, time: '1.000000001', timeDigits: 9 },
      { number: 2, linkType: 113, time: '2.000000000', timeDigits: 6 },
      { number: 3, linkType: 101, time: '3.000000000', timeDigits: 6 },
    ]);
    const summary = captures.files[0]?.summary;
    expect(summary).toMatchObject({ format: 'pcapng (little-endian and big-endian)', sections: 3 });
    expect(summary?.interfaces.map(({ section, id, linkType }) => [section, id, linkType])).toEqual([
      [0, 0, 1],
      [1, 0, 113],
      [2, 0, 101],
    ]);
  });

  it.each(['0000000000000000', '0100000000000000', 'ffffffffffffff7f'])('may claim any length: %s', async (length) => {
    const bytes = new PcapngWriter()
      .interface()
      .packet(packetAt('1', 1))
      .section()
      .interface()
      .packet(packetAt('2', 2))
      .bytes();
    bytes.set(hex(length), 16);
    expect(contents((await read(bytes)).packets)).toEqual(['01010101', '02020202']);
  });
});

describe('what a capture may ask to be kept', () => {
  it('is bounded: interfaces and comments', async () => {
    const writer = new PcapngWriter();
    for (let i = 0; i < 1500; i++) writer.interface({ comment: 'x'.repeat(2000), name: `eth${i}` });
    writer.packet(packetAt('1', 1), { interface: 1499 });
    const { packets, captures } = await read(writer.bytes());
    expect(packets).toMatchObject([{ interfaceId: 1499 }]);
    const summary = captures.files[0]?.summary;
    expect(summary?.interfaces.length).toBe(1000);
    expect(summary?.interfacesOmitted).toBe(500);
    expect(summary?.comments.length).toBe(524);
    expect(summary?.commentsOmitted).toBe(976);
  });

  it('is bounded: secrets', async () => {
    const writer = new PcapngWriter();
    for (let i = 0; i < 20; i++) writer.secrets(new Uint8Array(2 ** 20));
    const { captures } = await read(writer.bytes());
    expect(captures.files[0]?.summary).toMatchObject({ secretsOmitted: 4 });
    expect(captures.files[0]?.summary?.secrets.length).toBe(16);
  });
});
