import { udpColumns } from '../application/udp-application.js';
import { uint8, uint16 } from '../byte-order.js';
import { ARP_FIXED_LENGTH } from '../link/arp-length.js';
import type { HeaderSpan } from '../link/header-span.js';
import { Layer } from '../link/layer.js';
import { MAC_ADDRESS_LENGTH, macText } from '../link/mac-address.js';
import { formatAddress } from '../net/address.js';
import { arpInfo, arpProtocolName } from '../net/arp.js';
import type { HeaderTrace } from '../net/header-trace.js';
import { icmpInfo } from '../net/icmp-description.js';
import { icmpv6Info } from '../net/icmpv6-description.js';
import { IPV4_DESTINATION_OFFSET, IPV4_HEADER_LENGTH, IPV4_SOURCE_OFFSET, timeToLive } from '../net/ipv4.js';
import { ipv4FragmentInfo } from '../net/ipv4-description.js';
import { hopLimit, IPV6_DESTINATION_OFFSET, IPV6_HEADER_LENGTH, IPV6_SOURCE_OFFSET } from '../net/ipv6.js';
import { ipv6FragmentInfo } from '../net/ipv6-extension-description.js';
import { isArp, protocolOfHeader, undecodedEtherType, undecodedIpProtocol } from '../net/layer-protocols.js';
import { destinationPort, length, sourcePort } from '../net/udp.js';
import { ipv4Bogus, udpBogus } from './bogus-header.js';
import { headerShortfall, isAbsent, type Shortfall, shortfallInfo } from './malformed.js';
import type { PacketColumns } from './packet-columns.js';
import type { Pdu } from './pdu.js';
import type { SegmentFacts } from './segment-facts.js';
import { fillTcpColumns } from './tcp-columns.js';

/** What the walk to a packet's payload ended at, where that is not decoded. */
export interface Undecoded {
  /** -1 for none. */
  readonly otherEtherType: number;
  readonly otherIpProtocol: number;
}

const ETHERNET_HEADER_LENGTH = 14;
const UDP_HEADER_LENGTH = 8;
/** Source and destination port of TCP and UDP. */
const PORTS_LENGTH = 4;
/** Version to total length of IPv4: what tells whether the header can be. */
const IPV4_BEGINNING = 4;

/** Fills the columns of the packet list, the inner headers' over the outer ones'. */
export function fillColumns(
  columns: PacketColumns,
  trace: HeaderTrace,
  undecoded: Undecoded,
  segment: SegmentFacts,
  pdus: readonly Pdu[],
): void {
  let inGtp = false;
  for (let index = 0; index < trace.count; index++) {
    const span = trace.at(index);
    // An ICMP error stands for itself, not for the packet that it quotes.
    if (span === undefined || span.quoted || isAbsent(span)) break;
    if (span.layer === Layer.GTP_U) inGtp = true;
    // What the table of streams knows is not read again.
    if (!segment.present) fillFrom(columns, span, undecoded);
    else if (index === 0) noteGroup(columns, span);
  }
  if (segment.present) fillTcpColumns(columns, segment, pdus);
  const shortfall = shortfallOf(trace, undecoded, segment);
  if (shortfall !== undefined) columns.ending = shortfallInfo(shortfall);
  if (inGtp && columns.protocol !== 'GTP') columns.protocol = `GTP <${columns.protocol}>`;
}

/** Why the packet's headers could not all be read. */
export function shortfallOf(trace: HeaderTrace, undecoded: Undecoded, segment: SegmentFacts): Shortfall | undefined {
  return segment.present ? segment.shortfall : headerShortfall(trace, undecoded.otherEtherType);
}

function fillFrom(columns: PacketColumns, span: HeaderSpan, undecoded: Undecoded): void {
  const { bytes, start, payloadEnd } = span;
  const column = protocolOfHeader(span).column;
  if (column !== undefined) {
    columns.protocol = column;
    columns.info = '';
  }
  switch (span.layer) {
    case Layer.ETHERNET:
      fillEthernet(columns, span);
      break;
    case Layer.LINUX_SLL:
    case Layer.LINUX_SLL2:
      fillCooked(columns, span);
      break;
    case Layer.IPV4:
      fillIpv4(columns, span, undecoded);
      break;
    case Layer.IPV6:
      fillIpv6(columns, span, undecoded);
      break;
    case Layer.IPV6_FRAGMENT:
      if (payloadEnd - start >= 8) columns.info = ipv6FragmentInfo(bytes, start);
      break;
    case Layer.TCP:
      fillPorts(columns, span);
      break;
    case Layer.UDP:
      fillUdp(columns, span);
      break;
    case Layer.ICMP:
      columns.colour.icmp = true;
      columns.colour.icmpError = ICMP_ERRORS.has(uint8(bytes, start));
      columns.info = icmpInfo(bytes, start, payloadEnd, columns.hops) ?? '';
      break;
    case Layer.ICMPV6:
      columns.colour.icmp = true;
      columns.colour.icmpError = uint8(bytes, start) >= 1 && uint8(bytes, start) <= 4;
      columns.info = icmpv6Info(bytes, start, payloadEnd, columns.hops) ?? '';
      break;
    case Layer.NONE:
      fillUndecoded(columns, span, undecoded);
      break;
  }
}

