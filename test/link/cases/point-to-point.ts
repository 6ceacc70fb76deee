import { hex } from '../../../fixtures/build/octets.js';
import {
  ETHERNET_IPV4,
  IPV4_OFFLOADED,
  IPV4_TCP,
  IPV6_TCP,
  overIpv4,
  overIpv6,
  type Segment,
  type WalkCase,
} from '../walk-case.js';

function link(linkType: number, name: string, digits: string, segment?: Segment): WalkCase {
  return { name, linkType, bytes: hex(digits), segment };
}

export const POINT_TO_POINT_CASES: readonly WalkCase[] = [
  link(9, 'PPP', `0021 ${IPV4_TCP}`, overIpv4(22, 46)),
  link(9, 'PPP, IPv6', `0057 ${IPV6_TCP}`, overIpv6(42, 66)),
  link(9, 'PPP with address and control', `ff03 0021 ${IPV4_TCP}`, overIpv4(24, 48)),
  link(9, 'PPP with a compressed protocol field', `21 ${IPV4_TCP}`, overIpv4(21, 45)),
  link(9, 'PPP with address, control and a compressed protocol field', `ff03 57 ${IPV6_TCP}`, overIpv6(43, 67)),
  link(9, 'PPP, MPLS', `0281 00010140 ${IPV4_TCP}`, overIpv4(26, 50)),
  link(9, 'PPP, a bridged frame', `0031 0001 ${ETHERNET_IPV4} ${IPV4_TCP}`, overIpv4(38, 62)),
  link(9, 'PPP, a bridged frame of another MAC type', `0031 0002 ${ETHERNET_IPV4} ${IPV4_TCP}`),
  link(9, 'PPP, LCP', 'c021 01010008 01040514'),
  link(50, 'PPP in HDLC-like framing', `ff03 0021 ${IPV4_TCP}`, overIpv4(24, 48)),
  link(50, 'Cisco HDLC where PPP is announced', `0f00 0800 ${IPV4_TCP}`, overIpv4(24, 48)),
  link(50, 'Cisco HDLC multicast where PPP is announced', `8f00 86dd ${IPV6_TCP}`, overIpv6(44, 68)),
  link(51, 'PPPoE without Ethernet', `1100 0001 002e 0021 ${IPV4_TCP} ffff`, overIpv4(28, 52)),
  link(166, 'PPP from pppd', `0103 0021 ${IPV4_TCP}`, overIpv4(24, 48)),
  link(204, 'PPP with direction', `01 ff03 0021 ${IPV4_TCP}`, overIpv4(25, 49)),

  link(104, 'Cisco HDLC', `0f00 0800 ${IPV4_TCP}`, overIpv4(24, 48)),
  link(104, 'Cisco HDLC, IPv6', `0f00 86dd ${IPV6_TCP}`, overIpv6(44, 68)),
  link(104, 'Cisco HDLC, SLARP', '8f00 8035 00000002 00000000 00000000 ffff'),
  link(205, 'Cisco HDLC with direction', `00 0f00 0800 ${IPV4_TCP}`, overIpv4(25, 49)),

  link(107, 'Frame Relay', `1841 03cc ${IPV4_TCP}`, overIpv4(24, 48)),
  link(107, 'Frame Relay, IPv6', `1841 038e ${IPV6_TCP}`, overIpv6(44, 68)),
  link(107, 'Frame Relay with an address of four bytes', `18400041 03cc ${IPV4_TCP}`, overIpv4(26, 50)),
  link(107, 'Frame Relay with SNAP', `1841 0300 80 000000 0800 ${IPV4_TCP}`, overIpv4(30, 54)),
  link(107, 'Frame Relay, bridged', `1841 0300 80 0080c2 0007 ${ETHERNET_IPV4} ${IPV4_TCP}`, overIpv4(44, 68)),
  link(107, 'Frame Relay as Cisco has it', `1841 0800 ${IPV4_TCP}`, overIpv4(24, 48)),
  link(107, 'Frame Relay, neither RFC 2427 nor an EtherType', `1841 0308 ${IPV4_TCP}`),
  link(206, 'Frame Relay with direction', `00 1841 03cc ${IPV4_TCP}`, overIpv4(25, 49)),

  link(100, 'ATM with SNAP', `aaaa03 000000 0800 ${IPV4_TCP}`, overIpv4(28, 52)),
  link(100, 'ATM, bridged', `aaaa03 0080c2 0007 0000 ${ETHERNET_IPV4} ${IPV4_OFFLOADED} fcfcfcfc`, overIpv4(44, 72)),
  link(
    100,
    'ATM, bridged with FCS',
    `aaaa03 0080c2 0001 0000 ${ETHERNET_IPV4} ${IPV4_OFFLOADED} fcfcfcfc`,
    overIpv4(44, 68),
  ),
  link(100, 'ATM, bridged 802.5', `aaaa03 0080c2 0009 0000 ${ETHERNET_IPV4} ${IPV4_TCP}`),
  link(219, 'MPLS without Ethernet', `00010140 ${IPV4_TCP}`, overIpv4(24, 48)),
];
