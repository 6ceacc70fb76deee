import type { Cursor } from './cursor.js';
import { Layer } from './layer.js';

/** EtherTypes (IEEE 802 Numbers) on the way to IP, and of what is told of without leading there. */
export const EtherType = {
  IPV4: 0x0800,
  ARP: 0x0806,
  RARP: 0x8035,
  /** 802.1Q, clause 9.5: customer VLAN tag. */
  VLAN: 0x8100,
  /** 802.1Q, clause 9.5: service VLAN tag (802.1ad, "QinQ"). */
  SERVICE_VLAN: 0x88a8,
  /** Outer VLAN tags of switches from before 802.1ad. */
  OLD_QINQ: 0x9100,
  OLD_QINQ_2: 0x9200,
  /** 802.1Q, clause 9.5: backbone service instance tag (802.1ah). */
  PROVIDER_BACKBONE: 0x88e7,
  IPV6: 0x86dd,
  MPLS: 0x8847,
  MPLS_MULTICAST: 0x8848,
  /** RFC 2516, section 4. */
  PPPOE_SESSION: 0x8864,
  /** RFC 1701: transparent Ethernet bridging, in tunnels. */
  BRIDGED_ETHERNET: 0x6558,
  /** RFC 2637: PPP in GRE. */
  PPP: 0x880b,
  /** RFC 8300, section 2.2. */
  NETWORK_SERVICE_HEADER: 0x894f,
} as const;

/** Values below this one are the length of an 802.3 frame (IEEE 802.3, clause 3.2.6). */
export const MIN_ETHERTYPE = 0x0600;

/** What a payload of this EtherType is. */
export function layerOfEtherType(etherType: number): Layer {
  switch (etherType) {
    case EtherType.IPV4:
      return Layer.IPV4;
    case EtherType.IPV6:
      return Layer.IPV6;
    case EtherType.VLAN:
    case EtherType.SERVICE_VLAN:
    case EtherType.OLD_QINQ:
    case EtherType.OLD_QINQ_2:
      return Layer.VLAN;
    case EtherType.PROVIDER_BACKBONE:
      return Layer.PROVIDER_BACKBONE;
    case EtherType.MPLS:
    case EtherType.MPLS_MULTICAST:
      return Layer.MPLS;
    case EtherType.PPPOE_SESSION:
      return Layer.PPPOE;
    case EtherType.BRIDGED_ETHERNET:
      return Layer.ETHERNET;
    case EtherType.PPP:
      return Layer.PPP;
    case EtherType.NETWORK_SERVICE_HEADER:
      return Layer.NETWORK_SERVICE_HEADER;
    default:
      return Layer.NONE;
  }
}

/** Goes on to the payload at the cursor, which is of this EtherType. */
export function enterEtherType(cursor: Cursor, etherType: number): void {
  cursor.next = layerOfEtherType(etherType);
  if (cursor.next !== Layer.NONE) return;
  cursor.otherEtherType = etherType;
  cursor.counts.addOtherEtherType(etherType);
}

/** Longest 802.3 payload (IEEE 802.3, clause 3.2.6), in bytes. */
export const MAX_LENGTH = 1500;

/**
 * Goes on to the payload at the cursor by the field that stands before it in Ethernet frames: an EtherType, or the
 * length of an LLC payload, the rest being padding.
 */
export function enterTypeOrLength(cursor: Cursor, typeOrLength: number): void {
  if (typeOrLength >= MIN_ETHERTYPE) {
    enterEtherType(cursor, typeOrLength);
  } else if (typeOrLength <= MAX_LENGTH) {
    cursor.limit(cursor.offset, typeOrLength);
    cursor.next = Layer.LLC;
  } else {
    cursor.next = Layer.NONE;
  }
}