const ICMP_ERRORS: ReadonlySet<number> = new Set([3, 4, 5, 11]);

function fillEthernet(columns: PacketColumns, span: HeaderSpan): void {
  const { bytes, start, end } = span;
  const captured = end - start;
  if (captured >= MAC_ADDRESS_LENGTH) columns.destination = macText(bytes, start);
  if (captured >= 2 * MAC_ADDRESS_LENGTH) columns.source = macText(bytes, start + MAC_ADDRESS_LENGTH);
  if (captured < ETHERNET_HEADER_LENGTH) return;
  columns.hasIp = false;
  noteGroup(columns, span);
}

function noteGroup({ colour }: PacketColumns, { layer, bytes, start, end }: HeaderSpan): void {
  if (layer === Layer.ETHERNET && end - start >= ETHERNET_HEADER_LENGTH) colour.group = (uint8(bytes, start) & 1) !== 0;
}

/** Linux cooked captures have the sender's address alone. */
function fillCooked(columns: PacketColumns, { layer, bytes, start, end }: HeaderSpan): void {
  const first = layer === Layer.LINUX_SLL;
  if (end - start < (first ? 16 : 20)) return;
  const length = first ? uint16(bytes, start + 4) : uint8(bytes, start + 11);
  if (length === MAC_ADDRESS_LENGTH) columns.source = macText(bytes, start + (first ? 6 : 12));
}

function fillIpv4(columns: PacketColumns, span: HeaderSpan, { otherIpProtocol }: Undecoded): void {
  const { bytes, start, payloadEnd, next } = span;
  if (payloadEnd - start < IPV4_HEADER_LENGTH) {
    if (payloadEnd - start >= IPV4_BEGINNING) columns.info = ipv4Bogus(bytes, start) ?? '';
    return;
  }
  const bogus = ipv4Bogus(bytes, start);
  if (bogus !== undefined) {
    columns.info = bogus;
    return;
  }
  columns.source = formatAddress(bytes, start + IPV4_SOURCE_OFFSET, 4);
  columns.destination = formatAddress(bytes, start + IPV4_DESTINATION_OFFSET, 4);
  columns.hasIp = true;
  columns.hops = timeToLive(bytes, start);
  if (next === Layer.IPV4_FRAGMENT) columns.info = ipv4FragmentInfo(bytes, start);
  else if (otherIpProtocol >= 0) columns.info = undecodedIpProtocol(4, otherIpProtocol).info;
}

function fillIpv6(columns: PacketColumns, span: HeaderSpan, { otherIpProtocol }: Undecoded): void {
  const { bytes, start, payloadEnd, missing } = span;
  const there = payloadEnd - start;
  if (there < IPV6_HEADER_LENGTH) {
    if (missing === 0) columns.info = `Invalid IPv6 header (${there} bytes, need exactly ${IPV6_HEADER_LENGTH})`;
    return;
  }
  columns.source = formatAddress(bytes, start + IPV6_SOURCE_OFFSET, 6);
  columns.destination = formatAddress(bytes, start + IPV6_DESTINATION_OFFSET, 6);
  columns.hasIp = true;
  columns.hops = hopLimit(bytes, start);
  if (otherIpProtocol >= 0) columns.info = undecodedIpProtocol(6, otherIpProtocol).info;
}

function fillUdp(columns: PacketColumns, span: HeaderSpan): void {
  const { bytes, start, end, payloadEnd, missing } = span;
  fillPorts(columns, span);
  if (end - start < UDP_HEADER_LENGTH) return;
  columns.colour.udp = true;
  const bogus = udpBogus(bytes, start, span.available + span.availableMissing - start);
  if (bogus !== undefined) columns.info = bogus;
  if (span.next !== Layer.NONE || length(bytes, start) < UDP_HEADER_LENGTH) return;
  const { sourcePort: from, destinationPort: to } = columns;
  const known = udpColumns({ bytes, start: end, end: payloadEnd, missing, sourcePort: from, destinationPort: to });
  columns.protocol = known.protocol;
  if (bogus === undefined || known.protocol !== 'UDP') columns.info = known.info;
}

/** Of TCP or UDP: both begin with their ports. */
function fillPorts(columns: PacketColumns, { bytes, start, payloadEnd }: HeaderSpan): void {
  if (payloadEnd - start < PORTS_LENGTH) return;
  columns.sourcePort = sourcePort(bytes, start);
  columns.destinationPort = destinationPort(bytes, start);
  columns.info = `${columns.sourcePort} → ${columns.destinationPort}`;
}

function fillUndecoded(columns: PacketColumns, span: HeaderSpan, { otherEtherType }: Undecoded): void {
  if (isArp(otherEtherType)) {
    if (span.payloadEnd - span.start >= ARP_FIXED_LENGTH) columns.protocol = arpProtocolName(span.bytes, span.start);
    else columns.protocol = 'ARP';
    columns.info = arpInfo(span.bytes, span.start, span.payloadEnd) ?? '';
    columns.colour.arp = true;
  } else if (otherEtherType >= 0) {
    const known = undecodedEtherType(otherEtherType);
    columns.protocol = known.protocol;
    columns.info = known.info;
  }
}
