import { describe, expect, it } from 'vitest';
import { addExpert, ExpertGroup, Severity } from '../../src/field/expert.js';
import type { Field, FieldValue } from '../../src/field/field.js';
import { Tree } from '../../src/field/tree.js';
import { ICMP_FIELDS } from '../../src/net/icmp-description.js';
import { IPV4_ADDRESS_FIELDS } from '../../src/net/ipv4-addresses.js';
import { IPV6_FIELDS } from '../../src/net/ipv6-description.js';
import { UDP_FIELDS } from '../../src/net/udp.js';
import { Conversations } from '../../src/packets/statistics/conversations.js';
import { ExpertSummary } from '../../src/packets/statistics/expert-summary.js';
import { ProtocolHierarchy } from '../../src/packets/statistics/hierarchy.js';
import { PacketNumbers } from '../../src/packets/statistics/packet-numbers.js';
import { TCP_FIELDS, TCP_OPTION_FIELDS } from '../../src/tcp/fields.js';

describe('the protocol hierarchy', () => {
  it('counts what each protocol carries, in the order of the packets', () => {
    const hierarchy = new ProtocolHierarchy();
    hierarchy.add([['eth', 'ip', 'tcp']], 60);
    hierarchy.add([['eth', 'ip', 'tcp', 'websocket']], 80);
    hierarchy.add([['eth', 'arp']], 42);
    hierarchy.add([['eth', 'ip', 'tcp']], 54);
    expect(hierarchy.rows.map(({ path, packets, bytes }) => `${path.join(':')} ${packets} ${bytes}`)).toEqual([
      'eth 4 236',
      'eth:ip 3 194',
      'eth:ip:tcp 3 194',
      'eth:ip:tcp:websocket 1 80',
      'eth:arp 1 42',
    ]);
  });

  it('counts a packet once for each, however often it has it', () => {
    const hierarchy = new ProtocolHierarchy();
    hierarchy.add(
      [
        ['tcp', 'websocket', 'data'],
        ['tcp', 'websocket'],
      ],
      60,
    );
    expect(hierarchy.rows.map(({ packets }) => packets)).toEqual([1, 1, 1]);
  });

  it('is bounded in depth and in all', () => {
    const deep = new ProtocolHierarchy();
    deep.add([new Array<string>(10_000).fill('ip')], 60);
    expect(deep.rows).toHaveLength(64);
    expect(deep.unlistedPackets).toBe(1);

    const wide = new ProtocolHierarchy();
    for (let number = 0; number < 10_010; number++) wide.add([[`x${number}`]], 60);
    expect(wide.rows).toHaveLength(10_000);
    expect(wide.unlistedPackets).toBe(10);
  });
});

/** A packet's flat tree with these items. */
function tree(items: readonly (readonly [Field, FieldValue | undefined])[]): Tree {
  const flat = new Tree(Conversations.FIELDS);
  flat.begin({ title: 'Frame', bytes: new Uint8Array(60), start: 0, end: 60 });
  for (const [field, value] of items) flat.add(field, value, 0, 0);
  return flat;
}

function ip(source: number, destination: number): (readonly [Field, FieldValue])[] {
  return [
    [IPV4_ADDRESS_FIELDS.source, Uint8Array.of(192, 0, 2, source)],
    [IPV4_ADDRESS_FIELDS.destination, Uint8Array.of(192, 0, 2, destination)],
  ];
}

function tcp(source: number, destination: number, stream: number): (readonly [Field, FieldValue])[] {
  return [
    [TCP_FIELDS.sourcePort, source],
    [TCP_FIELDS.destinationPort, destination],
    [TCP_FIELDS.stream, stream],
  ];
}

function udp(source: number, destination: number): (readonly [Field, FieldValue])[] {
  return [
    [UDP_FIELDS.sourcePort, source],
    [UDP_FIELDS.destinationPort, destination],
  ];
}

function ipv6(): (readonly [Field, FieldValue])[] {
  const address = new Uint8Array(16);
  return [
    [IPV6_FIELDS.source, address.with(15, 1)],
    [IPV6_FIELDS.destination, address.with(15, 2)],
  ];
}

/** What was counted of packets of 60 bytes, one a second. */
function counted(...packets: readonly (readonly (readonly [Field, FieldValue | undefined])[])[]): Conversations {
  const conversations = new Conversations();
  for (const [index, items] of packets.entries()) conversations.add(tree(items), { time: index * 1e9, bytes: 60 });
  return conversations;
}

