import type { Field } from '../field/field.js';
import type { Describe } from '../link/describe.js';
import { LINK_DESCRIPTIONS } from '../link/descriptions.js';
import { Layer } from '../link/layer.js';
import { plainDescription } from '../link/plain-descriptions.js';
import { ARP_FIELDS } from './arp.js';
import { AUTHENTICATION_HEADER_FIELDS, describeAuthenticationHeader } from './authentication-header.js';
import { describeGeneve, GENEVE_FIELDS } from './geneve.js';
import { describeGre, GRE_FIELDS } from './gre.js';
import { describeGtpU, GTP_U_FIELDS } from './gtp-u.js';
import { describeIcmp, ICMP_FIELDS } from './icmp-description.js';
import { describeIcmpv6, ICMPV6_FIELDS } from './icmpv6-description.js';
import { describeIpv4, IPV4_FIELDS } from './ipv4-description.js';
import { IPV4_OPTION_FIELDS } from './ipv4-options.js';
import { describeIpv6, IPV6_FIELDS } from './ipv6-description.js';
import { IPV6_EMBEDDED_FIELDS } from './ipv6-embedded-addresses.js';
import { IPV6_EXTENSION_FIELDS, IPV6_FRAGMENT_FIELDS } from './ipv6-extension-description.js';
import { IPV6_OPTION_FIELDS } from './ipv6-options.js';
import { IPV6_ROUTING_FIELDS } from './ipv6-routing.js';
import { REASSEMBLY_FIELDS } from './reassembly-items.js';
import { describeUdp, UDP_FIELDS } from './udp.js';
import { describeVxlan, VXLAN_FIELDS } from './vxlan.js';

export { LINK_FIELDS } from '../link/descriptions.js';

/** Headers of which no more is told than that they are there. */
const PLAIN_FIELDS = {
  erspan: { name: 'erspan', label: 'Encapsulated Remote Switch Packet ANalysis', type: 'protocol' },
  networkService: { name: 'nsh', label: 'Network Service Header', type: 'protocol' },
  etherIp: { name: 'etherip', label: 'Ethernet over IP', type: 'protocol' },
  l2tp: { name: 'l2tp', label: 'Layer 2 Tunneling Protocol', type: 'protocol' },
} as const satisfies Record<string, Field>;

/**
 * How each header is drawn. Extension headers of IPv6 are not among them, as they are drawn with the header they belong
 * to; nor is the data of a fragment.
 */
export const DESCRIPTIONS: ReadonlyMap<Layer, Describe> = new Map<Layer, Describe>([
  ...LINK_DESCRIPTIONS,
  [Layer.IPV4, describeIpv4],
  [Layer.IPV6, describeIpv6],
  [Layer.AUTHENTICATION_HEADER, describeAuthenticationHeader],
  [Layer.UDP, describeUdp],
  [Layer.ICMP, describeIcmp],
  [Layer.ICMPV6, describeIcmpv6],
  [Layer.GRE, describeGre],
  [Layer.VXLAN, describeVxlan],
  [Layer.VXLAN_GPE, describeVxlan],
  [Layer.GENEVE, describeGeneve],
  [Layer.GTP_U, describeGtpU],
  [Layer.ERSPAN, plainDescription(PLAIN_FIELDS.erspan)],
  [Layer.NETWORK_SERVICE_HEADER, plainDescription(PLAIN_FIELDS.networkService)],
  [Layer.ETHER_IP, plainDescription(PLAIN_FIELDS.etherIp)],
  [Layer.L2TP, plainDescription(PLAIN_FIELDS.l2tp)],
]);

/** All fields that the headers from IP to UDP are drawn from. */
export const NET_FIELDS: readonly Field[] = [
  IPV4_FIELDS,
  IPV6_FIELDS,
  IPV6_EMBEDDED_FIELDS,
  IPV6_FRAGMENT_FIELDS,
  IPV6_OPTION_FIELDS,
  IPV6_ROUTING_FIELDS,
  AUTHENTICATION_HEADER_FIELDS,
  ARP_FIELDS,
  UDP_FIELDS,
  ICMP_FIELDS,
  ICMPV6_FIELDS,
  GRE_FIELDS,
  VXLAN_FIELDS,
  GENEVE_FIELDS,
  GTP_U_FIELDS,
  PLAIN_FIELDS,
]
  .flatMap((table): Field[] => Object.values(table))
  .concat(IPV4_OPTION_FIELDS, IPV6_EXTENSION_FIELDS, REASSEMBLY_FIELDS);
