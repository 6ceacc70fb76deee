import { describe, expect, test } from 'vitest';
import { concat, hex } from '../../fixtures/build/octets.js';
import { LinkType } from '../../src/link/link-type.js';
import { headerLines, treeLines } from '../net/tree-lines.js';
import { ETHERNET_IPV4, IPV4_TCP } from './walk-case.js';

const FRAME = hex(ETHERNET_IPV4 + IPV4_TCP);
const ADDRESSES = ETHERNET_IPV4.slice(0, -4);

describe('an Ethernet header in the tree', () => {
  test('reads as Wireshark has it', () => {
    expect(headerLines(LinkType.ETHERNET, FRAME, 'Ethernet')).toEqual([
      'Ethernet II, Src: 02:00:00:00:00:01, Dst: 02:00:00:00:00:02',
      '  Destination: 02:00:00:00:00:02',
      '    Address: 02:00:00:00:00:02',
      '    .... ..1. .... .... .... .... = LG bit: Locally administered address (this is NOT the factory default)',
      '    .... ...0 .... .... .... .... = IG bit: Individual address (unicast)',
      '  Source: 02:00:00:00:00:01',
      '    Address: 02:00:00:00:00:01',
      '    .... ..1. .... .... .... .... = LG bit: Locally administered address (this is NOT the factory default)',
      '    .... ...0 .... .... .... .... = IG bit: Individual address (unicast)',
      '  Type: IPv4 (0x0800)',
    ]);
  });

  test.each([
    ['zeros up to 60 bytes', '0000', ['  Padding: 0000']],
    [
      'a frame check sequence',
      '0000 01020304',
      ['  Padding: 0000', '  Frame check sequence: 0x01020304 [unverified]', '  [FCS Status: Unverified]'],
    ],
    ['other bytes', '0000 010203', ['  Padding: 0000', '  Trailer: 010203']],
  ])('tells what is behind the payload: %s', (_, trailer, lines) => {
    expect(headerLines(LinkType.ETHERNET, concat(FRAME, hex(trailer)), 'Ethernet').slice(10)).toEqual(lines);
  });

  test.each([
    [`${ADDRESSES} 05dd`, '  Invalid length/type: 0x05dd (1501)'],
    [`${ADDRESSES} 1234`, '  Type: Unknown (0x1234)'],
    [
      `${ADDRESSES} 0064 424203`,
      '    [Expert Info (Error/Malformed): Length field value goes past the end of the payload]',
    ],
    [
      '020000000002 010000000001 0800',
      '    [Expert Info (Warning/Protocol): Source MAC must not be a group address: IEEE 802.3-2002, Section 3.2.3(b)]',
    ],
  ])('%s: %s', (frame, line) => {
    expect(treeLines(LinkType.ETHERNET, hex(frame))).toContain(line);
  });
});

describe('other link-layer headers in the tree', () => {
  test.each([
    [
      LinkType.ETHERNET,
      `${ADDRESSES} 8100 b064 0800`,
      [
        '802.1Q Virtual LAN, PRI: 5, DEI: 1, ID: 100',
        '  101. .... .... .... = Priority: Voice, < 10ms latency and jitter (5)',
        '  ...1 .... .... .... = DEI: Eligible',
        '  .... 0000 0110 0100 = ID: 100',
        '  Type: IPv4 (0x0800)',
      ],
    ],
    [
      LinkType.ETHERNET,
      `${ADDRESSES} 88a8 b064 0800`,
      [
        'IEEE 802.1ad, ID: 100',
        '  101. .... .... .... = Priority: 5',
        '  ...1 .... .... .... = DEI: 1',
        '  .... 0000 0110 0100 = ID: 100',
        '  Type: IPv4 (0x0800)',
      ],
    ],
    [
      LinkType.LINUX_SLL,
      '0004 0001 0006 020000000001 0000 0800',
      [
        'Linux cooked capture v1',
        '  Packet type: Sent by us (4)',
        '  Link-layer address type: Ethernet (1)',
        '  Link-layer address length: 6',
        '  Source: 02:00:00:00:00:01',
        '  Unused: 0000',
        '  Protocol: IPv4 (0x0800)',
      ],
    ],
    [
      LinkType.LINUX_SLL2,
      '0800 0000 00000014 0001 00 06 020000000001 0000',
      [
        'Linux cooked capture v2',
        '  Protocol: IPv4 (0x0800)',
        '  Interface index: 20',
        '  Link-layer address type: Ethernet (1)',
        '  Packet type: Unicast to us (0)',
        '  Link-layer address length: 6',
        '  Source: 02:00:00:00:00:01',
        '  Unused: 0000',
      ],
    ],
    [LinkType.NULL, '02000000', ['Null/Loopback', '  Family: IP (2)']],
    [LinkType.LOOP, '0000001e', ['Null/Loopback', '  Family: IPv6 (30)']],
    [LinkType.RAW, '', ['Raw packet data']],
    [
      LinkType.PPP,
      'ff03 0021',
      [
        'Point-to-Point Protocol',
        '  Address: 0xff',
        '  Control: 0x03',
        '  Protocol: Internet Protocol version 4 (0x0021)',
      ],
    ],
    [
      LinkType.C_HDLC,
      '0f00 0800',
      ['Cisco HDLC', '  Address: Unicast (0x0f)', '  Control: 0x00', '  Protocol: IP (0x0800)'],
    ],
  ])('link type %i, %s', (linkType, header, lines) => {
    expect(headerLines(linkType, concat(hex(header), hex(IPV4_TCP)), lines[0] ?? '')).toEqual(lines);
  });
});
