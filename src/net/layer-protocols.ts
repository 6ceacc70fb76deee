import { EtherType } from '../link/ethertype.js';
import { etherTypeLabel } from '../link/ethertype-labels.js';
import type { HeaderSpan } from '../link/header-span.js';
import { Layer } from '../link/layer.js';
import { isServiceVlan } from '../link/vlan.js';
import { ipProtocolLabel } from './ip-protocol-labels.js';

/** What Wireshark calls a layer. */
export interface LayerProtocol {
  /** In `frame.protocols`; empty where it does not count as a protocol. */
  readonly name: string;
  /** In the Protocol column where the packet leads no further; undefined where the layer before stays there. */
  readonly column: string | undefined;
  /** Its payload is known by an EtherType, which counts as a protocol of its own: `eth:ethertype:ip`. */
  readonly byEtherType?: true;
}

const PROTOCOLS: ReadonlyMap<Layer, LayerProtocol> = new Map<Layer, LayerProtocol>([
  [Layer.TCP, { name: 'tcp', column: 'TCP' }],
  [Layer.IPV4, { name: 'ip', column: 'IPv4' }],
  [Layer.IPV6, { name: 'ipv6', column: 'IPv6' }],
  [Layer.ETHERNET, { name: 'eth', column: 'Ethernet', byEtherType: true }],
  [Layer.UDP, { name: 'udp', column: 'UDP' }],
  [Layer.IPV4_FRAGMENT, { name: '', column: undefined }],
  [Layer.IPV6_FRAGMENT, { name: 'ipv6.fraghdr', column: 'IPv6' }],
  [Layer.IP, { name: 'raw', column: undefined }],
  [Layer.VLAN, { name: 'vlan', column: 'VLAN', byEtherType: true }],
  [Layer.PROVIDER_BACKBONE, { name: 'ieee8021ah', column: '802.1ah', byEtherType: true }],
  [Layer.MPLS, { name: 'mpls', column: 'MPLS' }],
  [Layer.PPPOE, { name: 'pppoes', column: 'PPPoES' }],
  [Layer.PPP, { name: 'ppp', column: 'PPP' }],
  [Layer.LLC, { name: 'llc', column: 'LLC' }],
  [Layer.BSD_NULL, { name: 'null', column: 'N/A' }],
  [Layer.BSD_LOOP, { name: 'null', column: 'N/A' }],
  [Layer.LINUX_SLL, { name: 'sll', column: 'SLL', byEtherType: true }],
  [Layer.LINUX_SLL2, { name: 'sll', column: 'SLL', byEtherType: true }],
  [Layer.PPP_WITH_DIRECTION, { name: '', column: undefined }],
  [Layer.PPP_PPPD, { name: '', column: undefined }],
  [Layer.CISCO_HDLC, { name: 'chdlc', column: 'CHDLC' }],
  [Layer.CISCO_HDLC_WITH_DIRECTION, { name: '', column: undefined }],
  [Layer.FRAME_RELAY, { name: 'fr', column: 'FR' }],
  [Layer.FRAME_RELAY_WITH_DIRECTION, { name: '', column: undefined }],
  [Layer.FDDI, { name: 'fddi', column: 'FDDI' }],
  [Layer.TOKEN_RING, { name: 'tr', column: 'TR' }],
  [Layer.IEEE80211, { name: 'wlan', column: '802.11' }],
  [Layer.PADDED_IEEE80211, { name: 'wlan', column: '802.11' }],
  [Layer.AMSDU_SUBFRAME, { name: 'wlan_aggregate', column: '802.11' }],
  [Layer.RADIOTAP, { name: 'radiotap:wlan_radio', column: '802.11' }],
  [Layer.PRISM, { name: 'prism:wlan_radio', column: '802.11' }],
  [Layer.AVS, { name: 'wlancap:wlan_radio', column: '802.11' }],
  [Layer.PPI, { name: 'ppi', column: 'PPI' }],
  [Layer.NFLOG, { name: 'nflog', column: 'NFLOG' }],
  [Layer.PFLOG, { name: 'pflog', column: 'PFLOG' }],
  [Layer.PKTAP, { name: 'pktap:pcap_pktdata', column: 'PKTAP' }],
  [Layer.IPNET, { name: 'ipnet', column: 'IPNET' }],
  [Layer.OPENBSD_ENC, { name: 'enc', column: 'ENC' }],
  [Layer.IPOIB, { name: 'ipoib', column: 'IPoIB' }],
  [Layer.JUNIPER, { name: 'juniper', column: 'Juniper' }],
  [Layer.DSA, { name: 'dsa', column: 'DSA' }],
  [Layer.EDSA, { name: 'edsa', column: 'EDSA' }],
  [Layer.BROADCOM_TAG_PREPENDED, { name: 'brdcm_tag', column: undefined }],
  [Layer.IPV6_ROUTING, { name: 'ipv6.routing', column: 'IPv6' }],
  [Layer.AUTHENTICATION_HEADER, { name: 'ah', column: 'AH' }],
  [Layer.GRE, { name: 'gre', column: 'GRE' }],
  [Layer.ERSPAN, { name: 'erspan', column: 'ERSPAN' }],
  [Layer.VXLAN, { name: 'vxlan', column: 'VXLAN' }],
  [Layer.VXLAN_GPE, { name: 'vxlan', column: 'VXLAN' }],
  [Layer.GENEVE, { name: 'geneve', column: 'GENEVE' }],
  [Layer.GTP_U, { name: 'gtp', column: 'GTP' }],
  [Layer.NETWORK_SERVICE_HEADER, { name: 'nsh', column: 'NSH' }],
  [Layer.ETHER_IP, { name: 'etherip', column: 'ETHERIP' }],
  [Layer.L2TP, { name: 'l2tp', column: 'L2TP' }],
  [Layer.ICMP, { name: 'icmp', column: 'ICMP' }],
  [Layer.ICMPV6, { name: 'icmpv6', column: 'ICMPv6' }],
]);

