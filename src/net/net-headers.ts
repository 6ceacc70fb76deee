import { Layer } from '../link/layer.js';
import type { HeaderWalk } from '../link/link-headers.js';
import { walkAuthenticationHeader } from './authentication-header.js';
import { walkErspan } from './erspan.js';
import { walkEtherIp } from './ether-ip.js';
import { walkGeneve } from './geneve.js';
import { walkGre } from './gre.js';
import { walkGtpU } from './gtp-u.js';
import { walkIcmp, walkIcmpv6 } from './icmp.js';
import { walkIpv4 } from './ipv4.js';
import { walkIpv6 } from './ipv6.js';
import { walkIpv6Extension, walkIpv6Routing } from './ipv6-extension.js';
import { walkL2tp } from './l2tp.js';
import { walkNetworkServiceHeader } from './network-service-header.js';
import { walkUdp } from './udp.js';
import { walkVxlan, walkVxlanGpe } from './vxlan.js';

/** IP and the headers above it; fragments are not among them, as they need a table of the datagrams they belong to. */
export const NET_HEADERS: ReadonlyArray<readonly [Layer, HeaderWalk]> = [
  [Layer.IPV4, walkIpv4],
  [Layer.IPV6, walkIpv6],
  [Layer.IPV6_EXTENSION, walkIpv6Extension],
  [Layer.IPV6_ROUTING, walkIpv6Routing],
  [Layer.AUTHENTICATION_HEADER, walkAuthenticationHeader],
  [Layer.UDP, walkUdp],
  [Layer.GRE, walkGre],
  [Layer.ERSPAN, walkErspan],
  [Layer.VXLAN, walkVxlan],
  [Layer.VXLAN_GPE, walkVxlanGpe],
  [Layer.GENEVE, walkGeneve],
  [Layer.GTP_U, walkGtpU],
  [Layer.NETWORK_SERVICE_HEADER, walkNetworkServiceHeader],
  [Layer.ETHER_IP, walkEtherIp],
  [Layer.L2TP, walkL2tp],
  [Layer.ICMP, walkIcmp],
  [Layer.ICMPV6, walkIcmpv6],
];
