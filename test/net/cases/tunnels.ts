import { ipv4, ipv6 } from '../../../fixtures/build/ip.js';
import { concat, hex } from '../../../fixtures/build/octets.js';
import {
  ETHERNET_IPV4,
  IPV4_OFFLOADED,
  IPV4_TCP,
  IPV6_TCP,
  overIpv4,
  overIpv6,
  type Segment,
  type WalkCase,
} from '../../link/walk-case.js';

const RAW = 101;
const OUTER_V4 = { source: '192.0.2.1', destination: '192.0.2.2' };
const OUTER_V6 = { source: '2001:db8:ffff::1', destination: '2001:db8:ffff::2' };
const FRAME = `${ETHERNET_IPV4} ${IPV4_TCP}`;

/** Inside an IPv4 packet of 20 bytes of header. */
function inIpv4(protocol: number, name: string, digits: string, segment?: Segment): WalkCase {
  return { name, linkType: RAW, bytes: ipv4({ ...OUTER_V4, protocol }, hex(digits)), segment };
}

function inIpv6(protocol: number, name: string, digits: string, segment?: Segment): WalkCase {
  return { name, linkType: RAW, bytes: ipv6({ ...OUTER_V6, protocol }, hex(digits)), segment };
}

/** Inside a UDP datagram in an IPv4 packet: 28 bytes of headers. */
function inUdp(port: number, name: string, digits: string, segment?: Segment, sourcePort = 49_152): WalkCase {
  const payload = hex(digits);
  const udp = new Uint8Array(8);
  const view = new DataView(udp.buffer);
  view.setUint16(0, sourcePort);
  view.setUint16(2, port);
  view.setUint16(4, 8 + payload.length);
  return { name, linkType: RAW, bytes: ipv4({ ...OUTER_V4, protocol: 17 }, concat(udp, payload)), segment };
}

