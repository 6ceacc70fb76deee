import { uint8, uint16 } from '../byte-order.js';
import type { FieldTable } from '../field/field.js';
import type { Tree } from '../field/tree.js';
import type { HeaderSpan } from '../link/header-span.js';
import { Layer } from '../link/layer.js';
import { MAC_ADDRESS_LENGTH, macText } from '../link/mac-address.js';
import { formatAddress } from './address.js';
import { addIcmpChecksum } from './icmp-checksum.js';
import { icmpv6CodeInfo, icmpv6CodeName, icmpv6TypeName } from './icmpv6-names.js';
import { addWords } from './internet-checksum.js';
import { IpProtocol } from './ip-protocol.js';

/** Message types (RFC 4443; RFC 4861, section 4). */
const Icmpv6Type = {
  DESTINATION_UNREACHABLE: 1,
  PACKET_TOO_BIG: 2,
  TIME_EXCEEDED: 3,
  PARAMETER_PROBLEM: 4,
  ECHO_REQUEST: 128,
  ECHO_REPLY: 129,
  ROUTER_SOLICITATION: 133,
  ROUTER_ADVERTISEMENT: 134,
  NEIGHBOR_SOLICITATION: 135,
  NEIGHBOR_ADVERTISEMENT: 136,
} as const;

export const ICMPV6_FIELDS = {
  protocol: { name: 'icmpv6', label: 'Internet Control Message Protocol v6', type: 'protocol' },
  type: { name: 'icmpv6.type', label: 'Type', type: 'uint', bits: [0, 8], names: icmpv6TypeName },
  code: { name: 'icmpv6.code', label: 'Code', type: 'uint', bits: [8, 8] },
  checksum: { name: 'icmpv6.checksum', label: 'Checksum', type: 'uint', base: 'hex', bits: [16, 16] },
  status: { name: 'icmpv6.checksum.status', label: 'Checksum Status', type: 'uint', width: 8 },
  bad: { name: 'icmpv6.checksum_bad.expert', label: 'Bad checksum', type: 'none' },
  identifier: { name: 'icmpv6.echo.identifier', label: 'Identifier', type: 'uint', base: 'hex', bits: [32, 16] },
  sequence: { name: 'icmpv6.echo.sequence_number', label: 'Sequence', type: 'uint', bits: [48, 16] },
  reserved: { name: 'icmpv6.reserved', label: 'Reserved', type: 'bytes', bits: [32, 32] },
  mtu: { name: 'icmpv6.mtu', label: 'MTU', type: 'uint', bits: [32, 32] },
  pointer: { name: 'icmpv6.pointer', label: 'Pointer', type: 'uint', bits: [32, 32] },
  solicited: { name: 'icmpv6.nd.ns.target_address', label: 'Target Address', type: 'ipv6', bits: [64, 128] },
  advertised: { name: 'icmpv6.nd.na.target_address', label: 'Target Address', type: 'ipv6', bits: [64, 128] },
} as const satisfies FieldTable;

const FIELDS = ICMPV6_FIELDS;

/** In bytes: type, code and checksum; with what depends on the type; and with the target of neighbour discovery. */
const COMMON_LENGTH = 4;
const HEADER_LENGTH = 8;
const NEIGHBOR_LENGTH = 24;
/** Of a router advertisement (RFC 4861, section 4.2). */
const ROUTER_ADVERTISEMENT_LENGTH = 16;

/**
 * Draws an ICMPv6 message. The item stays open where the message quotes a packet, whose headers belong into it.
 * @param exchange adds what is known of the request or reply that it belongs with
 */
export function describeIcmpv6(tree: Tree, header: HeaderSpan, exchange?: () => void): void {
  if (!tree.wants('icmpv6')) return;
  const { bytes, start, available } = header;
  tree.open(FIELDS.protocol, undefined, start, available - start);
  if (start + COMMON_LENGTH <= available) {
    const type = uint8(bytes, start);
    const code = uint8(bytes, start + 1);
    tree.fixed(FIELDS.type, start);
    const name = icmpv6CodeName(type, code);
    tree.add(FIELDS.code, code, start + 1, 1, `Code: ${code}${name === undefined ? '' : ` (${name})`}`);
    addIcmpChecksum(tree, header, FIELDS, pseudoHeaderSum(header));
    if (start + HEADER_LENGTH <= available) describeRest(tree, start, available, type);
    exchange?.();
  }
  if (header.next === Layer.NONE) tree.close();
}

/** Sum of the addresses, length and protocol that the checksum covers along with the message (RFC 8200, section 8.1). */
function pseudoHeaderSum(header: HeaderSpan): number {
  const { bytes, start, available, source, destination } = header;
  const sum = addWords(bytes, destination, destination + 16, addWords(bytes, source, source + 16, 0));
  return sum + (available - start) + IpProtocol.ICMPV6;
}

