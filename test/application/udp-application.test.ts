import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concat, hex } from '../../fixtures/build/index.js';
import { describeUdpApplication } from '../../src/application/describe-udp-application.js';
import { type Datagram, udpColumns } from '../../src/application/udp-application.js';
import { Tree, type TreeItem } from '../../src/field/tree.js';
import { dnsMessage, question, resource } from './dns-messages.js';

function datagram(sourcePort: number, destinationPort: number, bytes: Uint8Array, missing = 0): Datagram {
  return { bytes, start: 0, end: bytes.length, missing, sourcePort, destinationPort };
}

const QUERY = dnsMessage(0x0100, [question('a.b', 1)]);

/** A message of DHCP up to its options. */
function dhcp(operation: number, options: string, cookie = '63825363'): Uint8Array {
  const fixed = concat(Uint8Array.of(operation), hex('010600 00003d1d'), new Uint8Array(20), hex('000b8201fc42'));
  return concat(fixed, new Uint8Array(236 - fixed.length), hex(cookie), hex(options));
}

const ID = 'DCID=0102, SCID=03';
const quic = (first: string, version = '00000001', rest = '02 ffff'): Uint8Array =>
  hex(`${first} ${version} 02 0102 01 03 ${rest}`);

describe('the line of a datagram', () => {
  it.each<[string, number, number, Uint8Array, string]>([
    ['DNS', 5000, 53, QUERY, 'DNS Standard query 0x1234 A a.b'],
    ['mDNS', 5353, 5353, QUERY, 'MDNS Standard query 0x1234 A a.b, "QM" question'],
    ['LLMNR', 50000, 5355, QUERY, 'LLMNR Standard query 0x1234 A a.b'],
    ['DNS on another port', 50001, 50002, QUERY, 'DNS Standard query 0x1234 A a.b'],
    ['NetBIOS names, which look like DNS', 137, 137, QUERY, 'UDP 137 → 137 Len=21'],
    ['a datagram without data', 68, 67, hex(''), 'UDP 68 → 67 Len=0'],
    ['anything else', 5003, 5002, hex('616263'), 'UDP 5003 → 5002 Len=3'],
    ['a discovery', 68, 67, dhcp(1, '350101 ff'), 'DHCP DHCP Discover - Transaction ID 0x3d1d'],
    ['an acknowledgement', 67, 68, dhcp(2, '350105 ff'), 'DHCP DHCP ACK      - Transaction ID 0x3d1d'],
    ['a proxy', 4011, 5000, dhcp(2, '350102 ff'), 'DHCP proxyDHCP Offer    - Transaction ID 0x3d1d'],
    [
      'a DHCP message of no known type',
      68,
      67,
      dhcp(1, '350113 ff'),
      'DHCP DHCP Unknown Message Type (0x13) - Transaction ID 0x3d1d',
    ],
    [
      'options that are cut',
      68,
      67,
      dhcp(1, '350101 0c1441'),
      'DHCP DHCP Discover - Transaction ID 0x3d1d[Malformed Packet]',
    ],
    ['BOOTP', 68, 67, dhcp(1, 'ff'), 'BOOTP Boot Request from 00:0b:82:01:fc:42 (00:0b:82:01:fc:42)'],
    ['an answer of BOOTP', 67, 68, dhcp(2, 'ff'), 'BOOTP Boot Reply'],
    ['NTP', 123, 123, concat(hex('23'), new Uint8Array(47)), 'NTP NTP Version 4, client'],
    ['SSDP', 5000, 1900, Buffer.from('M-SEARCH * HTTP/1.1\r\nHost: x\r\n\r\n'), 'SSDP M-SEARCH * HTTP/1.1 '],
    ['no message of SSDP', 5000, 1900, Buffer.from('garbage'), 'SSDP Continuation'],
    ['an Initial packet', 5000, 443, quic('c0', undefined, '00 02 ffff'), `QUIC Initial, ${ID}`],
    ['a Handshake packet', 5000, 6000, quic('e0'), `QUIC Handshake, ${ID}`],
    ['an Initial packet of version 2', 5000, 443, quic('d0', '6b3343cf', '00 02 ffff'), `QUIC Initial, ${ID}`],
    ['two packets', 5000, 443, concat(quic('c0', undefined, '00 02 ffff'), quic('e0')), `QUIC Handshake, ${ID}`],
    ['a long and a short header', 5000, 443, concat(quic('e0'), hex('40ffff')), 'QUIC Protected Payload (KP0)'],
    ['a short header on its port', 443, 5000, hex('40ffffffff'), 'QUIC Protected Payload (KP0)'],
    ['a version of QUIC that is not known', 5000, 6000, quic('c0', '12345678'), 'UDP 5000 → 6000 Len=13'],
  ])('%s', (_, from, to, bytes, expected) => {
    const { protocol, info } = udpColumns(datagram(from, to, bytes));
    expect(`${protocol} ${info}`).toBe(expected);
  });

  it('is cut where the column ends', () => {
    const records = Array.from({ length: 500 }, () => resource('a', 1, hex('01020304')));
    expect(udpColumns(datagram(53, 5000, dnsMessage(0x8180, [], records))).info).toHaveLength(4095);
  });
});

describe('the tree of a datagram', () => {
  const names = (items: readonly TreeItem[]): string[] =>
    items.flatMap(({ field, value, children }) => [
      ...(field.name === '' || value === undefined ? [] : [`${field.name} ${value}`]),
      ...names(children),
    ]);
  const describedBy = (from: number, to: number, bytes: Uint8Array): string[] => {
    const tree = new Tree();
    tree.begin({ title: 'Packet', bytes, start: 0, end: bytes.length });
    describeUdpApplication(tree, datagram(from, to, bytes));
    return names(tree.roots);
  };

  it('has the question and the records of DNS', () => {
    const answer = dnsMessage(0x8180, [question('a.b', 1)], [resource(hex('c00c'), 1, hex('c0000201'))]);
    expect(describedBy(53, 5000, answer)).toEqual(
      expect.arrayContaining([
        'dns.id 4660',
        'dns.flags.response true',
        'dns.count.answers 1',
        'dns.qry.name a.b',
        'dns.qry.type 1',
        'dns.resp.name a.b',
        'dns.resp.ttl 60',
        'dns.a 192,0,2,1',
      ]),
    );
  });

  it('has the options of DHCP', () => {
    expect(describedBy(68, 67, dhcp(1, '350101 0c0168 ff'))).toEqual(
      expect.arrayContaining(['dhcp.id 15645', 'dhcp.option.dhcp 1', 'dhcp.option.hostname h', 'dhcp.option.type 255']),
    );
  });

  it('stands for any bytes, cut anywhere', () => {
    const message = dnsMessage(0x8180, [question('a.b', 1)], [resource(hex('c00c'), 6, hex('c00cc00c'))]);
    const discovery = dhcp(1, '350101 0c0168 ff');
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc.nat(message.length).map((length) => message.subarray(0, length)),
      fc.nat(discovery.length).map((length) => discovery.subarray(0, length)),
    );
    fc.assert(
      fc.property(bytes, fc.constantFrom(53, 67, 123, 443, 1900, 5353, 5355, 9999), (data, port) => {
        describedBy(50_000, port, data);
        udpColumns(datagram(50_000, port, data));
      }),
    );
  });
});
