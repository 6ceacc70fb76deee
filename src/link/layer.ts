/** What can stand at a cursor's offset: the layers on the way to TCP. */
export const Layer = {
  /** Nothing that leads to TCP, or nothing that is whole: the walk ends here. */
  NONE: 0,
  TCP: 1,
  IPV4: 2,
  IPV6: 3,
  ETHERNET: 4,
  UDP: 5,
  /** A link type that is not decoded: the walk ends here. */
  UNKNOWN_LINK: 6,
  /** The data of an IPv4 fragment, behind its header. */
  IPV4_FRAGMENT: 7,
  /** The Fragment header of IPv6. */
  IPV6_FRAGMENT: 8,
  /** IPv4 or IPv6, as its first four bits say. */
  IP: 9,

  VLAN: 10,
  PROVIDER_BACKBONE: 11,
  MPLS: 12,
  PPPOE: 13,
  PPP: 14,
  LLC: 15,

  BSD_NULL: 16,
  BSD_LOOP: 17,
  LINUX_SLL: 18,
  LINUX_SLL2: 19,
  PPP_WITH_DIRECTION: 20,
  PPP_PPPD: 21,
  CISCO_HDLC: 22,
  CISCO_HDLC_WITH_DIRECTION: 23,
  FRAME_RELAY: 24,
  FRAME_RELAY_WITH_DIRECTION: 25,
  FDDI: 26,
  TOKEN_RING: 27,
  IEEE80211: 28,
  /** 802.11 with a MAC header padded to a multiple of four bytes. */
  PADDED_IEEE80211: 29,
  AMSDU_SUBFRAME: 30,
  RADIOTAP: 31,
  PRISM: 32,
  AVS: 33,
  PPI: 34,
  NFLOG: 35,
  PFLOG: 36,
  PKTAP: 37,
  IPNET: 38,
  OPENBSD_ENC: 39,
  IPOIB: 40,
  JUNIPER: 41,
  DSA: 42,
  EDSA: 43,
  BROADCOM_TAG_PREPENDED: 44,

  IPV6_EXTENSION: 45,
  IPV6_ROUTING: 46,
  AUTHENTICATION_HEADER: 47,
  GRE: 48,
  ERSPAN: 49,
  VXLAN: 50,
  VXLAN_GPE: 51,
  GENEVE: 52,
  GTP_U: 53,
  NETWORK_SERVICE_HEADER: 54,
  ETHER_IP: 55,
  L2TP: 56,
  ICMP: 57,
  ICMPV6: 58,
} as const;

export type Layer = (typeof Layer)[keyof typeof Layer];

/** How many numbers a table indexed by layer holds. */
export const LAYER_COUNT = 59;
