import { hex } from '../../../fixtures/build/octets.js';
import {
  IPV4_OFFLOADED,
  IPV4_TCP,
  IPV6_TCP,
  overIpv4,
  overIpv6,
  type Segment,
  type WalkCase,
} from '../../link/walk-case.js';

const RAW = 101;
const ADDRESSES = '20010db8000000000000000000000001 20010db8000000000000000000000002';
const TCP = '04000050 00000001 00000002 50180400 00000000 64617461';

function ip(name: string, digits: string, segment?: Segment): WalkCase {
  return { name, linkType: RAW, bytes: hex(digits), segment };
}

/** An IPv6 packet whose payload is these extension headers and the segment. */
function ipv6(name: string, nextHeader: string, extensions: string, segment?: Segment): WalkCase {
  const payload = hex(extensions + TCP)
    .length.toString(16)
    .padStart(4, '0');
  return ip(`IPv6 with ${name}`, `60000000 ${payload} ${nextHeader} 40 ${ADDRESSES} ${extensions} ${TCP}`, segment);
}

/** An IPv4 packet of this protocol whose payload is these headers and the segment. */
function ipv4(name: string, protocol: string, headers: string, segment?: Segment): WalkCase {
  const total = hex(headers + TCP).length + 20;
  const length = total.toString(16).padStart(4, '0');
  const header = `4500 ${length} 00014000 40 ${protocol} 0000 0a000001 0a000002`;
  return ip(`IPv4 with ${name}`, `${header} ${headers} ${TCP}`, segment);
}

const FINAL = '20010db8000000000000000000000009';
const HOP = '20010db8000000000000000000000008';

function towards(destination: string, offset: number, end: number): Segment {
  return { ...overIpv6(offset, end), destination };
}

export const IP_CASES: readonly WalkCase[] = [
  ip('IPv4', IPV4_TCP, overIpv4(20, 44)),
  ip('IPv4, padding behind', `${IPV4_TCP} ffff`, overIpv4(20, 44)),
  ip('IPv4 with options', `46${IPV4_TCP.slice(2, 4)}0030${IPV4_TCP.slice(8, 45)} 94040000 ${TCP}`, overIpv4(24, 48)),
  ip('IPv4 with a total length of 0', IPV4_OFFLOADED, overIpv4(20, 44)),
  ip('IPv4 with a total length beyond the packet', IPV4_TCP.replace('002c', '0050'), overIpv4(20, 44)),
  ip('IPv4 with a total length inside TCP', IPV4_TCP.replace('002c', '0028'), overIpv4(20, 40)),
  ip('IPv4 with a total length inside its header', IPV4_TCP.replace('002c', '0013')),
  ip('IPv4 with a header length that is too small', IPV4_TCP.replace('45', '44')),
  ip('IPv4 with a header longer than the packet', IPV4_TCP.replace('4500', '4f00')),
  ipv4('an Authentication Header', '33', '06 04 0000 00000001 00000001 000000000000000000000000', overIpv4(44, 68)),
  ipv4('an Authentication Header of impossible length', '33', '06 00 0000 00000001 00000001'),
  ipv4('ESP', '32', '00000001 00000001'),
  ipv4('UDP', '11', ''),
  ipv4('ICMP about a TCP segment', '01', `03030000 00000000 ${IPV4_TCP}`),
  ipv4('what is an extension header in IPv6', '00', '0600010400000000'),
  ipv4('what is a Fragment header in IPv6', '2c', '0600000000000001'),
  ipv4('what is a Routing header in IPv6', '2b', '0600000000000000'),

  ip('IPv6', IPV6_TCP, overIpv6(40, 64)),
  ip('IPv6, padding behind', `${IPV6_TCP} ffff`, overIpv6(40, 64)),
  ip('IPv6 with a payload length of 0', IPV6_TCP.replace('00180640', '00000640'), overIpv6(40, 64)),
  ip('IPv6 with a payload length inside TCP', IPV6_TCP.replace('00180640', '00140640'), overIpv6(40, 60)),
  ip('IPv6 with a payload length beyond the packet', IPV6_TCP.replace('00180640', '01000640'), overIpv6(40, 64)),
  ip('an IPv6 jumbogram', `60000000 00000040 ${ADDRESSES} 0600c20400000020 ${TCP}`, overIpv6(48, 72)),
  ipv6('hop-by-hop options', '00', '0600010400000000', overIpv6(48, 72)),
  ipv6('destination options of 16 bytes', '3c', '06010104000000000104000000000000', overIpv6(56, 80)),
  ipv6('several extension headers', '00', '3c00010400000000 0600010400000000', overIpv6(56, 80)),
  ipv6('ICMPv6 about a TCP segment', '3a', `01000000 00000000 ${IPV6_TCP}`),
  ipv6('mobility', '87', '0600000000000000', overIpv6(48, 72)),
  ipv6('host identity', '8b', '0600000000000000', overIpv6(48, 72)),
  ipv6('shim6', '8c', '0600000000000000', overIpv6(48, 72)),
  ipv6('an Authentication Header', '33', '06 04 0000 00000001 00000001 000000000000000000000000', overIpv6(64, 88)),
  ipv6('an atomic fragment', '2c', '0600000000000001', overIpv6(48, 72)),
  ipv6('ESP', '32', '0000000100000001'),
  ipv6('no next header', '3b', ''),
  ipv6('an extension header longer than the packet', '00', '06ff010400000000'),

  ipv6('a Routing header, at its end', '2b', `0602040000000000 ${FINAL}`, overIpv6(64, 88)),
  ipv6('segment routing', '2b', `0604040101000000 ${FINAL} ${HOP}`, towards('2001:db8::9', 80, 104)),
  ipv6('a source route', '2b', `0604000100000000 ${HOP} ${FINAL}`, towards('2001:db8::9', 80, 104)),
  ipv6('a mobile node’s Routing header', '2b', `0602020100000000 ${FINAL}`, towards('2001:db8::9', 64, 88)),
  ipv6('a Routing header of an unknown type', '2b', `0602fe0100000000 ${FINAL}`, overIpv6(64, 88)),
  ipv6('a Routing header without addresses', '2b', '0600040100000000', overIpv6(48, 72)),
];
