import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CapturedPacket,
  concat,
  hex,
  pcapFileHeader,
  pcapRecord,
  writePcap,
  writePcapng,
} from '../../fixtures/build/index.js';
import { crossCheck } from '../../src/capture/cross-check.js';
import { packetAt, pieces } from './read-captures.js';

const PACKETS = [
  packetAt('1700000000.5', 1),
  packetAt('1700000001.000001', 2, 100),
  { ...packetAt('2', 3), originalLength: 1500 },
];
const PCAP = writePcap(PACKETS);

/** A record before version 2.3: the length on the wire comes first. */
function oldCapture(): Uint8Array {
  const header = pcapFileHeader();
  new DataView(header.buffer).setUint16(6, 2, true);
  const record = pcapRecord({ ...packetAt('1', 7), originalLength: 60 });
  new DataView(record.buffer).setUint32(8, 60, true);
  new DataView(record.buffer).setUint32(12, 4, true);
  return concat(header, record, record);
}

describe('our reader and pcap-parser', () => {
  it.each([
    ['little-endian', PCAP],
    ['big-endian', writePcap(PACKETS, { byteOrder: 'big' })],
    ['without packets', pcapFileHeader()],
    ['microseconds beyond a second', concat(pcapFileHeader(), hex('01000000 80841e00 01000000 01000000 ff'))],
  ])('agree on pcap: %s', async (_name, bytes) => {
    const packets = bytes.length === 24 ? 0 : bytes.length < 50 ? 1 : 3;
    expect(await crossCheck(bytes)).toEqual({
      agreed: true,
      packetsOurs: packets,
      packetsTheirs: packets,
      reasons: [],
    });
  });

  it('agree on any capture of microseconds', async () => {
    const packet: fc.Arbitrary<CapturedPacket> = fc.record({
      time: fc.bigInt({ min: 0n, max: 4_294_967_295_999_999n }).map((microseconds) => microseconds * 1000n),
      bytes: fc.uint8Array({ maxLength: 2000 }),
    });
    const byteOrder = fc.constantFrom('little', 'big');
    const pieceLength = fc.integer({ min: 1, max: 5000 });
    await fc.assert(
      fc.asyncProperty(fc.array(packet, { maxLength: 30 }), byteOrder, pieceLength, async (packets, order, length) => {
        const bytes = writePcap(packets, { byteOrder: order as 'little' | 'big' });
        const count = packets.length;
        const expected = { agreed: true, packetsOurs: count, packetsTheirs: count, reasons: [] };
        expect(await crossCheck(bytes.length === 0 ? bytes : pieces(bytes, length))).toEqual(expected);
      }),
      { numRuns: 100 },
    );
  });

  it('agree on many megabytes', async () => {
    const bytes = writePcap(Array.from({ length: 3000 }, (_, i) => packetAt(String(i), i & 0xff, 1400)));
    expect(await crossCheck(bytes)).toEqual({ agreed: true, packetsOurs: 3000, packetsTheirs: 3000, reasons: [] });
  });
});

describe('what pcap-parser is known not to read', () => {
  it.each([
    ['pcapng', writePcapng(PACKETS), 3, 'pcap-parser does not read pcapng'],
    ['nanoseconds', writePcap(PACKETS, { resolution: 'ns' }), 3, 'pcap-parser does not read pcap with nanoseconds'],
    ['the modified form', writePcap(PACKETS, { modified: true }), 3, 'pcap-parser does not read modified pcap'],
    ['gzip', gzipSync(PCAP), 3, 'pcap-parser does not read captures compressed with gzip'],
    ['lengths the other way round', oldCapture(), 2, 'pcap-parser does not know the records of version 2.2'],
    ['a text', Buffer.from('text'), 0, 'this is a text file, not a packet capture'],
  ])('is named: %s', async (_name, bytes, packetsOurs, reason) => {
    expect(await crossCheck(bytes)).toEqual({ agreed: false, packetsOurs, packetsTheirs: 0, reasons: [reason] });
  });

  it('is no disagreement: a cut record', async () => {
    expect(await crossCheck(PCAP.subarray(0, 100))).toEqual({
      agreed: true,
      packetsOurs: 1,
      packetsTheirs: 1,
      reasons: [
        'the capture ends at byte 100, inside the record that begins at byte 44; the packets before it were read; pcap-parser drops the cut record silently',
      ],
    });
  });

  it('is not given to it: a record of impossible length', async () => {
    const bytes = concat(PCAP, hex('00000000 00000000 ffffff7f ffffff7f'), new Uint8Array(10_000));
    expect(await crossCheck(bytes)).toEqual({
      agreed: true,
      packetsOurs: 3,
      packetsTheirs: 3,
      reasons: [
        'the record at byte 180 claims 2147483647 bytes, more than a packet can have; the file is damaged there, and only the packets before it were read',
      ],
    });
  });

  it('a missing file is', async () => {
    expect(await crossCheck('/nowhere/at-all.pcap')).toEqual({
      agreed: false,
      packetsOurs: 0,
      packetsTheirs: 0,
      reasons: ['there is no such file'],
    });
  });
});
