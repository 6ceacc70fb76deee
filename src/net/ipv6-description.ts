import { uint8, uint32 } from '../byte-order.js';
import { addExpert, ExpertGroup, Severity } from '../field/expert.js';
import type { FieldTable } from '../field/field.js';
import type { Tree } from '../field/tree.js';
import { bitPicture } from '../link/bit-picture.js';
import { addCaptured, isCaptured } from '../link/captured-fields.js';
import type { HeaderSpan } from '../link/header-span.js';
import { formatAddress } from './address.js';
import { addAddress } from './address-items.js';
import { codePointName, congestionName, differentiatedServicesText } from './differentiated-services.js';
import { ipProtocolLabel } from './ip-protocol-labels.js';
import { IPV4_FIELDS } from './ipv4-description.js';
import { IPV6_DESTINATION_OFFSET, IPV6_HEADER_LENGTH, IPV6_SOURCE_OFFSET, nextHeader, payloadLength } from './ipv6.js';
import { describeEmbeddedAddresses } from './ipv6-embedded-addresses.js';
import { describeIpv6Extensions, extensionsEnd } from './ipv6-extension-description.js';

export const IPV6_FIELDS = {
  protocol: { name: 'ipv6', label: 'Internet Protocol Version 6', type: 'protocol' },
  version: { name: 'ipv6.version', label: 'Version', type: 'uint', bits: [0, 4], word: 8 },
  trafficClass: { name: 'ipv6.tclass', label: 'Traffic Class', type: 'uint', base: 'hex', bits: [4, 8], word: 32 },
  codePoint: {
    name: 'ipv6.tclass.dscp',
    label: 'Differentiated Services Codepoint',
    type: 'uint',
    bits: [4, 6],
    word: 32,
    names: codePointName,
  },
  congestion: {
    name: 'ipv6.tclass.ecn',
    label: 'Explicit Congestion Notification',
    type: 'uint',
    width: 32,
    names: congestionName,
  },
  flowLabel: { name: 'ipv6.flow', label: 'Flow Label', type: 'uint', base: 'hex', bits: [12, 20], word: 24, width: 20 },
  payloadLength: { name: 'ipv6.plen', label: 'Payload Length', type: 'uint', bits: [32, 16], read: payloadLength },
  nextHeader: {
    name: 'ipv6.nxt',
    label: 'Next Header',
    type: 'uint',
    bits: [48, 8],
    read: nextHeader,
    names: ipProtocolLabel,
  },
  hopLimit: { name: 'ipv6.hlim', label: 'Hop Limit', type: 'uint', bits: [56, 8] },
  source: { name: 'ipv6.src', label: 'Source Address', type: 'ipv6', bits: [64, 128] },
  address: { name: 'ipv6.addr', label: 'Source or Destination Address', type: 'ipv6' },
  sourceHost: { name: 'ipv6.src_host', label: 'Source Host', type: 'string' },
  host: { name: 'ipv6.host', label: 'Source or Destination Host', type: 'string' },
  destination: { name: 'ipv6.dst', label: 'Destination Address', type: 'ipv6', bits: [192, 128] },
  destinationHost: { name: 'ipv6.dst_host', label: 'Destination Host', type: 'string' },
  badVersion: { name: 'ipv6.bogus_ipv6_version', label: 'Bogus IPv6 version', type: 'none' },
  zeroLength: {
    name: 'ipv6.plen_zero',
    label: 'IPv6 payload length equals 0 (maybe because of "TCP segmentation offload" (TSO))',
    type: 'none',
  },
  badLength: {
    name: 'ipv6.plen_exceeds_framing',
    label: 'IPv6 payload length does not match expected framing length',
    type: 'none',
  },
} as const satisfies FieldTable;

const FIELDS = IPV6_FIELDS;

/** IPv6 extension header that a payload length of 0 may mean a jumbogram with (RFC 2675). */
const HOP_BY_HOP_OPTIONS = 0;

/**
 * Draws an IPv6 header with the extension headers behind it, which Wireshark shows in it.
 * @param reassembly adds what is known of the packet that a fragment belongs to
 */
