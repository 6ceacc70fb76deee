import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat, ethernet, ipv4 } from '../../fixtures/build/index.js';
import { Captures } from '../../src/capture/captures.js';
import { Packet } from '../../src/capture/packet.js';
import type { Field, FieldType, FieldValue } from '../../src/field/field.js';
import { Tree, type TreeItem } from '../../src/field/tree.js';
import { LinkType } from '../../src/link/link-type.js';
import { ByteWriter } from '../../src/output/byte-writer.js';
import { PacketDetails } from '../../src/output/packet-details.js';
import { PacketEk } from '../../src/output/packet-ek.js';
import { PacketJson } from '../../src/output/packet-json.js';
import { PacketList } from '../../src/output/packet-list.js';
import { PacketTsharkJson } from '../../src/output/packet-tshark-json.js';
import { PacketDissector } from '../../src/packets/packet-dissector.js';
import type { DrawablePacket } from '../../src/packets/packet-view.js';
import { inTcp, segment } from '../packets/single-packets.js';
import { recordings } from '../session/recorded-truth.js';

const ADDRESS_LENGTHS: Readonly<Partial<Record<FieldType, number>>> = { ether: 6, ipv4: 4, ipv6: 16 };

/** Whether a value is what its field's type says. */
function fits({ type }: Field, value: FieldValue | undefined): boolean {
  switch (type) {
    case 'protocol':
    case 'none':
      return value === undefined;
    case 'boolean':
    case 'string':
      return typeof value === type;
    case 'uint':
    case 'frame-number':
      return Number.isSafeInteger(value) && Number(value) >= 0;
    case 'int':
      return Number.isSafeInteger(value);
    case 'uint64':
    case 'absolute-time':
    case 'relative-time':
      return typeof value === 'bigint';
    default: {
      const length = ADDRESS_LENGTHS[type];
      return value instanceof Uint8Array && (length === undefined || value.length === length);
    }
  }
}

function misfits(tree: Tree, items: readonly TreeItem[]): string[] {
  return items.flatMap(({ field, value, source, start, children }) => {
    const isThere = source in tree.sources && start >= 0;
    const own = fits(field, value) && isThere ? [] : [`${field.name} (${field.type}): ${String(value)} at ${start}`];
    return [...own, ...misfits(tree, children)];
  });
}

/** Shows packets in every form. @returns items of the trees that are not what they should be */
function show(packets: readonly Packet[]): string[] {
  const writer = new ByteWriter({ write: () => {} });
  const found: string[] = [];
  const tree = new Tree();
  const view = (packet: DrawablePacket): void => {
    packet.show(tree);
    found.push(...misfits(tree, tree.roots));
    for (const format of formats) format.view(packet);
  };
  const dissector = new PacketDissector({ view }, { drawn: 'all', wsPorts: [8081] });
  const formats = [
    new PacketList(writer, dissector.timeline),
    new PacketDetails(writer, { tree: true, dump: true }),
    new PacketJson(writer),
    new PacketTsharkJson(writer),
    new PacketEk(writer),
  ];
  packets.forEach((packet, index) => {
    packet.number = index + 1;
    dissector.packet(packet);
    writer.flush();
  });
  dissector.finish();
  return [...new Set(found)];
}

function packetOf(bytes: Uint8Array, linkType: number, missing = 0): Packet {
  const originalLength = bytes.length + missing;
  return Object.assign(new Packet(), { bytes, start: 0, end: bytes.length, originalLength, linkType, hasTime: true });
}

const LINK_TYPES = Object.values(LinkType);
const PROTOCOLS = [0, 1, 4, 6, 17, 41, 43, 44, 47, 50, 51, 58, 60, 97, 115];
const PORTS = [53, 67, 123, 443, 1701, 1900, 2152, 4789, 4790, 5353, 6081, 6635, 8081];

