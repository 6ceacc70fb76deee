import { describe, expect, test } from 'vitest';
import { ipv4, ipv6, PROTOCOL_UDP } from '../../fixtures/build/ip.js';
import { concat, hex } from '../../fixtures/build/octets.js';
import { LinkType } from '../../src/link/link-type.js';
import { ipv4FragmentInfo } from '../../src/net/ipv4-description.js';
import { ipv6FragmentInfo } from '../../src/net/ipv6-extension-description.js';
import { headerLines, treeLines } from './tree-lines.js';

const UDP = hex('04d2 10e1 0010 1234 6162636465666768');
const BETWEEN = { source: '10.0.0.1', destination: '10.0.0.2', protocol: PROTOCOL_UDP };
const BETWEEN_6 = { source: '2001:db8::1', destination: '2001:db8::2', protocol: PROTOCOL_UDP };

function ipv4Lines(packet: Uint8Array): string[] {
  return headerLines(LinkType.IPV4, packet, 'Internet Protocol Version 4');
}

/** A packet in which bytes from `at` on were changed. */
function changed(packet: Uint8Array, at: number, digits: string): Uint8Array {
  return concat(packet.subarray(0, at), hex(digits), packet.subarray(at + hex(digits).length));
}

describe('the IPv4 header in the tree', () => {
  test('reads as Wireshark has it', () => {
    expect(ipv4Lines(changed(ipv4({ ...BETWEEN, identification: 1 }, UDP), 1, 'b8'))).toEqual([
      'Internet Protocol Version 4, Src: 10.0.0.1, Dst: 10.0.0.2',
      '  0100 .... = Version: 4',
      '  .... 0101 = Header Length: 20 bytes (5)',
      '  Differentiated Services Field: 0xb8 (DSCP: EF PHB, ECN: Not-ECT)',
      '    1011 10.. = Differentiated Services Codepoint: Expedited Forwarding (46)',
      '    .... ..00 = Explicit Congestion Notification: Not ECN-Capable Transport (0)',
      '  Total Length: 36',
      '  Identification: 0x0001 (1)',
      "  010. .... = Flags: 0x2, Don't fragment",
      '    0... .... = Reserved bit: Not set',
      "    .1.. .... = Don't fragment: Set",
      '    ..0. .... = More fragments: Not set',
      '  ...0 0000 0000 0000 = Fragment Offset: 0',
      '  Time to Live: 64',
      '  Protocol: UDP (17)',
      '  Header Checksum: 0x26c6 [validation disabled]',
      '  [Header checksum status: Unverified]',
      '  Source Address: 10.0.0.1',
      '  Destination Address: 10.0.0.2',
    ]);
  });

  test.each([
    [
      'a total length of 0',
      2,
      '0000',
      '  Total Length: 36 bytes (reported as 0, presumed to be because of "TCP segmentation offload" (TSO))',
    ],
    [
      'a total length beyond the packet',
      2,
      '012c',
      '    [Expert Info (Error/Protocol): IPv4 total length exceeds packet length (36 bytes)]',
    ],
    ['a total length below the header', 2, '000a', '  Total Length: 10 bytes (bogus, less than header length 20)'],
    [
      'a header length below 20',
      0,
      '44',
      '    [Expert Info (Error/Protocol): Bogus IP header length (16, must be at least 20)]',
    ],
    ['another version', 0, '35', '    [Expert Info (Error/Protocol): Bogus IPv4 version]'],
    ['little time to live', 8, '04', '    [Expert Info (Note/Sequence): "Time To Live" only 4]'],
    ['a fragment', 6, '2005', '  ...0 0000 0000 0101 = Fragment Offset: 40'],
  ])('tells of %s', (_, at, digits, line) => {
    expect(ipv4Lines(changed(ipv4(BETWEEN, UDP), at, digits))).toContain(line);
  });

  test.each([
    [
      '01010101',
      [
        '  Options: (4 bytes)',
        '    [Expert Info (Warning/Protocol): 4 NOP in a row - a router may have removed some options]',
      ],
    ],
    ['94040000', ['  Options: (4 bytes), Router Alert', '      Router Alert: Router shall examine packet (0)']],
    ['070b0801020304000000 0000', ['      Recorded Route: 1.2.3.4', '      Empty Route: 0.0.0.0 <- (next)']],
    ['830b0801020304050607 0800', ['  Current Route: 10.0.0.2', '      Destination Address: 5.6.7.8']],
    ['440c050000000001 00000002', ['      .... 0000 = Flag: Time stamps only (0x0)', '      Time stamp: 2']],
    ['07280400', ['    Record Route (option length = 40 bytes says option goes past end of options)']],
    ['ff040102', ['    Unknown (0xff) (4 bytes)']],
  ])('draws the options %s', (options, lines) => {
    expect(ipv4Lines(ipv4({ ...BETWEEN, options: hex(options) }, UDP))).toEqual(expect.arrayContaining(lines));
  });

  test.each(Array.from({ length: 48 }, (_, captured) => captured))('stands %i bytes of a packet', (captured) => {
    const packet = ipv4({ ...BETWEEN, options: hex('830b08010203040506070800') }, UDP);
    expect(() => treeLines(LinkType.IPV4, packet, captured)).not.toThrow();
  });
});

