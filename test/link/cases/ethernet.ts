import { hex } from '../../../fixtures/build/octets.js';
import { ETHERNET_IPV4, IPV4_TCP, IPV6_TCP, overIpv4, overIpv6, type Segment, type WalkCase } from '../walk-case.js';

const ADDRESSES = '020000000002 020000000001';
const SNAP = 'aaaa03 000000';

function ethernet(name: string, digits: string, segment?: Segment, fcsLength = 0): WalkCase {
  return { name: `Ethernet, ${name}`, linkType: 1, bytes: hex(ADDRESSES + digits), segment, fcsLength };
}

export const ETHERNET_CASES: readonly WalkCase[] = [
  ethernet('IPv4', `0800 ${IPV4_TCP}`, overIpv4(34, 58)),
  ethernet('IPv6', `86dd ${IPV6_TCP}`, overIpv6(54, 78)),
  ethernet('padded to the minimum', `0800 ${IPV4_TCP} 0000`, overIpv4(34, 58)),
  ethernet('with an FCS behind the padding', `0800 ${IPV4_TCP} 0000 fcfcfcfc`, overIpv4(34, 58), 4),
  ethernet('ARP', '0806 0001080006040001 020000000001 0a000001 000000000000 0a000002'),
  ethernet('a reserved value between length and EtherType', `05ff ${IPV4_TCP}`),

  ethernet('802.3 with SNAP', `0034 ${SNAP} 0800 ${IPV4_TCP}`, overIpv4(42, 66)),
  ethernet('802.3 with SNAP, padded', `0034 ${SNAP} 0800 ${IPV4_TCP} ffffffff`, overIpv4(42, 66)),
  ethernet('802.3 with a length that ends before IP does', `0030 ${SNAP} 0800 ${IPV4_TCP}`, overIpv4(42, 62)),
  ethernet('802.3 with a bridge-tunnel SNAP', `0034 aaaa03 0000f8 0800 ${IPV4_TCP}`, overIpv4(42, 66)),
  ethernet('802.3 with a SNAP of another organisation', `0034 aaaa03 00000c 0800 ${IPV4_TCP}`),
  ethernet('802.3 with IP behind LLC', `002f 060603 ${IPV4_TCP}`, overIpv4(37, 61)),
  ethernet('802.3 with an ISO protocol identifier', `0030 fefe03 cc ${IPV4_TCP}`, overIpv4(38, 62)),
  ethernet('802.3 with a spanning tree BPDU', '0026 424203 0000000000 8000020000000001'),
  ethernet('802.3 with an LLC frame that is no UI', `0034 aaaa7f 000000 0800 ${IPV4_TCP}`),

  ethernet('802.1Q', `8100 0064 0800 ${IPV4_TCP}`, overIpv4(38, 62)),
  ethernet('802.1Q, IPv6', `8100 0064 86dd ${IPV6_TCP}`, overIpv6(58, 82)),
  ethernet('802.1Q with SNAP', `8100 0064 0034 ${SNAP} 0800 ${IPV4_TCP} ffff`, overIpv4(46, 70)),
  ethernet('QinQ of 802.1ad', `88a8 0190 8100 0191 0800 ${IPV4_TCP}`, overIpv4(42, 66)),
  ethernet('QinQ with 0x9100', `9100 0190 8100 0191 0800 ${IPV4_TCP}`, overIpv4(42, 66)),
  ethernet('QinQ with 0x9200', `9200 0190 8100 0191 0800 ${IPV4_TCP}`, overIpv4(42, 66)),
  ethernet('802.1ah', `88a8 0001 88e7 00000001 ${ETHERNET_IPV4} ${IPV4_TCP}`, overIpv4(56, 80)),

  ethernet('MPLS', `8847 00010140 ${IPV4_TCP}`, overIpv4(38, 62)),
  ethernet('MPLS multicast, two labels, IPv6', `8848 00010040 00011140 ${IPV6_TCP}`, overIpv6(62, 86)),
  ethernet(
    'MPLS pseudowire with control word',
    `8847 00010140 00000000 ${ETHERNET_IPV4} ${IPV4_TCP}`,
    overIpv4(56, 80),
  ),
  ethernet(
    'MPLS pseudowire without control word',
    `8847 00010140 720000000002 020000000001 0800 ${IPV4_TCP}`,
    overIpv4(52, 76),
  ),
  ethernet(
    'MPLS pseudowire without control word, to an address that looks like one',
    `8847 00010140 ${ETHERNET_IPV4} ${IPV4_TCP}`,
    overIpv4(52, 76),
  ),
  ethernet('MPLS pseudowire channel', `8847 00010140 10000021 ${IPV4_TCP}`),

  ethernet('PPPoE session', `8864 1100 0001 002e 0021 ${IPV4_TCP}`, overIpv4(42, 66)),
  ethernet('PPPoE session, IPv6, padded', `8864 1100 0001 0042 0057 ${IPV6_TCP} ffff`, overIpv6(62, 86)),
  ethernet('PPPoE with a length that ends before IP does', `8864 1100 0001 002a 0021 ${IPV4_TCP}`, overIpv4(42, 62)),
  ethernet('PPPoE that is no session data', `8864 11a7 0001 002e 0021 ${IPV4_TCP}`),
  ethernet('PPPoE discovery', `8863 1109 0000 002e 0021 ${IPV4_TCP}`),
];