describe('random packets are shown without an error, and every value has the type of its field', () => {
  const bytes = fc.uint8Array({ maxLength: 200 });
  const missing = fc.constantFrom(0, 0, 0, 7, 2000);

  it.each(LINK_TYPES)('of link type %i', (linkType) => {
    fc.assert(
      fc.property(fc.array(fc.tuple(bytes, missing), { minLength: 1, maxLength: 5 }), (all) => {
        expect(show(all.map(([data, lost]) => packetOf(data, linkType, lost)))).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  it.each(PROTOCOLS)('of IP protocol %i', (protocol) => {
    fc.assert(
      fc.property(fc.constantFrom(101, 229), bytes, missing, (linkType, data, lost) => {
        const header = ipv4({ source: '192.0.2.1', destination: '192.0.2.2', protocol }, data);
        const six = concat(
          Uint8Array.of(0x60, 0, 0, 0, 0, data.length, protocol, 64),
          new Uint8Array(32).fill(1),
          data,
        );
        expect(show([packetOf(linkType === 101 ? header : six, linkType, lost)])).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it.each(PORTS)('to port %i', (port) => {
    const ports = Uint8Array.of(0xc3, 0x50, port >> 8, port & 0xff);
    fc.assert(
      fc.property(bytes, missing, (data, lost) => {
        const length = Uint8Array.of(0, 8 + data.length, 0, 0);
        const udp = ipv4({ source: '192.0.2.1', destination: '192.0.2.2', protocol: 17 }, concat(ports, length, data));
        const tcp = inTcp(segment({ destinationPort: port, payload: data }));
        expect(show([packetOf(udp, 101, lost), packetOf(tcp, 1, lost)])).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('with random TCP options', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 40, maxLength: 40 }), fc.nat(15), fc.boolean(), (options, offset, syn) => {
        const bytes = segment({ options, flags: syn ? ['SYN'] : ['ACK'] }, { 12: offset << 4 });
        expect(show([packetOf(inTcp(bytes), 1)])).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

describe('recorded captures', () => {
  async function packetsOf(path: string): Promise<Packet[]> {
    const packets: Packet[] = [];
    const packet = (seen: Packet): void => {
      const bytes = seen.bytes.slice(seen.start, seen.end);
      packets.push(Object.assign(new Packet(), seen, { bytes, start: 0, end: bytes.length, filling: 0 }));
    };
    for await (const _ of new Captures([path]).packets({ packet }));
    return packets.slice(0, 40);
  }

  it.each(recordings().map(({ name, path }) => [name, path] as const))(
    '%s, and with bytes changed',
    async (_, path) => {
      const packets = await packetsOf(path);
      expect(show(packets)).toEqual([]);
      const change = fc.record({ which: fc.nat(), where: fc.nat(), value: fc.nat(255), cut: fc.nat(20) });
      fc.assert(
        fc.property(fc.array(change, { minLength: 1, maxLength: 20 }), (changes) => {
          const mutated = [...packets];
          for (const { which, where, value, cut } of changes) {
            const packet = mutated[which % mutated.length];
            if (packet === undefined) continue;
            const bytes = Uint8Array.from(packet.bytes);
            if (bytes.length > 0) bytes[where % bytes.length] = value;
            const end = cut === 0 ? where % (bytes.length + 1) : packet.end;
            mutated[which % mutated.length] = Object.assign(new Packet(), packet, { bytes, end });
          }
          expect(show(mutated)).toEqual([]);
        }),
        { numRuns: 3 },
      );
    },
  );
});

describe('hostile packets are shown in bounded time', () => {
  const LONGEST_MILLISECONDS = 10_000;
  const within = (packet: Packet): void => {
    const begin = performance.now();
    expect(show([packet])).toEqual([]);
    expect(performance.now() - begin).toBeLessThan(LONGEST_MILLISECONDS);
  };

  it('IP in IP 3,000 times', () => {
    let bytes: Uint8Array = segment();
    for (let i = 0; i < 3000; i++)
      bytes = ipv4({ source: '192.0.2.1', destination: '192.0.2.2', protocol: i === 0 ? 6 : 4 }, bytes);
    within(packetOf(bytes, 101));
  });

  it('64 tags, and a segment behind', () => {
    const vlans = Array.from({ length: 64 }, (_, id) => id);
    const packet = ipv4({ source: '192.0.2.1', destination: '192.0.2.2' }, segment());
    within(packetOf(ethernet({ source: '02:00:00:00:00:01', destination: '02:00:00:00:00:02', vlans }, packet), 1));
  });

  it('IPv6 options without end', () => {
    const options = Uint8Array.from({ length: 60_000 }, (_, index) => (index % 8 === 0 ? 60 : index % 8 === 1 ? 0 : 1));
    const header = concat(
      Uint8Array.of(0x60, 0, 0, 0, options.length >> 8, options.length & 0xff, 60, 64),
      new Uint8Array(32),
    );
    within(packetOf(concat(header, options), 229));
  });

  it('a DNS message of names that point at each other', () => {
    const names = Uint8Array.from({ length: 60_000 }, (_, index) => (index % 2 === 0 ? 0xc0 : 12));
    const message = concat(
      Uint8Array.of(0x12, 0x34, 0x81, 0x80, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff),
      names,
    );
    const length = message.length + 8;
    const udp = concat(Uint8Array.of(0xc3, 0x50, 0, 53, length >> 8, length & 0xff, 0, 0), message);
    within(packetOf(ipv4({ source: '192.0.2.1', destination: '192.0.2.2', protocol: 17 }, udp), 101));
  });
});
