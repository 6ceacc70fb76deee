import type { Cursor } from './cursor.js';
import { Layer } from './layer.js';

/** LINKTYPE_ values (draft-ietf-opsawg-pcaplinktype) that are decoded. */
export const LinkType = {
  NULL: 0,
  ETHERNET: 1,
  IEEE802_5: 6,
  PPP: 9,
  FDDI: 10,
  /** DLT_RAW where it was written to a file as it is: 12 on most systems, 14 on OpenBSD. */
  DLT_RAW: 12,
  DLT_RAW_OPENBSD: 14,
  PPP_HDLC: 50,
  PPP_ETHER: 51,
  ATM_RFC1483: 100,
  RAW: 101,
  C_HDLC: 104,
  IEEE802_11: 105,
  FRELAY: 107,
  LOOP: 108,
  ENC: 109,
  LINUX_SLL: 113,
  PFLOG: 117,
  IEEE802_11_PRISM: 119,
  IEEE802_11_RADIOTAP: 127,
  IEEE802_11_AVS: 163,
  PPP_PPPD: 166,
  JUNIPER_ETHER: 178,
  JUNIPER_PPP: 179,
  JUNIPER_FRELAY: 180,
  JUNIPER_CHDLC: 181,
  PPI: 192,
  PPP_WITH_DIR: 204,
  C_HDLC_WITH_DIR: 205,
  FRELAY_WITH_DIR: 206,
  MPLS: 219,
  IPNET: 226,
  IPV4: 228,
  IPV6: 229,
  NFLOG: 239,
  IPOIB: 242,
  PKTAP: 258,
  LINUX_SLL2: 276,
  DSA_TAG_BRCM: 281,
  DSA_TAG_BRCM_PREPEND: 282,
  DSA_TAG_DSA: 284,
  DSA_TAG_EDSA: 285,
} as const;

const LAYERS: ReadonlyMap<number, Layer> = new Map<number, Layer>([
  [LinkType.NULL, Layer.BSD_NULL],
  [LinkType.ETHERNET, Layer.ETHERNET],
  [LinkType.IEEE802_5, Layer.TOKEN_RING],
  [LinkType.PPP, Layer.PPP],
  [LinkType.FDDI, Layer.FDDI],
  [LinkType.DLT_RAW, Layer.IP],
  [LinkType.DLT_RAW_OPENBSD, Layer.IP],
  [LinkType.PPP_HDLC, Layer.PPP],
  [LinkType.PPP_ETHER, Layer.PPPOE],
  [LinkType.ATM_RFC1483, Layer.LLC],
  [LinkType.RAW, Layer.IP],
  [LinkType.C_HDLC, Layer.CISCO_HDLC],
  [LinkType.IEEE802_11, Layer.IEEE80211],
  [LinkType.FRELAY, Layer.FRAME_RELAY],
  [LinkType.LOOP, Layer.BSD_LOOP],
  [LinkType.ENC, Layer.OPENBSD_ENC],
  [LinkType.LINUX_SLL, Layer.LINUX_SLL],
  [LinkType.PFLOG, Layer.PFLOG],
  [LinkType.IEEE802_11_PRISM, Layer.PRISM],
  [LinkType.IEEE802_11_RADIOTAP, Layer.RADIOTAP],
  [LinkType.IEEE802_11_AVS, Layer.AVS],
  [LinkType.PPP_PPPD, Layer.PPP_PPPD],
  [LinkType.JUNIPER_ETHER, Layer.JUNIPER],
  [LinkType.JUNIPER_PPP, Layer.JUNIPER],
  [LinkType.JUNIPER_FRELAY, Layer.JUNIPER],
  [LinkType.JUNIPER_CHDLC, Layer.JUNIPER],
  [LinkType.PPI, Layer.PPI],
  [LinkType.PPP_WITH_DIR, Layer.PPP_WITH_DIRECTION],
  [LinkType.C_HDLC_WITH_DIR, Layer.CISCO_HDLC_WITH_DIRECTION],
  [LinkType.FRELAY_WITH_DIR, Layer.FRAME_RELAY_WITH_DIRECTION],
  [LinkType.MPLS, Layer.MPLS],
  [LinkType.IPNET, Layer.IPNET],
  [LinkType.IPV4, Layer.IPV4],
  [LinkType.IPV6, Layer.IPV6],
  [LinkType.NFLOG, Layer.NFLOG],
  [LinkType.IPOIB, Layer.IPOIB],
  [LinkType.PKTAP, Layer.PKTAP],
  [LinkType.LINUX_SLL2, Layer.LINUX_SLL2],
  [LinkType.DSA_TAG_BRCM, Layer.DSA],
  [LinkType.DSA_TAG_BRCM_PREPEND, Layer.BROADCOM_TAG_PREPENDED],
  [LinkType.DSA_TAG_DSA, Layer.DSA],
  [LinkType.DSA_TAG_EDSA, Layer.EDSA],
]);

/** Whether packets of this link type are decoded. */
export function isKnownLinkType(linkType: number): boolean {
  return LAYERS.has(linkType);
}

/** The first header of a packet captured on this kind of link; UNKNOWN_LINK where it is not decoded. */
export function layerOfLinkType(linkType: number): Layer {
  return LAYERS.get(linkType) ?? Layer.UNKNOWN_LINK;
}

/** Link types whose own header says whether an FCS ends the frame. */
export function tellsFcs(linkType: number): boolean {
  return linkType === LinkType.IEEE802_11_RADIOTAP || linkType === LinkType.PPI;
}

/** Goes on to the packet of this link type at the cursor. */
export function enterLinkType(cursor: Cursor, linkType: number): void {
  cursor.linkType = linkType;
  cursor.next = layerOfLinkType(linkType);
}
