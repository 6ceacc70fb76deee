import { gzipSync } from 'node:zlib';
import {
  type CapturedPacket,
  concat,
  PcapngWriter,
  pcapFileHeader,
  pcapRecord,
  writePcap,
} from '../../fixtures/build/index.js';
import { packetAt } from './read-captures.js';

const PACKETS: readonly CapturedPacket[] = [
  packetAt('1700000000.123456', 1, 3),
  { ...packetAt('1700000000.123457', 2, 4), originalLength: 77 },
  packetAt('1700000001', 3, 0),
  packetAt('1700000000.999999', 4, 61),
];

/** A pcapng capture with one of everything. */
function everything(byteOrder: 'little' | 'big'): Uint8Array {
  const other = byteOrder === 'little' ? 'big' : 'little';
  const [one, two, three, four] = PACKETS as [CapturedPacket, CapturedPacket, CapturedPacket, CapturedPacket];
  const writer = new PcapngWriter({ byteOrder, comment: 'one of everything' });
  writer.interface({ name: 'lo', tsresol: 9 }).secrets('CLIENT_RANDOM 00 11\n').packet(one, { comment: 'hello' });
  writer
    .block(0x1234, new Uint8Array(40))
    .interface({ linkType: 101, snaplen: 50, tsresol: 0x94 })
    .packet(four, { interface: 1, flags: 1 });
  writer.custom(32473, 'private').simplePacket(new Uint8Array(7)).obsoletePacket(two, { interface: 1, drops: 2 });
  writer.names([{ address: Uint8Array.of(192, 0, 2, 1), name: 'peer' }]).statistics({ received: 4n, dropped: 0n });
  writer.section({ byteOrder: other }).interface({ tsoffset: 1000n }).packet(three).packet(four);
  return writer.bytes();
}

/** Whole captures of every variant that is read, by name. */
export const VARIANTS: ReadonlyMap<string, Uint8Array> = new Map([
  ['pcap, little-endian', writePcap(PACKETS)],
  ['pcap, big-endian', writePcap(PACKETS, { byteOrder: 'big' })],
  ['pcap, nanoseconds', writePcap(PACKETS, { resolution: 'ns' })],
  ['pcap, nanoseconds, big-endian', writePcap(PACKETS, { resolution: 'ns', byteOrder: 'big' })],
  ['pcap, modified', writePcap(PACKETS, { modified: true })],
  ['pcap, modified, big-endian', writePcap(PACKETS, { modified: true, byteOrder: 'big' })],
  [
    'pcap, damaged',
    concat(pcapFileHeader(), ...PACKETS.map((packet) => pcapRecord(packet)), new Uint8Array(16).fill(0xff), 'rest'),
  ],
  ['pcapng, little-endian', everything('little')],
  ['pcapng, big-endian', everything('big')],
  ['pcapng, damaged', damaged()],
  ['gzip', gzipSync(everything('little'))],
]);

/** A pcapng capture whose blocks contradict themselves in every way that can be stepped over, and then in one that cannot. */
function damaged(): Uint8Array {
  const writer = new PcapngWriter().interface().packet(packetAt('1', 1));
  writer.block(6, new Uint8Array(0)).block(6, new Uint8Array(20).fill(0xff)).block(3, new Uint8Array(4).fill(1));
  writer
    .block(1, new Uint8Array(4))
    .block(10, new Uint8Array(8).fill(0xff))
    .packet(packetAt('2', 2), { options: [{ code: 9, value: '' }] });
  return writer.block(6, new Uint8Array(32), { length: 4 }).bytes();
}
