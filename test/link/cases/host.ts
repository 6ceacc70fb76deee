import { hex } from '../../../fixtures/build/octets.js';
import { ETHERNET_IPV4, IPV4_TCP, IPV6_TCP, overIpv4, overIpv6, type Segment, type WalkCase } from '../walk-case.js';

function link(linkType: number, name: string, digits: string, segment?: Segment): WalkCase {
  return { name, linkType, bytes: hex(digits), segment };
}

function zeros(length: number): string {
  return '00'.repeat(length);
}

const IPV6_FAMILIES = [10, 24, 28, 30];

/** What hosts write when they capture on loopback, tunnel and pseudo-interfaces. */
export const HOST_CASES: readonly WalkCase[] = [
  link(0, 'NULL, little-endian', `02000000 ${IPV4_TCP}`, overIpv4(24, 48)),
  link(0, 'NULL, big-endian', `00000002 ${IPV4_TCP}`, overIpv4(24, 48)),
  link(0, 'NULL, OSI', `07000000 ${IPV4_TCP}`),
  link(0, 'NULL, IPX', `17000000 ${IPV6_TCP}`),
  link(108, 'LOOP', `00000002 ${IPV4_TCP}`, overIpv4(24, 48)),
  link(108, 'LOOP, which is never little-endian', `02000000 ${IPV4_TCP}`),
  ...IPV6_FAMILIES.flatMap((family) => {
    const byte = family.toString(16).padStart(2, '0');
    return [
      link(0, `NULL, AF_INET6 ${family}, little-endian`, `${byte}000000 ${IPV6_TCP}`, overIpv6(44, 68)),
      link(0, `NULL, AF_INET6 ${family}, big-endian`, `000000${byte} ${IPV6_TCP}`, overIpv6(44, 68)),
      link(108, `LOOP, AF_INET6 ${family}`, `000000${byte} ${IPV6_TCP}`, overIpv6(44, 68)),
    ];
  }),

  ...[12, 14, 101].flatMap((linkType) => [
    link(linkType, `RAW ${linkType}, IPv4`, IPV4_TCP, overIpv4(20, 44)),
    link(linkType, `RAW ${linkType}, IPv6`, IPV6_TCP, overIpv6(40, 64)),
    link(linkType, `RAW ${linkType}, neither`, IPV4_TCP.replace('45', '55')),
    link(linkType, `RAW ${linkType}, nothing`, ''),
  ]),
  link(228, 'IPV4', IPV4_TCP, overIpv4(20, 44)),
  link(228, 'IPV4, but it is IPv6', IPV6_TCP),
  link(229, 'IPV6', IPV6_TCP, overIpv6(40, 64)),
  link(229, 'IPV6, but it is IPv4', IPV4_TCP),
  link(109, 'OpenBSD enc', `02000000 00000001 00000000 ${IPV4_TCP}`, overIpv4(32, 56)),
  link(117, 'PFLOG', `3d020000 ${zeros(60)} ${IPV4_TCP}`, overIpv4(84, 108)),
  link(117, 'PFLOG, IPv6, a header of a multiple of four', `401c0000 ${zeros(60)} ${IPV6_TCP}`, overIpv6(104, 128)),
  link(117, 'PFLOG without a length', `00020000 ${zeros(60)} ${IPV4_TCP}`),
  link(226, 'Solaris IPNET', `02020000 0000002c ${zeros(16)} ${IPV4_TCP}`, overIpv4(44, 68)),

  link(113, 'SLL', `0000 0001 0006 0200000000010000 0800 ${IPV4_TCP}`, overIpv4(36, 60)),
  link(113, 'SLL, IPv6 on loopback', `0000 0304 0006 0000000000000000 86dd ${IPV6_TCP}`, overIpv6(56, 80)),
  link(113, 'SLL, VLAN', `0000 0001 0006 0200000000010000 8100 0064 0800 ${IPV4_TCP}`, overIpv4(40, 64)),
  link(113, 'SLL, LLC', `0000 0001 0006 0200000000010000 0004 aaaa03 000000 0800 ${IPV4_TCP}`, overIpv4(44, 68)),
  link(
    113,
    'SLL, a whole frame',
    `0000 0001 0006 0200000000010000 0003 ${ETHERNET_IPV4} ${IPV4_TCP}`,
    overIpv4(50, 74),
  ),
  link(113, 'SLL, PPP', `0000 0200 0000 0000000000000000 0007 ff03 0021 ${IPV4_TCP}`, overIpv4(40, 64)),
  link(113, 'SLL, netlink', `0004 0338 0000 0000000000000000 0800 ${IPV4_TCP}`),
  link(113, 'SLL, CAN', `0001 0118 0000 0000000000000000 000c ${IPV4_TCP}`),
  link(276, 'SLL2', `0800 0000 00000002 0001 00 06 0200000000010000 ${IPV4_TCP}`, overIpv4(40, 64)),
  link(276, 'SLL2, IPv6', `86dd 0000 00000001 0304 00 06 0000000000000000 ${IPV6_TCP}`, overIpv6(60, 84)),
  link(276, 'SLL2, netlink', `0800 0000 00000002 0338 00 06 0200000000010000 ${IPV4_TCP}`),

  link(239, 'NFLOG, little-endian', `02000000 08000100 08000000 30000900 ${IPV4_TCP}`, overIpv4(36, 60)),
  link(239, 'NFLOG, big-endian', `02000000 00080001 08000000 00300009 ${IPV4_TCP}`, overIpv4(36, 60)),
  link(239, 'NFLOG, a padded attribute before', `0a000000 05000a00 41000000 44000900 ${IPV6_TCP}`, overIpv6(56, 80)),
  link(239, 'NFLOG, attributes behind', `02000000 30000900 ${IPV4_TCP} 08000100 08000000`, overIpv4(28, 52)),
  link(239, 'NFLOG without a packet', '02000000 08000100 08000000'),
  link(239, 'NFLOG, an attribute without length', `02000000 00000100 08000000 30000900 ${IPV4_TCP}`),
  link(
    258,
    'PKTAP, Ethernet',
    `6c000000 01000000 01000000 ${zeros(96)} ${ETHERNET_IPV4} ${IPV4_TCP}`,
    overIpv4(142, 166),
  ),
  link(258, 'PKTAP, raw IP', `6c000000 01000000 0c000000 ${zeros(96)} ${IPV6_TCP}`, overIpv6(148, 172)),
  link(258, 'PKTAP of impossible length', `04000000 01000000 0c000000 ${IPV4_TCP}`),
];
