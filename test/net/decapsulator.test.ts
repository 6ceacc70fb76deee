import { describe, expect, test } from 'vitest';
import { hex } from '../../fixtures/build/octets.js';
import { Layer } from '../../src/link/layer.js';
import { Decapsulator } from '../../src/net/decapsulator.js';
import {
  ETHERNET_IPV4,
  IPV4_OFFLOADED,
  IPV4_TCP,
  packetOf,
  segmentAt,
  type WalkCase,
  walk,
} from '../link/walk-case.js';

function walkCase(linkType: number, digits: string, fcsLength = 0): WalkCase {
  return { name: '', linkType, bytes: hex(digits), fcsLength, segment: undefined };
}

describe('a frame check sequence', () => {
  const frame = walkCase(1, `${ETHERNET_IPV4} ${IPV4_OFFLOADED} fcfcfcfc`, 4);

  test.each([
    [62, 58, 0, 'captured whole'],
    [60, 58, 0, 'captured in part'],
    [58, 58, 0, 'cut off by the snaplen'],
    [57, 57, 1, 'cut off with a byte of data'],
    [40, 40, 18, 'cut off with much of the data'],
  ])('of a frame captured to %i ends the segment at %i, %i missing: %s', (captured, end, missing) => {
    expect(walk(frame, { captured })).toMatchObject({ offset: 34, end, missing });
  });

  test('longer than the frame leaves nothing', () => {
    expect(walk({ ...frame, fcsLength: 100 })).toBeUndefined();
  });
});

describe('a link type that is not decoded', () => {
  test('is named after the walk that ended for it', () => {
    const decapsulator = new Decapsulator();
    expect(decapsulator.walk(packetOf(walkCase(147, IPV4_TCP)))).toBe(false);
    expect(decapsulator.unknownLinkType).toBe(147);
    expect(decapsulator.walk(packetOf(walkCase(101, IPV4_TCP)))).toBe(true);
    expect(decapsulator.unknownLinkType).toBeUndefined();
    expect(decapsulator.walk(packetOf(walkCase(1, `${ETHERNET_IPV4} ff`)))).toBe(false);
    expect(decapsulator.unknownLinkType).toBeUndefined();
  });

  test('is named where a PPI header has it', () => {
    const decapsulator = new Decapsulator();
    expect(decapsulator.walk(packetOf(walkCase(192, `00000800 c3000000 ${IPV4_TCP}`)))).toBe(false);
    expect(decapsulator.unknownLinkType).toBe(195);
  });
});

describe('an 802.11 A-MSDU', () => {
  const subframe = `020000000001 020000000002 0034 aaaa03 000000 0800 ${IPV4_TCP}`;
  const other = subframe.replace('0800 4500', '0806 4500');
  const frame = `8802 0000 020000000001 020000000002 020000000003 1000 8000`;

  test('leads to the segment of each subframe', () => {
    const decapsulator = new Decapsulator();
    const packet = packetOf(walkCase(105, `${frame} ${subframe} 0000 ${other} 0000 ${subframe}`), {
      before: new Uint8Array(5),
    });
    const found = [];
    for (let more = decapsulator.walk(packet); more; more = decapsulator.walkNext()) {
      found.push(segmentAt(decapsulator, packet));
    }
    expect(found).toMatchObject([
      { offset: 68, end: 92 },
      { offset: 204, end: 228 },
    ]);
  });

  test('is forgotten with the next packet', () => {
    const decapsulator = new Decapsulator();
    decapsulator.walk(packetOf(walkCase(105, `${frame} ${subframe} 0000 ${subframe}`)));
    decapsulator.walk(packetOf(walkCase(101, IPV4_TCP)));
    expect(decapsulator.walkNext()).toBe(false);
  });
});

describe('the counts', () => {
  test('tell packets by link type, headers by layer, and what is not decoded by its number', () => {
    const decapsulator = new Decapsulator();
    const gre = `45000044 00000000 402f0000 c0000201 c0000202 00000800 ${IPV4_TCP}`;
    const igmp = '4500001c 00000000 40020000 0a000001 0a000002 0800000000000000';
    const arp = ETHERNET_IPV4.replace('0800', '0806');
    const packets = [
      walkCase(1, `${ETHERNET_IPV4} ${IPV4_TCP}`),
      walkCase(1, `${ETHERNET_IPV4} ${gre}`),
      walkCase(1, `${ETHERNET_IPV4} ${igmp}`),
      walkCase(1, arp),
      walkCase(1, arp),
      walkCase(101, IPV4_TCP),
      walkCase(147, IPV4_TCP),
    ];
    for (const packet of packets) decapsulator.walk(packetOf(packet));
    const { counts } = decapsulator;
    expect([...counts.linkTypes]).toEqual([
      [1, { packets: 5 }],
      [101, { packets: 1 }],
      [147, { packets: 1 }],
    ]);
    expect([...counts.otherEtherTypes]).toEqual([[0x0806, 2]]);
    expect([...counts.otherIpProtocols.entries()].filter(([, headers]) => headers > 0)).toEqual([[2, 1]]);
    const layers = Object.entries(Layer).map(([name, layer]) => [name, counts.layers[layer]]);
    expect(Object.fromEntries(layers.filter(([, headers]) => headers !== 0))).toEqual({
      ETHERNET: 5,
      IP: 1,
      IPV4: 5,
      GRE: 1,
      TCP: 3,
      NONE: 3,
      UNKNOWN_LINK: 1,
    });
  });
});

describe('a TCP header quoted in an ICMP error', () => {
  const quotedBy = (protocol: string, type: string, quoted = IPV4_TCP) =>
    `4500004c 00000000 40${protocol}0000 0a000001 0a000002 ${type}030000 00000000 ${quoted}`;
  test.each([
    ['destination unreachable', quotedBy('01', '03'), true],
    ['time exceeded', quotedBy('01', '0b'), true],
    ['an echo request, which quotes nothing', quotedBy('01', '08'), false],
    ['another error inside an error', quotedBy('01', '03', quotedBy('01', '03')), false],
    ['another protocol', quotedBy('02', '03'), false],
  ])('%s', (_name, packet, quotesTcp) => {
    const decapsulator = new Decapsulator();
    expect(decapsulator.walk(packetOf(walkCase(101, packet)))).toBe(false);
    expect(decapsulator.quotesTcp).toBe(quotesTcp);
    expect(decapsulator.walk(packetOf(walkCase(101, IPV4_TCP)))).toBe(true);
    expect(decapsulator.quotesTcp).toBe(false);
  });
});

describe('the cursor', () => {
  test('keeps nothing of the packet before', () => {
    const decapsulator = new Decapsulator();
    decapsulator.walk(packetOf(walkCase(101, IPV4_TCP)));
    expect(decapsulator.walk(packetOf(walkCase(1, '02')))).toBe(false);
    expect(decapsulator.cursor.ipVersion).toBe(0);
  });

  test('holds no more missing bytes than a packet can miss', () => {
    const packet = packetOf(walkCase(101, IPV4_OFFLOADED));
    packet.originalLength = 0xffffffff;
    const decapsulator = new Decapsulator();
    expect(decapsulator.walk(packet)).toBe(true);
    expect(decapsulator.cursor.missing).toBe(0x3fffffff);
  });
});
