import { describe, expect, it } from 'vitest';
import { concat, hex, PcapngWriter } from '../../fixtures/build/index.js';
import { contents, packetAt, pieces, read } from './read-captures.js';

/** A section with an interface and one packet, 84 bytes. */
function begun(): PcapngWriter {
  return new PcapngWriter().interface().packet(packetAt('1', 1));
}

describe('damage that ends the reading', () => {
  const CASES: readonly [name: string, bytes: () => Uint8Array, problem: string][] = [
    [
      'a block of 8 bytes',
      () => begun().block(6, new Uint8Array(32), { length: 8 }).bytes(),
      'record-length: the block at byte 84 claims 8 bytes, which no block can have; ',
    ],
    [
      'a block whose length is not the same at its end',
      () => concat(begun().bytes(), hex('06000000 10000000 00000000 14000000')),
      'record-length: the block at byte 84 claims 16 bytes at its beginning and 20 at its end; ',
    ],
    [
      'a section header without byte-order magic',
      () => concat(begun().bytes(), hex('0a0d0d0a 1c000000 00000000'), new Uint8Array(16)),
      'capture-damaged: the block at byte 84 has no byte-order magic; ',
    ],
    [
      'a section header that is too short',
      () => concat(begun().bytes(), hex('0a0d0d0a 10000000 4d3c2b1a 10000000')),
      'capture-damaged: the block at byte 84 is too short for a section header; ',
    ],
  ];
  it.each(CASES)('%s', async (_name, bytes, problem) => {
    const { packets, problems } = await read(concat(bytes(), begun().bytes()));
    expect(contents(packets)).toEqual(['01010101']);
    expect(problems).toEqual([`${problem}the file is damaged there, and only the packets before it were read`]);
  });

  it('a block that is cut', async () => {
    const { packets, problems } = await read(begun().packet(packetAt('2', 2)).bytes().subarray(0, 100));
    expect(contents(packets)).toEqual(['01010101']);
    expect(problems).toEqual([
      'capture-cut: the capture ends at byte 100, inside the block that begins at byte 84; the packets before it were read',
    ]);
  });

  it('a block that is cut while it is stepped over', async () => {
    const whole = begun().block(0x1234, new Uint8Array(3_000_000)).bytes();
    for (const length of [2_000_000, whole.length - 4, whole.length - 1]) {
      expect((await read(pieces(whole.subarray(0, length), 65_536))).problems).toEqual([
        `capture-cut: the capture ends at byte ${length}, inside the block that begins at byte 84; the packets before it were read`,
      ]);
    }
  });
});

describe('damage that is stepped over', () => {
  const epb = (writer: PcapngWriter, id: number, captured: number): Uint8Array =>
    concat(writer.u32(id), writer.u32(0), writer.u32(0), writer.u32(captured), writer.u32(captured), new Uint8Array(8));

  const CASES: readonly [name: string, add: (writer: PcapngWriter) => PcapngWriter, problem: string][] = [
    [
      'a packet longer than its block',
      (writer) => writer.block(6, epb(writer, 0, 9)),
      'record-length: the packet block at byte 84 claims 9 captured bytes and has room for 8; it was stepped over',
    ],
    [
      'a packet that claims 4 GB',
      (writer) => writer.block(6, epb(writer, 0, 0xffff_ffff)),
      'record-length: the packet block at byte 84 claims 4294967295 captured bytes and has room for 8; it was stepped over',
    ],
    [
      'a packet of an interface that is not described',
      (writer) => writer.block(6, epb(writer, 7, 8)),
      'capture-damaged: the packet block at byte 84 belongs to interface 7, which its section does not describe; it was stepped over',
    ],
    [
      'a packet block that is too short',
      (writer) => writer.block(6, new Uint8Array(0)),
      'capture-damaged: the packet block at byte 84 is too short for a packet; it was stepped over',
    ],
    [
      'an obsolete packet block that is too short',
      (writer) => writer.block(2, new Uint8Array(16)),
      'capture-damaged: the packet block at byte 84 is too short for a packet; it was stepped over',
    ],
    [
      'a simple packet block that is too short',
      (writer) => writer.block(3, new Uint8Array(0)),
      'capture-damaged: the packet block at byte 84 is too short for a packet; it was stepped over',
    ],
    [
      'a simple packet longer than its block',
      (writer) => writer.block(3, concat(writer.u32(9), new Uint8Array(8))),
      'record-length: the packet block at byte 84 claims 9 captured bytes and has room for 8; it was stepped over',
    ],
    [
      'an interface description that is too short',
      (writer) => writer.block(1, new Uint8Array(4)),
      'capture-damaged: the interface description block at byte 84 is too short for what it must hold; it was stepped over',
    ],
    [
      'interface statistics that are too short',
      (writer) => writer.block(5, new Uint8Array(8)),
      'capture-damaged: the interface statistics block at byte 84 is too short for what it must hold; it was stepped over',
    ],
    [
      'secrets longer than their block',
      (writer) => writer.block(10, concat(writer.u32(1), writer.u32(5), new Uint8Array(4))),
      'capture-damaged: the decryption secrets block at byte 84 is too short for what it must hold; it was stepped over',
    ],
  ];
  it.each(CASES)('%s', async (_name, add, problem) => {
    const writer = add(begun()).packet(packetAt('2', 2));
    const { packets, problems } = await read(writer.bytes());
    expect(packets).toMatchObject([
      { number: 1, bytes: '01010101' },
      { number: 2, bytes: '02020202' },
    ]);
    expect(problems).toEqual([problem]);
  });

  it('a simple packet before any interface', async () => {
    const { packets, problems } = await read(
      new PcapngWriter().block(3, hex('01000000 01000000')).interface().packet(packetAt('1', 1)).bytes(),
    );
    expect(contents(packets)).toEqual(['01010101']);
    expect(problems).toEqual([
      'capture-damaged: the packet block at byte 28 belongs to interface 0, which its section does not describe; it was stepped over',
    ]);
  });

  it('is told once of each kind, and then counted', async () => {
    const writer = begun();
    for (let i = 0; i < 1000; i++) writer.block(6, epb(writer, 7, 8)).block(6, epb(writer, 0, 9));
    const { packets, problems } = await read(writer.packet(packetAt('2', 2)).bytes());
    expect(packets).toHaveLength(2);
    expect(problems).toEqual([
      'capture-damaged: the packet block at byte 84 belongs to interface 7, which its section does not describe; it was stepped over',
      'record-length: the packet block at byte 124 claims 9 captured bytes and has room for 8; it was stepped over',
      'capture-damaged: 999 more packet blocks that cannot be used in this capture',
      'capture-damaged: 999 more packet blocks of impossible length in this capture',
    ]);
  });

  it('after an interface description that is too short, the others keep their numbers', async () => {
    const writer = new PcapngWriter().block(1, new Uint8Array(4)).interface({ linkType: 113 });
    const { packets } = await read(writer.packet(packetAt('1', 1), { interface: 1 }).bytes());
    expect(packets).toMatchObject([{ interfaceId: 1, linkType: 113 }]);
  });
});