const UNKNOWN: LayerProtocol = { name: '', column: undefined };
const SERVICE_VLAN: LayerProtocol = { name: 'ieee8021ad', column: 'ieee8021ad', byEtherType: true };
const HOP_BY_HOP_OPTIONS: LayerProtocol = { name: 'ipv6.hopopts', column: 'IPv6' };
const DESTINATION_OPTIONS: LayerProtocol = { name: 'ipv6.dstopts', column: 'IPv6' };

/** What Wireshark calls the protocol of this header. */
export function protocolOfHeader(header: HeaderSpan): LayerProtocol {
  switch (header.layer) {
    case Layer.VLAN:
      return isServiceVlan(header) ? SERVICE_VLAN : (PROTOCOLS.get(Layer.VLAN) ?? UNKNOWN);
    // The addresses behind an 802.1ah tag belong to that.
    case Layer.ETHERNET:
      return header.before === Layer.PROVIDER_BACKBONE ? UNKNOWN : (PROTOCOLS.get(Layer.ETHERNET) ?? UNKNOWN);
    case Layer.IP:
      return header.before === Layer.NONE ? (PROTOCOLS.get(Layer.IP) ?? UNKNOWN) : UNKNOWN;
    // Only right behind the IPv6 header there can be hop-by-hop options (RFC 8200, section 4.1).
    case Layer.IPV6_EXTENSION:
      return header.before === Layer.IPV6 && header.bytes[header.start - 34] === 0
        ? HOP_BY_HOP_OPTIONS
        : DESTINATION_OPTIONS;
    default:
      return PROTOCOLS.get(header.layer) ?? UNKNOWN;
  }
}

/** What the columns say of a payload that no one decodes. */
export interface UndecodedPayload {
  readonly protocol: string;
  readonly info: string;
}

/** Of a payload that is known by its EtherType: `0x88b5`, `Local Experimental Ethertype 1`. */
export function undecodedEtherType(etherType: number): UndecodedPayload {
  const number = `0x${etherType.toString(16).padStart(4, '0')}`;
  return { protocol: number, info: etherTypeLabel(etherType) ?? 'Ethernet II' };
}

/** Of a payload that is known by its IP protocol: `IPv4`, `Unassigned (200)`. */
export function undecodedIpProtocol(version: 4 | 6, protocol: number): UndecodedPayload {
  return { protocol: `IPv${version}`, info: `${ipProtocolLabel(protocol) ?? 'Unknown'} (${protocol})` };
}

/** Whether a payload of this EtherType is drawn by describeArp. */
export function isArp(etherType: number): boolean {
  return etherType === EtherType.ARP || etherType === EtherType.RARP;
}
