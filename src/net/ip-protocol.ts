import type { Cursor } from '../link/cursor.js';
import { Layer } from '../link/layer.js';

/** Assigned Internet protocol numbers on the way to TCP; IPv6 extension headers are among them (RFC 8200, section 4). */
export const IpProtocol = {
  HOP_BY_HOP_OPTIONS: 0,
  ICMP: 1,
  IPV4: 4,
  TCP: 6,
  UDP: 17,
  IPV6: 41,
  ROUTING: 43,
  FRAGMENT: 44,
  GRE: 47,
  AUTHENTICATION_HEADER: 51,
  ICMPV6: 58,
  DESTINATION_OPTIONS: 60,
  ETHER_IP: 97,
  MOBILITY: 135,
  MPLS: 137,
  HOST_IDENTITY: 139,
  SHIM6: 140,
  /** RFC 8986, section 4.9. */
  ETHERNET: 143,
} as const;

/** What a payload of this protocol number is. */
export function layerOfIpProtocol(protocol: number): Layer {
  switch (protocol) {
    case IpProtocol.TCP:
      return Layer.TCP;
    case IpProtocol.UDP:
      return Layer.UDP;
    case IpProtocol.IPV4:
      return Layer.IPV4;
    case IpProtocol.IPV6:
      return Layer.IPV6;
    case IpProtocol.GRE:
      return Layer.GRE;
    case IpProtocol.AUTHENTICATION_HEADER:
      return Layer.AUTHENTICATION_HEADER;
    case IpProtocol.FRAGMENT:
      return Layer.IPV6_FRAGMENT;
    case IpProtocol.ROUTING:
      return Layer.IPV6_ROUTING;
    case IpProtocol.HOP_BY_HOP_OPTIONS:
    case IpProtocol.DESTINATION_OPTIONS:
    case IpProtocol.MOBILITY:
    case IpProtocol.HOST_IDENTITY:
    case IpProtocol.SHIM6:
      return Layer.IPV6_EXTENSION;
    case IpProtocol.MPLS:
      return Layer.MPLS;
    case IpProtocol.ETHERNET:
      return Layer.ETHERNET;
    case IpProtocol.ICMP:
      return Layer.ICMP;
    case IpProtocol.ICMPV6:
      return Layer.ICMPV6;
    case IpProtocol.ETHER_IP:
      return Layer.ETHER_IP;
    default:
      return Layer.NONE;
  }
}

/** Goes on to the payload at the cursor, which is of this protocol. */
export function enterIpProtocol(cursor: Cursor, protocol: number): void {
  cursor.next = layerOfIpProtocol(protocol);
  if (cursor.next !== Layer.NONE) return;
  cursor.otherIpProtocol = protocol;
  cursor.counts.addOtherIpProtocol(protocol);
}