/** The four bytes that depend on the type, and what neighbour discovery asks for. */
function describeRest(tree: Tree, start: number, available: number, type: number): void {
  switch (type) {
    case Icmpv6Type.ECHO_REQUEST:
    case Icmpv6Type.ECHO_REPLY:
      tree.fixed(FIELDS.identifier, start);
      tree.fixed(FIELDS.sequence, start);
      return;
    case Icmpv6Type.PACKET_TOO_BIG:
      tree.fixed(FIELDS.mtu, start);
      return;
    case Icmpv6Type.PARAMETER_PROBLEM:
      tree.fixed(FIELDS.pointer, start);
      return;
    case Icmpv6Type.NEIGHBOR_SOLICITATION:
      tree.fixed(FIELDS.reserved, start);
      if (start + NEIGHBOR_LENGTH <= available) tree.fixed(FIELDS.solicited, start);
      return;
    case Icmpv6Type.NEIGHBOR_ADVERTISEMENT:
      if (start + NEIGHBOR_LENGTH <= available) tree.fixed(FIELDS.advertised, start);
      return;
    case Icmpv6Type.DESTINATION_UNREACHABLE:
    case Icmpv6Type.TIME_EXCEEDED:
    case Icmpv6Type.ROUTER_SOLICITATION:
      tree.fixed(FIELDS.reserved, start);
  }
}

/**
 * The Info of an ICMPv6 message: `Neighbor Solicitation for fe80::1 from 02:00:00:00:00:01`.
 * @param end index behind the last captured byte
 * @param hopLimit of the IPv6 header it came with
 * @returns undefined where the message is too short for it
 */
export function icmpv6Info(bytes: Uint8Array, at: number, end: number, hopLimit: number): string | undefined {
  if (at + COMMON_LENGTH > end) return undefined;
  const type = uint8(bytes, at);
  const name = icmpv6TypeName(type) ?? `Unknown (${type})`;
  switch (type) {
    case Icmpv6Type.ECHO_REQUEST:
    case Icmpv6Type.ECHO_REPLY: {
      if (at + HEADER_LENGTH > end) return undefined;
      const identifier = uint16(bytes, at + 4)
        .toString(16)
        .padStart(4, '0');
      return `${name} id=0x${identifier}, seq=${uint16(bytes, at + 6)}, hop limit=${hopLimit}`;
    }
    case Icmpv6Type.ROUTER_SOLICITATION:
      return name + from(bytes, at + HEADER_LENGTH, end);
    case Icmpv6Type.ROUTER_ADVERTISEMENT:
      return name + from(bytes, at + ROUTER_ADVERTISEMENT_LENGTH, end);
    case Icmpv6Type.NEIGHBOR_SOLICITATION:
      if (at + NEIGHBOR_LENGTH > end) return undefined;
      return `${name} for ${formatAddress(bytes, at + 8, 6)}${from(bytes, at + NEIGHBOR_LENGTH, end)}`;
    case Icmpv6Type.NEIGHBOR_ADVERTISEMENT:
      return at + NEIGHBOR_LENGTH > end ? undefined : advertisementInfo(name, bytes, at, end);
    default: {
      const code = icmpv6CodeInfo(type, uint8(bytes, at + 1));
      return code === undefined ? name : `${name} (${code})`;
    }
  }
}

/** Flags of a neighbour advertisement (RFC 4861, section 4.4) as the Info names them. */
const ADVERTISEMENT_FLAGS: ReadonlyArray<readonly [number, string]> = [
  [0x80, 'rtr'],
  [0x40, 'sol'],
  [0x20, 'ovr'],
];

function advertisementInfo(name: string, bytes: Uint8Array, at: number, end: number): string {
  const flags = uint8(bytes, at + 4);
  const names = ADVERTISEMENT_FLAGS.filter(([bit]) => (flags & bit) !== 0).map(([, flag]) => flag);
  const told = names.length === 0 ? 'none' : names.join(', ');
  const option = linkLayerAddress(bytes, at + NEIGHBOR_LENGTH, end, OPTION_TARGET);
  const address = option < 0 ? '' : ` is at ${macText(bytes, option)}`;
  return `${name} ${formatAddress(bytes, at + 8, 6)} (${told})${address}`;
}

/** Options of neighbour discovery (RFC 4861, section 4.6.1) that hold a link-layer address. */
const OPTION_SOURCE = 1;
const OPTION_TARGET = 2;
const OPTION_UNIT = 8;

/** ` from 02:00:00:00:00:01`, or nothing where the sender does not tell its link-layer address. */
function from(bytes: Uint8Array, options: number, end: number): string {
  const address = linkLayerAddress(bytes, options, end, OPTION_SOURCE);
  return address < 0 ? '' : ` from ${macText(bytes, address)}`;
}

/** @returns index of the MAC address in the first option of this type, -1 where there is none */
function linkLayerAddress(bytes: Uint8Array, options: number, end: number, type: number): number {
  for (let at = options; at + OPTION_UNIT <= end; ) {
    const units = uint8(bytes, at + 1);
    if (units === 0) return -1;
    if (uint8(bytes, at) === type && units === 1) return at + OPTION_UNIT - MAC_ADDRESS_LENGTH;
    at += units * OPTION_UNIT;
  }
  return -1;
}
