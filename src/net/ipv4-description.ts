import { uint8, uint32 } from '../byte-order.js';
import { addExpert, ExpertGroup, Severity } from '../field/expert.js';
import { type FieldTable, SET } from '../field/field.js';
import type { Tree } from '../field/tree.js';
import { bitPicture } from '../link/bit-picture.js';
import { addCaptured, isCaptured } from '../link/captured-fields.js';
import type { HeaderSpan } from '../link/header-span.js';
import { formatAddress } from './address.js';
import { addAddress } from './address-items.js';
import { codePointName, congestionName, differentiatedServicesText } from './differentiated-services.js';
import { ipProtocolLabel } from './ip-protocol-labels.js';
import {
  fragmentOffset,
  headerLength,
  IPV4_DESTINATION_OFFSET,
  IPV4_HEADER_LENGTH,
  IPV4_SOURCE_OFFSET,
  identification,
  moreFragments,
  protocol,
  totalLength,
} from './ipv4.js';
import { IPV4_ADDRESS_FIELDS } from './ipv4-addresses.js';
import { describeIpv4Options, finalDestination } from './ipv4-options.js';

export const IPV4_FIELDS = {
  protocol: { name: 'ip', label: 'Internet Protocol Version 4', type: 'protocol' },
  version: { name: 'ip.version', label: 'Version', type: 'uint', bits: [0, 4], word: 8 },
  headerLength: {
    name: 'ip.hdr_len',
    label: 'Header Length',
    type: 'uint',
    bits: [4, 4],
    word: 8,
    scale: 4,
    read: headerLength,
  },
  services: { name: 'ip.dsfield', label: 'Differentiated Services Field', type: 'uint', base: 'hex', bits: [8, 8] },
  codePoint: {
    name: 'ip.dsfield.dscp',
    label: 'Differentiated Services Codepoint',
    type: 'uint',
    bits: [8, 6],
    word: 8,
    names: codePointName,
  },
  congestion: {
    name: 'ip.dsfield.ecn',
    label: 'Explicit Congestion Notification',
    type: 'uint',
    bits: [14, 2],
    word: 8,
    names: congestionName,
  },
  totalLength: { name: 'ip.len', label: 'Total Length', type: 'uint', bits: [16, 16], read: totalLength },
  identification: {
    name: 'ip.id',
    label: 'Identification',
    type: 'uint',
    base: 'hex-dec',
    bits: [32, 16],
    read: identification,
  },
  flags: { name: 'ip.flags', label: 'Flags', type: 'uint', base: 'hex', bits: [48, 3], word: 8, width: 3 },
  reserved: { name: 'ip.flags.rb', label: 'Reserved bit', type: 'boolean', bits: [48, 1], word: 8, truth: SET },
  dontFragment: { name: 'ip.flags.df', label: "Don't fragment", type: 'boolean', bits: [49, 1], word: 8, truth: SET },
  moreFragments: {
    name: 'ip.flags.mf',
    label: 'More fragments',
    type: 'boolean',
    bits: [50, 1],
    word: 8,
    truth: SET,
    read: moreFragments,
  },
  fragmentOffset: {
    name: 'ip.frag_offset',
    label: 'Fragment Offset',
    type: 'uint',
    bits: [51, 13],
    word: 16,
  },
  timeToLive: { name: 'ip.ttl', label: 'Time to Live', type: 'uint', bits: [64, 8] },
  payloadProtocol: {
    name: 'ip.proto',
    label: 'Protocol',
    type: 'uint',
    bits: [72, 8],
    read: protocol,
    names: ipProtocolLabel,
  },
  checksum: { name: 'ip.checksum', label: 'Header Checksum', type: 'uint', base: 'hex', bits: [80, 16] },
  checksumStatus: { name: 'ip.checksum.status', label: 'Header checksum status', type: 'uint', width: 8 },
  ...IPV4_ADDRESS_FIELDS,
  badVersion: { name: 'ip.bogus_ip_version', label: 'Bogus IPv4 version', type: 'none' },
  badHeaderLength: { name: 'ip.bogus_header_length', label: 'Bogus IP header length', type: 'none' },
  badLength: { name: 'ip.bogus_ip_length', label: 'Bogus IP length', type: 'none' },
  timeToLiveOfControlBlock: { name: 'ip.ttl.lncb', label: 'Time To Live', type: 'none' },
  smallTimeToLive: { name: 'ip.ttl.too_small', label: 'Time To Live', type: 'none' },
} as const satisfies FieldTable;

const FIELDS = IPV4_FIELDS;

/** Value of `ip.checksum.status`: as Wireshark by default, the checksum is not looked at. */
const CHECKSUM_UNVERIFIED = 2;

/** Below this, a packet that is not multicast will soon be lost on its way. */
const SMALL_TIME_TO_LIVE = 5;

/**
 * Draws an IPv4 header with its options.
 * @param reassembly adds what is known of the datagram that a fragment belongs to
 */