describe('the IPv6 header in the tree', () => {
  test('reads as Wireshark has it', () => {
    const packet = changed(ipv6(BETWEEN_6, UDP), 0, '6b9abcde');
    expect(headerLines(LinkType.IPV6, packet, 'Internet Protocol Version 6')).toEqual([
      'Internet Protocol Version 6, Src: 2001:db8::1, Dst: 2001:db8::2',
      '  0110 .... = Version: 6',
      '  .... 1011 1001 .... .... .... .... .... = Traffic Class: 0xb9 (DSCP: EF PHB, ECN: ECT(1))',
      '    .... 1011 10.. .... .... .... .... .... = Differentiated Services Codepoint: Expedited Forwarding (46)',
      "    .... .... ..01 .... .... .... .... .... = Explicit Congestion Notification: ECN-Capable Transport codepoint '01' (1)",
      '  .... 1010 1011 1100 1101 1110 = Flow Label: 0xabcde',
      '  Payload Length: 16',
      '  Next Header: UDP (17)',
      '  Hop Limit: 64',
      '  Source Address: 2001:db8::1',
      '  Destination Address: 2001:db8::2',
    ]);
  });

  test.each([
    [
      0,
      '1100 0502 0000 0100',
      ['  IPv6 Hop-by-Hop Option', '    [Length: 8 bytes]', '      Router Alert: MLD (0)', '      PadN: <none>'],
    ],
    [60, '1100 0401 0400 0000', ['  Destination Options for IPv6', '      Tunnel Encapsulation Limit: 4', '    Pad1']],
    [
      43,
      '1102 0401 0080 abcd 20010db8000000000000000000000009',
      ['  Routing Header for IPv6 (Segment Routing)', '    Address[0]: 2001:db8::9'],
    ],
    [44, '1100 0028 0000 0007', ['  Fragment Header for IPv6', '    0000 0000 0010 1... = Offset: 5 (40 bytes)']],
  ])('has extension header %i in it', (protocol, header, lines) => {
    const packet = ipv6({ ...BETWEEN_6, protocol }, concat(hex(header), UDP));
    expect(headerLines(LinkType.IPV6, packet, 'Internet Protocol Version 6')).toEqual(expect.arrayContaining(lines));
  });
});

describe('the Info of a fragment', () => {
  test('in IPv4', () => {
    const packet = ipv4({ ...BETWEEN, identification: 0x1234, moreFragments: true, fragmentOffset: 40 }, UDP);
    expect(ipv4FragmentInfo(packet, 0)).toBe('Fragmented IP protocol (proto=UDP 17, off=40, ID=1234)');
  });

  test('in IPv6', () => {
    expect(ipv6FragmentInfo(hex('06000029 0000000a'), 0)).toBe('IPv6 fragment (off=40 more=y ident=0x0000000a nxt=6)');
  });
});
