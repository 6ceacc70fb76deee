import { hex } from '../../../fixtures/build/octets.js';
import { ETHERNET_IPV4, IPV4_TCP, IPV6_TCP, overIpv4, overIpv6, type Segment, type WalkCase } from '../walk-case.js';

function link(linkType: number, name: string, digits: string, segment?: Segment): WalkCase {
  return { name, linkType, bytes: hex(digits), segment };
}

const SNAP = 'aaaa03 000000';
const ADDRESSES = '020000000002 020000000001';

export const OTHER_LINK_CASES: readonly WalkCase[] = [
  link(10, 'FDDI', `50 ${ADDRESSES} ${SNAP} 0800 ${IPV4_TCP}`, overIpv4(41, 65)),
  link(6, 'Token Ring', `1040 ${ADDRESSES} ${SNAP} 0800 ${IPV4_TCP}`, overIpv4(42, 66)),
  link(
    6,
    'Token Ring with source routing',
    `1040 020000000002 820000000001 0630 0011 0020 ${SNAP} 0800 ${IPV4_TCP}`,
    overIpv4(48, 72),
  ),
  link(242, 'IP over InfiniBand', `${'00'.repeat(40)} 0800 0000 ${IPV4_TCP}`, overIpv4(64, 88)),
  link(242, 'IP over InfiniBand, IPv6', `${'00'.repeat(40)} 86dd 0000 ${IPV6_TCP}`, overIpv6(84, 108)),

  link(178, 'Juniper Ethernet', `4d4743 01 ${ETHERNET_IPV4} ${IPV4_TCP}`, overIpv4(38, 62)),
  link(
    178,
    'Juniper Ethernet with extensions',
    `4d4743 81 0006 010200000000 ${ETHERNET_IPV4} ${IPV4_TCP}`,
    overIpv4(46, 70),
  ),
  link(178, 'Juniper without a link layer', `4d4743 02 02000000 ${IPV4_TCP}`, overIpv4(28, 52)),
  link(178, 'Juniper with another magic number', `4d4744 01 ${ETHERNET_IPV4} ${IPV4_TCP}`),
  link(179, 'Juniper PPP', `4d4743 01 ff03 0021 ${IPV4_TCP}`, overIpv4(28, 52)),
  link(180, 'Juniper Frame Relay', `4d4743 01 1841 03cc ${IPV4_TCP}`, overIpv4(28, 52)),
  link(181, 'Juniper Cisco HDLC', `4d4743 01 0f00 0800 ${IPV4_TCP}`, overIpv4(28, 52)),

  link(281, 'Broadcom tag', `${ADDRESSES} 20000001 0800 ${IPV4_TCP}`, overIpv4(38, 62)),
  link(282, 'Broadcom tag before the frame', `20000001 ${ETHERNET_IPV4} ${IPV4_TCP}`, overIpv4(38, 62)),
  link(284, 'DSA tag', `${ADDRESSES} c0100539 0800 ${IPV4_TCP}`, overIpv4(38, 62)),
  link(285, 'EtherType DSA tag', `${ADDRESSES} dada0000 c0100539 0800 ${IPV4_TCP}`, overIpv4(42, 66)),
  link(147, 'a link type that is not decoded', `${ETHERNET_IPV4} ${IPV4_TCP}`),
];
