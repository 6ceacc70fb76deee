import type { Field } from '../field/field.js';
import { BSD_LOOPBACK_FIELDS, describeBsdLoopback } from './bsd-loopback.js';
import { CISCO_HDLC_FIELDS, describeCiscoHdlc } from './cisco-hdlc.js';
import type { Describe } from './describe.js';
import { describeEthernet, ETHERNET_FIELDS } from './ethernet.js';
import { Layer } from './layer.js';
import { describeLinuxSll, LINUX_SLL_FIELDS } from './linux-sll.js';
import { describeLinuxSll2, LINUX_SLL2_FIELDS } from './linux-sll2.js';
import { describeLlc, LLC_FIELDS } from './llc.js';
import { MAC_ADDRESS_FIELDS } from './mac-address.js';
import { describeMpls, MPLS_FIELDS } from './mpls.js';
import { PLAIN_LINK_DESCRIPTIONS, PLAIN_LINK_FIELDS } from './plain-descriptions.js';
import { describePpp, PPP_FIELDS } from './ppp.js';
import { describePppoe, PPPOE_FIELDS } from './pppoe.js';
import { describeProviderBackbone, PROVIDER_BACKBONE_FIELDS } from './provider-backbone.js';
import { describeRadiotap, RADIOTAP_FIELDS } from './radiotap.js';
import { describeRawIp, RAW_IP_FIELDS } from './raw-ip.js';
import { describeVlan, SERVICE_VLAN_FIELDS, VLAN_FIELDS } from './vlan.js';

/** How the headers below IP are drawn. */
export const LINK_DESCRIPTIONS: ReadonlyArray<readonly [Layer, Describe]> = [
  [Layer.ETHERNET, describeEthernet],
  [Layer.VLAN, describeVlan],
  [Layer.PROVIDER_BACKBONE, describeProviderBackbone],
  [Layer.MPLS, describeMpls],
  [Layer.PPPOE, describePppoe],
  [Layer.PPP, describePpp],
  [Layer.LLC, describeLlc],
  [Layer.IP, describeRawIp],
  [Layer.BSD_NULL, describeBsdLoopback],
  [Layer.BSD_LOOP, describeBsdLoopback],
  [Layer.LINUX_SLL, describeLinuxSll],
  [Layer.LINUX_SLL2, describeLinuxSll2],
  [Layer.CISCO_HDLC, describeCiscoHdlc],
  [Layer.RADIOTAP, describeRadiotap],
  ...PLAIN_LINK_DESCRIPTIONS,
];

/** All fields that they are drawn from. */
export const LINK_FIELDS: readonly Field[] = [
  ETHERNET_FIELDS,
  VLAN_FIELDS,
  SERVICE_VLAN_FIELDS,
  PROVIDER_BACKBONE_FIELDS,
  MPLS_FIELDS,
  PPPOE_FIELDS,
  PPP_FIELDS,
  LLC_FIELDS,
  RAW_IP_FIELDS,
  BSD_LOOPBACK_FIELDS,
  LINUX_SLL_FIELDS,
  LINUX_SLL2_FIELDS,
  CISCO_HDLC_FIELDS,
  RADIOTAP_FIELDS,
]
  .flatMap((table): Field[] => Object.values(table))
  .concat(MAC_ADDRESS_FIELDS, PLAIN_LINK_FIELDS);