export function describeIpv6(tree: Tree, header: HeaderSpan, reassembly?: () => void): void {
  // A header of either version has ip.version.
  if (!tree.wants('ipv6') && !tree.wants('ip')) return;
  const { bytes, start } = header;
  const item = tree.open(FIELDS.protocol, undefined, start, lengthWithExtensions(header));
  if (isCaptured(FIELDS.version, header) && describeBeginning(tree, header)) {
    const destination = describeAddresses(tree, header);
    if (destination) {
      item.text = `${FIELDS.protocol.label}, Src: ${addressText(header, IPV6_SOURCE_OFFSET)}, Dst: ${addressText(header, IPV6_DESTINATION_OFFSET)}`;
      describeEmbeddedAddresses(tree, header);
      describeIpv6Extensions(tree, header, nextHeader(bytes, start), start + IPV6_HEADER_LENGTH);
      reassembly?.();
    }
  }
  tree.close();
}

/** In bytes, as far as it is captured. */
function lengthWithExtensions(header: HeaderSpan): number {
  const { bytes, start, payloadEnd } = header;
  const end = start + IPV6_HEADER_LENGTH;
  if (end > payloadEnd) return payloadEnd - start;
  return extensionsEnd(header, nextHeader(bytes, start), end) - start;
}

function addressText({ bytes, start }: HeaderSpan, offset: number): string {
  return formatAddress(bytes, start + offset, 6);
}

/** Version to payload length. @returns whether it can be an IPv6 header */
function describeBeginning(tree: Tree, header: HeaderSpan): boolean {
  const { bytes, start } = header;
  const version = uint8(bytes, start) >> 4;
  tree.open(FIELDS.version, version, start, 1);
  if (version !== 6) addExpert(tree, FIELDS.badVersion, Severity.ERROR, ExpertGroup.MALFORMED, start, 0);
  tree.close();
  tree.hidden(IPV4_FIELDS.version, version, start, 1);
  if (version !== 6 || start + 4 > header.payloadEnd) return false;
  const octet = (uint32(bytes, start) >>> 20) & 0xff;
  const picture = bitPicture(octet, 4, 8, 32);
  const text = `Traffic Class: 0x${octet.toString(16).padStart(2, '0')} ${differentiatedServicesText(octet)}`;
  tree.open(FIELDS.trafficClass, octet, start, 4, picture + text);
  tree.fixed(FIELDS.codePoint, start);
  const congestion = octet & 3;
  const congestionText = `${FIELDS.congestion.label}: ${congestionName(congestion)} (${congestion})`;
  tree.add(FIELDS.congestion, congestion, start, 4, bitPicture(congestion, 10, 2, 32) + congestionText);
  tree.close();
  tree.fixed(FIELDS.flowLabel, start);
  return describePayloadLength(tree, header);
}

/** @returns whether it was captured */
function describePayloadLength(tree: Tree, header: HeaderSpan): boolean {
  const { bytes, start } = header;
  if (!isCaptured(FIELDS.payloadLength, header)) return false;
  const at = start + 4;
  const length = payloadLength(bytes, start);
  const end = Math.max(header.available, header.payloadEnd) + header.availableMissing;
  const available = end - start - IPV6_HEADER_LENGTH;
  tree.open(FIELDS.payloadLength, length, at, 2);
  if (length === 0) {
    const jumbo = isCaptured(FIELDS.nextHeader, header) && nextHeader(bytes, start) === HOP_BY_HOP_OPTIONS;
    if (available > 0 && !jumbo) addExpert(tree, FIELDS.zeroLength, Severity.CHAT, ExpertGroup.PROTOCOL, at, 0);
  } else if (length > available && !header.quoted) {
    const remark = `IPv6 payload length exceeds framing length (${Math.max(available, 0)} bytes)`;
    addExpert(tree, FIELDS.badLength, Severity.WARNING, ExpertGroup.PROTOCOL, at, 0, remark);
  }
  tree.close();
  return true;
}

/** @returns whether all of the header was captured */
function describeAddresses(tree: Tree, header: HeaderSpan): boolean {
  const { bytes, start } = header;
  const { source, address, sourceHost, host, destination, destinationHost } = FIELDS;
  if (!addCaptured(tree, header, [FIELDS.nextHeader, FIELDS.hopLimit])) return false;
  if (!isCaptured(source, header)) return false;
  addAddress(tree, bytes, 6, [source, address, sourceHost, host], start + IPV6_SOURCE_OFFSET);
  if (!isCaptured(destination, header)) return false;
  addAddress(tree, bytes, 6, [destination, address, destinationHost, host], start + IPV6_DESTINATION_OFFSET);
  return true;
}