describe('conversations', () => {
  it('have both directions, A being who sent first', () => {
    const first = [...ip(2, 1), ...tcp(50_000, 80, 0)];
    const second = [...ip(1, 2), ...tcp(80, 50_000, 0)];
    expect(counted(first, second, second).of('tcp')).toEqual([
      {
        kind: 'tcp',
        a: { address: '192.0.2.2', port: 50_000 },
        b: { address: '192.0.2.1', port: 80 },
        stream: 0,
        packetsAToB: 1,
        bytesAToB: 60,
        packetsBToA: 2,
        bytesBToA: 120,
        start: 0,
        end: 2e9,
      },
    ]);
  });

  it('of the same ports are as many as there are streams', () => {
    const conversations = counted([...ip(1, 2), ...tcp(1, 2, 0)], [...ip(1, 2), ...tcp(1, 2, 1)]);
    expect(conversations.of('tcp').map(({ stream }) => stream)).toEqual([0, 1]);
    expect(conversations.of('ip')).toHaveLength(1);
  });

  it('of UDP are told apart by their ports', () => {
    const conversations = counted(
      [...ip(1, 2), ...udp(53, 4000)],
      [...ip(2, 1), ...udp(4000, 53)],
      [...ip(1, 2), ...udp(4000, 53)],
    );
    expect(conversations.of('udp').map(({ packetsAToB, packetsBToA }) => [packetsAToB, packetsBToA])).toEqual([
      [1, 1],
      [1, 0],
    ]);
  });

  it('are of each header where one carries another', () => {
    const conversations = counted([...ip(1, 2), ...ipv6(), ...tcp(1, 2, 0)]);
    expect(conversations.of('ip')).toHaveLength(1);
    expect(conversations.of('ipv6').map(({ a, b }) => [a.address, b.address])).toEqual([['::1', '::2']]);
    expect(conversations.of('tcp').map(({ a }) => a)).toEqual([{ address: '::1', port: 1 }]);
  });

  it('are not of headers that an ICMP message quotes', () => {
    const quoting = counted([...ip(1, 2), [ICMP_FIELDS.protocol, undefined], ...ip(3, 4), ...udp(1, 2)]);
    expect(quoting.of('ip').map(({ a }) => a.address)).toEqual(['192.0.2.1']);
    expect(quoting.of('udp')).toEqual([]);
  });

  it('are listed up to a limit, the packets of the others counted', () => {
    const conversations = new Conversations();
    for (let stream = 0; stream <= 100_000; stream++) {
      conversations.add(tree(tcp(1, 2, stream)), { time: 0, bytes: 60 });
    }
    expect(conversations.of('tcp')).toHaveLength(100_000);
    expect(conversations.unlistedPackets).toBe(1);
  });
});

describe('endpoints', () => {
  it('have what they sent and received in all conversations, the most bytes first', () => {
    const conversations = counted(ip(1, 2), ip(3, 2), ip(2, 3));
    expect(conversations.endpoints('ip')).toEqual([
      { address: '192.0.2.2', packetsSent: 1, bytesSent: 60, packetsReceived: 2, bytesReceived: 120 },
      { address: '192.0.2.3', packetsSent: 1, bytesSent: 60, packetsReceived: 1, bytesReceived: 60 },
      { address: '192.0.2.1', packetsSent: 1, bytesSent: 60, packetsReceived: 0, bytesReceived: 0 },
    ]);
  });

  it('that talk to themselves send and receive', () => {
    expect(counted(ip(1, 1)).endpoints('ip')).toEqual([
      { address: '192.0.2.1', packetsSent: 1, bytesSent: 60, packetsReceived: 1, bytesReceived: 60 },
    ]);
  });
});

describe('the expert summary', () => {
  /** A packet with remarks of TCP. */
  function remarked(...remarks: readonly (readonly [Severity, string])[]): Tree {
    const flat = new Tree(ExpertSummary.FIELDS);
    flat.begin({ title: 'Frame', bytes: new Uint8Array(60), start: 0, end: 60 });
    flat.open(TCP_FIELDS.protocol, undefined, 34, 20);
    for (const [severity, message] of remarks) {
      addExpert(flat, TCP_OPTION_FIELDS.options, severity, ExpertGroup.SEQUENCE, 34, 20, message);
    }
    flat.close();
    return flat;
  }

  it('has the most serious first, then those seen first', () => {
    const summary = new ExpertSummary();
    summary.add(remarked([Severity.CHAT, 'FIN'], [Severity.WARNING, 'RST']), 7);
    summary.add(remarked([Severity.CHAT, 'SYN'], [Severity.CHAT, 'SYN'], [Severity.WARNING, 'RST']), 8);
    expect(summary.counts).toMatchObject([
      { severityName: 'Warning', group: 'Sequence', protocol: 'tcp', message: 'RST', count: 2, firstPacket: 7 },
      { severityName: 'Chat', message: 'FIN', count: 1, firstPacket: 7 },
      { severityName: 'Chat', message: 'SYN', count: 2, firstPacket: 8 },
    ]);
  });

  it('is bounded, whatever packets make the remarks say', () => {
    const summary = new ExpertSummary();
    for (let number = 0; number < 10_005; number++) summary.add(remarked([Severity.CHAT, `GET /${number}`]), number);
    summary.add(remarked([Severity.CHAT, 'GET /0']), 20_000);
    expect(summary.counts).toHaveLength(10_000);
    expect(summary.unlisted).toBe(5);
    expect(summary.counts[0]).toMatchObject({ message: 'GET /0', count: 2 });

    const long = new ExpertSummary();
    long.add(remarked([Severity.CHAT, 'x'.repeat(100_000)]), 1);
    expect(long.counts[0]?.message).toHaveLength(240);
  });
});

describe('a set of packet numbers', () => {
  it('has those that were added', () => {
    const numbers = new PacketNumbers();
    for (const packet of [1, 8, 9, 100_000]) numbers.add(packet);
    expect([1, 2, 7, 8, 9, 10, 99_999, 100_000, 1e9].filter((packet) => numbers.has(packet))).toEqual([
      1, 8, 9, 100_000,
    ]);
  });
});
