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

const THREE_ADDRESSES = '020000000001 020000000002 020000000003';
const SNAP = 'aaaa03 000000';
/** An 802.11 data frame from the distribution system, up to its payload: 32 bytes. */
const DATA = `0802 0000 ${THREE_ADDRESSES} 1000 ${SNAP} 0800`;
const SUBFRAME = `020000000001 020000000002 0034 ${SNAP} 0800 ${IPV4_TCP}`;
const FCS = 'fcfcfcfc';

function zeros(length: number): string {
  return '00'.repeat(length);
}

export const WIRELESS_CASES: readonly WalkCase[] = [
  link(
    105,
    '802.11 to the access point',
    `0801 0000 ${THREE_ADDRESSES} 1000 ${SNAP} 0800 ${IPV4_TCP}`,
    overIpv4(52, 76),
  ),
  link(105, '802.11 from the access point', `${DATA} ${IPV4_TCP}`, overIpv4(52, 76)),
  link(105, '802.11, IPv6', `0802 0000 ${THREE_ADDRESSES} 1000 ${SNAP} 86dd ${IPV6_TCP}`, overIpv6(72, 96)),
  link(
    105,
    '802.11 with four addresses',
    `0803 0000 ${THREE_ADDRESSES} 1000 020000000004 ${SNAP} 0800 ${IPV4_TCP}`,
    overIpv4(58, 82),
  ),
  link(105, '802.11 QoS', `8802 0000 ${THREE_ADDRESSES} 1000 0000 ${SNAP} 0800 ${IPV4_TCP}`, overIpv4(54, 78)),
  link(
    105,
    '802.11 QoS with HT control',
    `8882 0000 ${THREE_ADDRESSES} 1000 0000 00000000 ${SNAP} 0800 ${IPV4_TCP}`,
    overIpv4(58, 82),
  ),
  link(
    105,
    '802.11 QoS with an A-MSDU',
    `8802 0000 ${THREE_ADDRESSES} 1000 8000 ${SUBFRAME} ${SUBFRAME}`,
    overIpv4(68, 92),
  ),
  link(
    105,
    '802.11 A-MSDU whose second subframe is the first with TCP',
    `8802 0000 ${THREE_ADDRESSES} 1000 8000 020000000001 020000000002 0009 ${SNAP} 0806 00 00 ${SUBFRAME}`,
    overIpv4(92, 116),
  ),
  link(
    105,
    '802.11 A-MSDU with a length that ends the first subframe',
    `8802 0000 ${THREE_ADDRESSES} 1000 8000 ${SUBFRAME.replace('4500002c', '45000000')} 0000 ${SUBFRAME}`,
    overIpv4(68, 92),
  ),
  link(105, '802.11, encrypted', `0842 0000 ${THREE_ADDRESSES} 1000 ${SNAP} 0800 ${IPV4_TCP}`),
  link(105, '802.11, a later fragment', `0802 0000 ${THREE_ADDRESSES} 1100 ${SNAP} 0800 ${IPV4_TCP}`),
  link(105, '802.11 null data', `4802 0000 ${THREE_ADDRESSES} 1000 ${SNAP} 0800 ${IPV4_TCP}`),
  link(105, '802.11 beacon', `8000 0000 ${THREE_ADDRESSES} 1000 ${SNAP} 0800 ${IPV4_TCP}`),
  link(105, '802.11 acknowledgement', 'd400 0000 020000000001'),

  link(127, 'radiotap', `00000800 00000000 ${DATA} ${IPV4_TCP}`, overIpv4(60, 84)),
  link(127, 'radiotap, no FCS', `00000900 02000000 00 ${DATA} ${IPV4_OFFLOADED}`, overIpv4(61, 85)),
  link(127, 'radiotap, FCS', `00000900 02000000 10 ${DATA} ${IPV4_OFFLOADED} ${FCS}`, overIpv4(61, 85)),
  link(
    127,
    'radiotap, FCS told behind a time',
    `00001100 03000000 ${zeros(8)} 10 ${DATA} ${IPV4_OFFLOADED} ${FCS}`,
    overIpv4(69, 93),
  ),
  link(
    127,
    'radiotap, FCS told behind more presence words',
    `00000d00 02000080 00000000 10 ${DATA} ${IPV4_OFFLOADED} ${FCS}`,
    overIpv4(65, 89),
  ),
  link(
    127,
    'radiotap, FCS told behind more presence words and an aligned time',
    `00001900 03000080 00000000 00000000 ${zeros(8)} 10 ${DATA} ${IPV4_OFFLOADED} ${FCS}`,
    overIpv4(77, 101),
  ),
  link(
    127,
    'radiotap, padded MAC header',
    `00000900 02000000 20 8802 0000 ${THREE_ADDRESSES} 1000 0000 0000 ${SNAP} 0800 ${IPV4_TCP}`,
    overIpv4(65, 89),
  ),
  {
    ...link(127, 'radiotap, FCS told twice', `00000900 02000000 10 ${DATA} ${IPV4_OFFLOADED} ${FCS}`, overIpv4(61, 85)),
    fcsLength: 4,
  },
  link(127, 'radiotap of another version', `01000800 00000000 ${DATA} ${IPV4_TCP}`),
  link(127, 'radiotap of impossible length', `00000400 ${DATA} ${IPV4_TCP}`),
  link(
    127,
    'radiotap without room for the flags it announces',
    `00000800 02000000 1802 0000 ${THREE_ADDRESSES} 1000 ${SNAP} 0800 ${IPV4_OFFLOADED}`,
    overIpv4(60, 84),
  ),

  link(119, 'Prism, little-endian', `44000000 90000000 ${zeros(136)} ${DATA} ${IPV4_TCP}`, overIpv4(196, 220)),
  link(119, 'Prism, big-endian', `00000044 00000090 ${zeros(136)} ${DATA} ${IPV4_TCP}`, overIpv4(196, 220)),
  link(119, 'Prism, but it is AVS', `80211001 00000040 ${zeros(56)} ${DATA} ${IPV4_TCP}`, overIpv4(116, 140)),
  link(119, 'Prism of impossible length', `44000000 04000000 ${DATA} ${IPV4_TCP}`),
  link(163, 'AVS', `80211001 00000040 ${zeros(56)} ${DATA} ${IPV4_TCP}`, overIpv4(116, 140)),
  link(192, 'PPI, 802.11', `00000800 69000000 ${DATA} ${IPV4_TCP}`, overIpv4(60, 84)),
  link(
    192,
    'PPI, 802.11 with FCS',
    `00002000 69000000 02001400 ${zeros(8)} 0100 ${zeros(10)} ${DATA} ${IPV4_OFFLOADED} ${FCS}`,
    overIpv4(84, 108),
  ),
  link(
    192,
    'PPI, 802.11 without FCS',
    `00002000 69000000 02001400 ${zeros(8)} 0000 ${zeros(10)} ${DATA} ${IPV4_OFFLOADED}`,
    overIpv4(84, 108),
  ),
  link(192, 'PPI, Ethernet', `00000800 01000000 ${ETHERNET_IPV4} ${IPV4_TCP}`, overIpv4(42, 66)),
  link(192, 'PPI, a link type that is not decoded', `00000800 93000000 ${ETHERNET_IPV4} ${IPV4_TCP}`),
];
