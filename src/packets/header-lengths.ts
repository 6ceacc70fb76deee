import { uint8, uint16 } from '../byte-order.js';
import type { HeaderSpan } from '../link/header-span.js';
import { Layer } from '../link/layer.js';
import { headerLength as ipv4HeaderLength } from '../net/ipv4.js';
import { headerLength as tcpHeaderLength } from '../tcp/header.js';
import { ipv4Bogus } from './bogus-header.js';

/** A protocol, and how many bytes its header must have. */
export interface HeaderClaim {
  /** What Wireshark calls the protocol for short. */
  readonly protocol: string;
  /** Length that every such header has at least, in bytes. */
  readonly least: number;
  /** Length that the header itself says, where its first `least` bytes are there. */
  readonly own?: (bytes: Uint8Array, at: number) => number;
}

const SLL: HeaderClaim = { protocol: 'SLL', least: 16 };
const ICMP_LENGTH = 8;

/** Lengths of the headers whose end Wireshark does not pass over in silence. */
const CLAIMS: ReadonlyMap<Layer, HeaderClaim> = new Map<Layer, HeaderClaim>([
  [Layer.ETHERNET, { protocol: 'Ethernet', least: 14 }],
  [Layer.VLAN, { protocol: 'VLAN', least: 4 }],
  [Layer.MPLS, { protocol: 'MPLS', least: 4 }],
  [Layer.PPPOE, { protocol: 'PPPoES', least: 6 }],
  [Layer.LLC, { protocol: 'LLC', least: 3, own: (bytes, at) => (uint16(bytes, at) === SNAP ? SNAP_LENGTH : 3) }],
  [Layer.BSD_NULL, { protocol: 'Null', least: 4 }],
  [Layer.BSD_LOOP, { protocol: 'Null', least: 4 }],
  [Layer.LINUX_SLL, SLL],
  [Layer.LINUX_SLL2, { ...SLL, least: 20 }],
  [Layer.CISCO_HDLC, { protocol: 'CHDLC', least: 4 }],
  [Layer.IPV4, { protocol: 'IPv4', least: 20, own: ipv4Length }],
  [Layer.IPV6, { protocol: 'IPv6', least: 40 }],
  [Layer.IPV6_EXTENSION, { protocol: 'IPv6 Destination', least: 2, own: ipv6ExtensionLength }],
  [Layer.IPV6_ROUTING, { protocol: 'IPv6 Routing', least: 2, own: ipv6ExtensionLength }],
  [Layer.IPV6_FRAGMENT, { protocol: 'IPv6 Fragment', least: 8 }],
  [Layer.AUTHENTICATION_HEADER, { protocol: 'AH', least: 12, own: (bytes, at) => (uint8(bytes, at + 1) + 2) * 4 }],
  [Layer.ICMP, { protocol: 'ICMP', least: ICMP_LENGTH }],
  [Layer.ICMPV6, { protocol: 'ICMPv6', least: ICMP_LENGTH }],
  [Layer.UDP, { protocol: 'UDP', least: 8 }],
  [Layer.TCP, { protocol: 'TCP', least: 20, own: tcpHeaderLength }],
  [Layer.GRE, { protocol: 'GRE', least: 4, own: greLength }],
  [Layer.VXLAN, { protocol: 'VXLAN', least: 8 }],
  [Layer.VXLAN_GPE, { protocol: 'VXLAN', least: 8 }],
  [Layer.GENEVE, { protocol: 'Geneve', least: 8, own: (bytes, at) => 8 + (uint8(bytes, at) & 0x3f) * 4 }],
  [Layer.GTP_U, { protocol: 'GTP', least: 8, own: (bytes, at) => ((uint8(bytes, at) & 0x07) === 0 ? 8 : 12) }],
]);

/** DSAP and SSAP that a SNAP header stands behind (IEEE 802, section 10.3), and its length with these. */
const SNAP = 0xaaaa;
const SNAP_LENGTH = 8;

const HOP_BY_HOP: HeaderClaim = { protocol: 'IPv6 Hop-by-Hop', least: 2, own: ipv6ExtensionLength };

/** Undefined where the layer's header has no length that can be too short. @param protocol name of the layer */
export function claimOf({ layer }: HeaderSpan, protocol: string): HeaderClaim | undefined {
  return protocol === 'ipv6.hopopts' ? HOP_BY_HOP : CLAIMS.get(layer);
}

/** A header that cannot be is shown for what it is. */
function ipv4Length(bytes: Uint8Array, at: number): number {
  return ipv4Bogus(bytes, at) === undefined ? ipv4HeaderLength(bytes, at) : 0;
}

/** RFC 8200, section 4.3 */
function ipv6ExtensionLength(bytes: Uint8Array, at: number): number {
  return (uint8(bytes, at + 1) + 1) * 8;
}

/** Checksum or routing, key and sequence number take four bytes each (RFC 2890, section 2). */
function greLength(bytes: Uint8Array, at: number): number {
  const flags = uint8(bytes, at);
  return 4 + ((flags & 0xc0) === 0 ? 0 : 4) + ((flags & 0x20) === 0 ? 0 : 4) + ((flags & 0x10) === 0 ? 0 : 4);
}
