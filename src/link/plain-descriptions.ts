import type { Field } from '../field/field.js';
import type { Describe } from './describe.js';
import type { HeaderSpan } from './header-span.js';
import { Layer } from './layer.js';

/** Headers of which no more is told than that they are there: filter name and label. */
const PLAIN: ReadonlyArray<readonly [Layer, name: string, label: string]> = [
  [Layer.FRAME_RELAY, 'fr', 'Frame Relay'],
  [Layer.FRAME_RELAY_WITH_DIRECTION, 'fr', 'Frame Relay'],
  [Layer.FDDI, 'fddi', 'Fiber Distributed Data Interface'],
  [Layer.TOKEN_RING, 'tr', 'Token-Ring'],
  [Layer.IEEE80211, 'wlan', 'IEEE 802.11 Data'],
  [Layer.PADDED_IEEE80211, 'wlan', 'IEEE 802.11 Data'],
  [Layer.AMSDU_SUBFRAME, 'wlan_aggregate', 'IEEE 802.11 Aggregate MSDU'],
  [Layer.PRISM, 'prism', 'Prism capture header'],
  [Layer.AVS, 'wlancap', 'AVS WLAN Monitoring Header'],
  [Layer.PPI, 'ppi', 'PPI'],
  [Layer.NFLOG, 'nflog', 'Linux Netfilter NFLOG'],
  [Layer.PFLOG, 'pflog', 'OpenBSD Packet Filter log file'],
  [Layer.PKTAP, 'pktap', 'PKTAP packet header'],
  [Layer.IPNET, 'ipnet', 'Solaris IPNET'],
  [Layer.OPENBSD_ENC, 'enc', 'OpenBSD Encapsulating device'],
  [Layer.IPOIB, 'ipoib', 'IP over Infiniband'],
  [Layer.JUNIPER, 'juniper', 'Juniper'],
  [Layer.DSA, 'dsa', 'DSA tag'],
  [Layer.EDSA, 'edsa', 'EtherType DSA tag'],
  [Layer.BROADCOM_TAG_PREPENDED, 'brdcm_tag', 'Broadcom tag'],
];

/** A protocol's item for a header of which no more is told. */
export function plainDescription(protocol: Field): Describe {
  return (tree, header: HeaderSpan) => {
    if (tree.wants(protocol.name)) tree.add(protocol, undefined, header.start, header.end - header.start);
  };
}

const FIELDS = new Map(PLAIN.map(([, name, label]): [string, Field] => [name, { name, label, type: 'protocol' }]));

export const PLAIN_LINK_FIELDS: readonly Field[] = [...FIELDS.values()];

export const PLAIN_LINK_DESCRIPTIONS: ReadonlyArray<readonly [Layer, Describe]> = PLAIN.flatMap(([layer, name]) => {
  const field = FIELDS.get(name);
  return field === undefined ? [] : [[layer, plainDescription(field)] as const];
});