describe('a damaged list of options', () => {
  /** An enhanced packet block with these bytes where its options stand. */
  const withOptions = (options: string): Uint8Array => {
    const writer = begun();
    const words = [0, 0, 2_000_000, 4, 4].map((word) => writer.u32(word));
    return writer
      .block(6, concat(...words, hex('02020202'), hex(options)))
      .packet(packetAt('3', 3))
      .bytes();
  };

  it.each([
    ['with an option longer than the block', '0100ff00 61626364'],
    ['with an option that has no room for its value', '01000100'],
  ])('%s loses no packet', async (_name, options) => {
    const { packets, problems } = await read(withOptions(options));
    expect(contents(packets)).toEqual(['01010101', '02020202', '03030303']);
    expect(problems).toEqual([
      'capture-damaged: the block at byte 84 has a damaged list of options; the options before the damage were read',
    ]);
  });

  it('gives the options before the damage', async () => {
    const { captures } = await read(withOptions('01000200 68690000 01000900 00000000'));
    expect(captures.files[0]?.summary?.comments).toEqual([{ on: 'packet', packet: 2, text: 'hi' }]);
  });

  it('need not have an end', async () => {
    const { captures, problems } = await read(withOptions('01000200 68690000'));
    expect(problems).toEqual([]);
    expect(captures.files[0]?.summary?.comments).toHaveLength(1);
  });
});

describe('a block of many megabytes', () => {
  it.each([
    ['that is not known', 0x1234, []],
    ['of a custom kind', 0xbad, []],
    [
      'that claims to be a packet',
      6,
      [
        'record-length: the packet block at byte 84 claims 50000012 bytes, more than a packet can have; it was stepped over',
      ],
    ],
  ])('%s is stepped over as it streams past', async (_name, type, expected) => {
    const huge = begun().block(type, new Uint8Array(50_000_000)).packet(packetAt('2', 2)).bytes();
    const { packets, problems, captures } = await read(pieces(huge, 65_536));
    expect(contents(packets)).toEqual(['01010101', '02020202']);
    expect(problems).toEqual(expected);
    expect(captures.window.bytes.length).toBe(1024 * 1024);
  });

  it('of secrets is stepped over and counted', async () => {
    const huge = begun().secrets(new Uint8Array(20_000_000)).packet(packetAt('2', 2)).bytes();
    const { packets, captures } = await read(pieces(huge, 65_536));
    expect(packets).toHaveLength(2);
    expect(captures.files[0]?.summary).toMatchObject({ secrets: [], secretsOmitted: 1 });
    expect(captures.window.bytes.length).toBeLessThanOrEqual(8 * 1024 * 1024);
  });

  it('that claims 4 GB reserves nothing', async () => {
    const { problems, captures } = await read(concat(begun().bytes(), hex('06000000 fcffffff'), new Uint8Array(1000)));
    expect(problems).toEqual([
      'record-length: the packet block at byte 84 claims 4294967292 bytes, more than a packet can have; it was stepped over',
      'capture-cut: the capture ends at byte 1092, inside the block that begins at byte 84; the packets before it were read',
    ]);
    expect(captures.window.bytes.length).toBe(1024 * 1024);
  });
});