export function describeIpv4(tree: Tree, header: HeaderSpan, reassembly?: () => void): void {
  if (!tree.wants('ip')) return;
  const { bytes, start } = header;
  const captured = header.payloadEnd - start;
  const length = captured === 0 ? 0 : Math.min(Math.max(headerLength(bytes, start), 1), captured);
  const item = tree.open(FIELDS.protocol, undefined, start, length);
  if (describeBeginning(tree, header)) {
    describeRouting(tree, header);
    if (isCaptured(FIELDS.destination, header)) item.text = itemText(header);
    reassembly?.();
  }
  tree.close();
}

/** Version to total length. @returns whether the header can be what it says */
function describeBeginning(tree: Tree, header: HeaderSpan): boolean {
  const { bytes, start } = header;
  if (!isCaptured(FIELDS.version, header)) return false;
  const ownLength = headerLength(bytes, start);
  const version = uint8(bytes, start) >> 4;
  tree.open(FIELDS.version, version, start, 1);
  if (version !== 4) addExpert(tree, FIELDS.badVersion, Severity.ERROR, ExpertGroup.PROTOCOL, start, 0);
  tree.close();
  if (version !== 4) return false;
  const picture = bitPicture(ownLength / 4, 4, 4, 8);
  tree.open(FIELDS.headerLength, ownLength, start, 1, `${picture}Header Length: ${ownLength} bytes (${ownLength / 4})`);
  if (ownLength < IPV4_HEADER_LENGTH) {
    const remark = `Bogus IP header length (${ownLength}, must be at least ${IPV4_HEADER_LENGTH})`;
    addExpert(tree, FIELDS.badHeaderLength, Severity.ERROR, ExpertGroup.PROTOCOL, start, 0, remark);
  }
  tree.close();
  if (ownLength < IPV4_HEADER_LENGTH || !isCaptured(FIELDS.services, header)) return false;
  const services = uint8(bytes, start + 1);
  const servicesText = `Differentiated Services Field: 0x${hex(services, 2)} ${differentiatedServicesText(services)}`;
  tree.open(FIELDS.services, services, start + 1, 1, servicesText);
  tree.fixed(FIELDS.codePoint, start);
  tree.fixed(FIELDS.congestion, start);
  tree.close();
  return isCaptured(FIELDS.totalLength, header) && describeTotalLength(tree, header, ownLength);
}

/** @returns whether the length can be true */
function describeTotalLength(tree: Tree, header: HeaderSpan, ownLength: number): boolean {
  const { bytes, start } = header;
  const at = start + 2;
  const total = totalLength(bytes, start);
  const available = Math.max(header.available, header.payloadEnd) + header.availableMissing - start;
  if (total === 0) {
    const reason = 'reported as 0, presumed to be because of "TCP segmentation offload" (TSO)';
    tree.add(FIELDS.totalLength, available, at, 2, `Total Length: ${available} bytes (${reason})`);
    return true;
  }
  if (total < ownLength) {
    const text = `Total Length: ${total} bytes (bogus, less than header length ${ownLength})`;
    tree.open(FIELDS.totalLength, total, at, 2, text);
    addExpert(tree, FIELDS.badLength, Severity.ERROR, ExpertGroup.PROTOCOL, at, 0);
    tree.close();
    return false;
  }
  tree.open(FIELDS.totalLength, total, at, 2);
  // What an ICMP error quotes is cut on purpose.
  if (total > available && !header.quoted) {
    const remark = `IPv4 total length exceeds packet length (${available} bytes)`;
    addExpert(tree, FIELDS.badLength, Severity.ERROR, ExpertGroup.PROTOCOL, at, 0, remark);
  }
  tree.close();
  return true;
}

/** Identification to options. */
function describeRouting(tree: Tree, header: HeaderSpan): void {
  const { bytes, start } = header;
  if (!addCaptured(tree, header, [FIELDS.identification])) return;
  if (!isCaptured(FIELDS.fragmentOffset, header)) return;
  tree.open(FIELDS.flags, uint8(bytes, start + 6) >> 5, start + 6, 1, flagsText(uint8(bytes, start + 6) >> 5));
  tree.fixed(FIELDS.reserved, start);
  tree.fixed(FIELDS.dontFragment, start);
  tree.fixed(FIELDS.moreFragments, start);
  tree.close();
  // Filters know the number as it stands there, in units of eight bytes; the line says it in bytes.
  const offset = fragmentOffset(bytes, start);
  tree.fixed(FIELDS.fragmentOffset, start, `${bitPicture(offset / 8, 3, 13, 16)}Fragment Offset: ${offset}`);
  if (!isCaptured(FIELDS.timeToLive, header)) return;
  describeTimeToLive(tree, header);
  if (!addCaptured(tree, header, [FIELDS.payloadProtocol]) || !isCaptured(FIELDS.checksum, header)) return;
  const checksum = tree.valueAt(FIELDS.checksum, start);
  const checksumText = `Header Checksum: 0x${hex(Number(checksum), 4)} [validation disabled]`;
  tree.add(FIELDS.checksum, checksum, start + 10, 2, checksumText);
  const status = 'Header checksum status: Unverified';
  tree.generated(FIELDS.checksumStatus, CHECKSUM_UNVERIFIED, start + 10, 0, status);
  describeAddresses(tree, header);
}