export const TUNNEL_CASES: readonly WalkCase[] = [
  inIpv4(4, 'IPv4 in IPv4', IPV4_TCP, overIpv4(40, 64)),
  inIpv4(41, '6in4', IPV6_TCP, overIpv6(60, 84)),
  inIpv6(4, '4in6', IPV4_TCP, overIpv4(60, 84)),
  inIpv6(41, 'IPv6 in IPv6', IPV6_TCP, overIpv6(80, 104)),
  inIpv4(137, 'MPLS in IPv4', `00010140 ${IPV4_TCP}`, overIpv4(44, 68)),
  inIpv6(143, 'Ethernet in IPv6', FRAME, overIpv4(74, 98)),
  inIpv4(97, 'EtherIP', `3000 ${FRAME}`, overIpv4(56, 80)),
  inIpv4(97, 'EtherIP of another version', `2000 ${FRAME}`),

  inIpv4(47, 'GRE', `0000 0800 ${IPV4_TCP}`, overIpv4(44, 68)),
  inIpv6(47, 'GRE in IPv6, with IPv6', `0000 86dd ${IPV6_TCP}`, overIpv6(84, 108)),
  inIpv4(47, 'GRE with checksum', `8000 0800 00000000 ${IPV4_TCP}`, overIpv4(48, 72)),
  inIpv4(47, 'GRE with key', `2000 0800 00000001 ${IPV4_TCP}`, overIpv4(48, 72)),
  inIpv4(47, 'GRE with sequence number', `1000 0800 00000001 ${IPV4_TCP}`, overIpv4(48, 72)),
  inIpv4(47, 'GRE with all of them', `b000 0800 00000000 00000001 00000001 ${IPV4_TCP}`, overIpv4(56, 80)),
  inIpv4(47, 'GRE with source routes', `4000 0800 00000000 0800 0004 c0000203 00000000 ${IPV4_TCP}`, overIpv4(60, 84)),
  inIpv4(47, 'GRE with Ethernet', `0000 6558 ${FRAME}`, overIpv4(58, 82)),
  inIpv4(47, 'GRE with MPLS', `0000 8847 00010140 ${IPV4_TCP}`, overIpv4(48, 72)),
  inIpv4(47, 'GRE keep-alive', '0000 0000'),
  inIpv4(47, 'GRE of another version', `0002 0800 ${IPV4_TCP}`),
  inIpv4(47, 'enhanced GRE', `3001 880b 0030 0001 00000001 ff03 0021 ${IPV4_TCP}`, overIpv4(56, 80)),
  inIpv4(
    47,
    'enhanced GRE with acknowledgement, padded',
    `3081 880b 002d 0001 00000001 00000001 21 ${IPV4_OFFLOADED} ffff`,
    overIpv4(57, 81),
  ),
  inIpv4(47, 'enhanced GRE, acknowledgement only', '2081 880b 0000 0001 00000001'),
  inIpv4(47, 'ERSPAN I', `0000 88be ${FRAME}`, overIpv4(58, 82)),
  inIpv4(47, 'ERSPAN II', `1000 88be 00000001 1001000100000001 ${FRAME}`, overIpv4(70, 94)),
  inIpv4(47, 'ERSPAN III', `1000 22eb 00000001 20010001 00000001 00000000 ${FRAME}`, overIpv4(74, 98)),
  inIpv4(
    47,
    'ERSPAN III with subheader',
    `1000 22eb 00000001 20010001 00000001 00000001 0000000000000000 ${FRAME}`,
    overIpv4(82, 106),
  ),
  inIpv4(47, 'ERSPAN III with IP', `1000 22eb 00000001 20010001 00000001 00000800 ${IPV4_TCP}`, overIpv4(60, 84)),
  inIpv4(47, 'ERSPAN III with another frame type', `1000 22eb 00000001 20010001 00000001 00000400 ${FRAME}`),
  inIpv4(47, 'ERSPAN of another version', `1000 22eb 00000001 30010001 00000001 00000000 ${FRAME}`),
  inIpv4(47, 'GRE with NSH', `0000 894f 0fc60103 00000100 ${'00'.repeat(16)} ${FRAME}`, overIpv4(82, 106)),

  inUdp(4789, 'VXLAN', `08000000 00000100 ${FRAME}`, overIpv4(70, 94)),
  inUdp(8472, 'VXLAN on its old port', `08000000 00000100 ${FRAME}`, overIpv4(70, 94)),
  inUdp(4789, 'VXLAN with group policy', `88000001 00000100 ${FRAME}`, overIpv4(70, 94)),
  inUdp(4789, 'VXLAN without the flag of its identifier', `00000000 00000100 ${FRAME}`),
  inUdp(4790, 'VXLAN-GPE, IPv4', `0c000001 00000100 ${IPV4_TCP}`, overIpv4(56, 80)),
  inUdp(4790, 'VXLAN-GPE, IPv6', `0c000002 00000100 ${IPV6_TCP}`, overIpv6(76, 100)),
  inUdp(4790, 'VXLAN-GPE, Ethernet', `0c000003 00000100 ${FRAME}`, overIpv4(70, 94)),
  inUdp(4790, 'VXLAN-GPE, NSH', `0c000004 00000100 00020201 00000100 ${IPV4_TCP}`, overIpv4(64, 88)),
  inUdp(4790, 'VXLAN-GPE, MPLS', `0c000005 00000100 00010140 ${IPV4_TCP}`, overIpv4(60, 84)),
  inUdp(4790, 'VXLAN-GPE without next protocol', `08000000 00000100 ${FRAME}`, overIpv4(70, 94)),
  inUdp(4790, 'VXLAN-GPE, another protocol', `0c000009 00000100 ${FRAME}`),
  inUdp(4790, 'NSH of impossible length', `0c000004 00000100 00010201 00000100 ${IPV4_TCP}`),
  inUdp(6081, 'Geneve, Ethernet', `00006558 00000100 ${FRAME}`, overIpv4(70, 94)),
  inUdp(6081, 'Geneve with options, IPv4', `02000800 00000100 0102800100000000 ${IPV4_TCP}`, overIpv4(64, 88)),
  inUdp(6081, 'Geneve of another version', `40006558 00000100 ${FRAME}`),
  inUdp(2152, 'GTP-U', `30ff002c 00000001 ${IPV4_TCP}`, overIpv4(56, 80)),
  inUdp(2152, 'GTP-U, IPv6', `30ff0040 00000001 ${IPV6_TCP}`, overIpv6(76, 100)),
  inUdp(2152, 'GTP-U with sequence number', `32ff0030 00000001 00010000 ${IPV4_TCP}`, overIpv4(60, 84)),
  inUdp(
    2152,
    'GTP-U with extension headers',
    `34ff003c 00000001 00000085 01001085 02000000000000 00 ${IPV4_TCP}`,
    overIpv4(72, 96),
  ),
  inUdp(2152, 'GTP-U with an extension header without length', `34ff0034 00000001 00000085 00001000 ${IPV4_TCP}`),
  inUdp(2152, 'GTP-U with a length that ends before IP does', `30ff0028 00000001 ${IPV4_TCP}`, overIpv4(56, 76)),
  inUdp(2152, 'GTP-U echo request', '3201 0004 00000000 00010000'),
  inUdp(2152, 'GTP prime', `20ff002c 00000001 ${IPV4_TCP}`),
  inUdp(4754, 'GRE in UDP', `0000 0800 ${IPV4_TCP}`, overIpv4(52, 76)),
  inUdp(6635, 'MPLS in UDP', `00010140 ${IPV4_TCP}`, overIpv4(52, 76)),
  inUdp(1701, 'L2TP', `0002 0001 0001 ff03 0021 ${IPV4_TCP}`, overIpv4(58, 82)),
  inUdp(49_153, 'L2TP from its port', `0002 0001 0001 ff03 0021 ${IPV4_TCP}`, overIpv4(58, 82), 1701),
  inUdp(
    1701,
    'L2TP with all fields',
    `4a02 003d 0001 0001 00000000 0002 ffff 21 ${IPV4_OFFLOADED} ffff`,
    overIpv4(65, 89),
  ),
  inUdp(1701, 'L2TP control message', 'c802 000c 0001 0000 0000 0000'),
  inUdp(53, 'UDP to another port', FRAME),
  {
    name: 'UDP with a length that ends before IP does',
    linkType: RAW,
    bytes: ipv4(
      { ...OUTER_V4, protocol: 17 },
      hex(`c000 12b5 004a 0000 08000000 00000100 ${ETHERNET_IPV4} ${IPV4_OFFLOADED} ffffffff`),
    ),
    segment: overIpv4(70, 94),
  },
];