/** Addresses and options. */
function describeAddresses(tree: Tree, header: HeaderSpan): void {
  const { bytes, start } = header;
  const { source, address, sourceHost, host, destination, destinationHost, currentRoute, currentRouteHost } = FIELDS;
  if (!isCaptured(source, header)) return;
  addAddress(tree, bytes, 4, [source, address, sourceHost, host], start + IPV4_SOURCE_OFFSET);
  if (!isCaptured(destination, header)) return;
  const length = headerLength(bytes, start);
  const at = start + IPV4_DESTINATION_OFFSET;
  if (finalDestination(header, length) < 0) {
    addAddress(tree, bytes, 4, [destination, address, destinationHost, host], at);
  } else {
    tree.add(currentRoute, bytes.subarray(at, at + 4), at, 4);
    tree.hidden(currentRouteHost, formatAddress(bytes, at, 4), at, 4);
  }
  if (length > IPV4_HEADER_LENGTH) describeIpv4Options(tree, header, length);
}

/** The line of the whole header, with the addresses that a packet comes from and goes to in the end. */
function itemText(header: HeaderSpan): string {
  const { bytes, start } = header;
  const final = finalDestination(header, headerLength(bytes, start));
  const source = formatAddress(bytes, start + IPV4_SOURCE_OFFSET, 4);
  const destination = formatAddress(bytes, start + IPV4_DESTINATION_OFFSET, 4);
  const route = final < 0 ? destination : `${formatAddress(bytes, final, 4)}, Via: ${destination}`;
  return `${FIELDS.protocol.label}, Src: ${source}, Dst: ${route}`;
}

function flagsText(flags: number): string {
  let text = `${bitPicture(flags, 0, 3, 8)}Flags: 0x${hex(flags, 1)}`;
  if ((flags & 4) !== 0) text += ', Reserved bit';
  if ((flags & 2) !== 0) text += ", Don't fragment";
  if ((flags & 1) !== 0) text += ', More fragments';
  return text;
}

function describeTimeToLive(tree: Tree, header: HeaderSpan): void {
  const { bytes, start } = header;
  const timeToLive = uint8(bytes, start + 8);
  tree.open(FIELDS.timeToLive, timeToLive, start + 8, 1);
  if (isCaptured(FIELDS.destination, header)) {
    const destination = uint32(bytes, start + IPV4_DESTINATION_OFFSET);
    if (destination >>> 8 === LOCAL_CONTROL_BLOCK) {
      const due = timeToLiveInControlBlock(destination & 0xff);
      if (due !== undefined && due !== timeToLive) {
        const remark = `"Time To Live" != ${due} for a packet sent to the Local Network Control Block (see RFC 3171)`;
        const field = FIELDS.timeToLiveOfControlBlock;
        addExpert(tree, field, Severity.NOTE, ExpertGroup.SEQUENCE, start + 8, 0, remark);
      }
    } else if (timeToLive < SMALL_TIME_TO_LIVE && destination >>> 28 !== MULTICAST && !isPim(bytes, start)) {
      const remark = `"Time To Live" only ${timeToLive}`;
      addExpert(tree, FIELDS.smallTimeToLive, Severity.NOTE, ExpertGroup.SEQUENCE, start + 8, 0, remark);
    }
  }
  tree.close();
}

/** First four bits of multicast addresses, and first 24 of those that are not forwarded (RFC 3171, section 3). */
const MULTICAST = 0xe;
const LOCAL_CONTROL_BLOCK = 0xe00000;

/** VRRP, GLBP and mDNS want packets that cannot have come over a router; LLMNR takes any (RFC 4795, section 2.5). */
function timeToLiveInControlBlock(lastOctet: number): number | undefined {
  switch (lastOctet) {
    case 18:
    case 102:
    case 251:
      return 255;
    case 252:
      return undefined;
    default:
      return 1;
  }
}

/** Whether the payload is PIM, whose packets go from router to router. */
function isPim(bytes: Uint8Array, start: number): boolean {
  return protocol(bytes, start) === PIM;
}

const PIM = 103;

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}

/** Info of a fragment that was not put together: `Fragmented IP protocol (proto=UDP 17, off=0, ID=1234)`. */
export function ipv4FragmentInfo(bytes: Uint8Array, header: number): string {
  const number = protocol(bytes, header);
  const name = ipProtocolLabel(number) ?? 'Unknown';
  const offset = fragmentOffset(bytes, header);
  return `Fragmented IP protocol (proto=${name} ${number}, off=${offset}, ID=${hex(identification(bytes, header), 4)})`;
}
