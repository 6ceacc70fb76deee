import { uint8, uint16, uint32 } from '../byte-order.js';
import { addExpert, ExpertGroup, Severity } from '../field/expert.js';
import type { Field, FieldTable } from '../field/field.js';
import type { Tree } from '../field/tree.js';
import { bitPicture } from '../link/bit-picture.js';
import type { HeaderSpan } from '../link/header-span.js';
import { headerLength as authenticationHeaderLength, drawAuthenticationHeader } from './authentication-header.js';
import { IpProtocol } from './ip-protocol.js';
import { ipProtocolLabel } from './ip-protocol-labels.js';
import { fragmentOffset, moreFragments, nextHeader } from './ipv6-fragment.js';
import { describeIpv6Options } from './ipv6-options.js';
import { describeRoutingData, routingTypeName } from './ipv6-routing.js';

/** Extension headers are a multiple of eight bytes long; the first eight are not counted in their length field. */
const UNIT = 8;

/** What extension headers begin with (RFC 8200, section 4.2), under the name of each. */
function commonFields(filter: string, label: string) {
  return {
    protocol: { name: filter, label, type: 'protocol' },
    nextHeader: {
      name: `${filter}.nxt`,
      label: 'Next Header',
      type: 'uint',
      bits: [0, 8],
      names: ipProtocolLabel,
    },
    length: { name: `${filter}.len`, label: 'Length', type: 'uint', bits: [8, 8] },
    octets: { name: `${filter}.len_oct`, label: 'Length', type: 'uint', width: 16, unit: ' bytes' },
  } as const satisfies FieldTable;
}

const HOP_BY_HOP = commonFields('ipv6.hopopts', 'IPv6 Hop-by-Hop Option');
const DESTINATION = commonFields('ipv6.dstopts', 'Destination Options for IPv6');
const ROUTING = commonFields('ipv6.routing', 'Routing Header for IPv6');

export const IPV6_FRAGMENT_FIELDS = {
  protocol: { name: 'ipv6.fraghdr', label: 'Fragment Header for IPv6', type: 'protocol' },
  nextHeader: {
    name: 'ipv6.fraghdr.nxt',
    label: 'Next header',
    type: 'uint',
    bits: [0, 8],
    read: nextHeader,
    names: ipProtocolLabel,
  },
  reservedOctet: {
    name: 'ipv6.fraghdr.reserved_octet',
    label: 'Reserved octet',
    type: 'uint',
    base: 'hex',
    bits: [8, 8],
  },
  offset: { name: 'ipv6.fraghdr.offset', label: 'Offset', type: 'uint', bits: [16, 13], word: 16 },
  reservedBits: { name: 'ipv6.fraghdr.reserved_bits', label: 'Reserved bits', type: 'uint' },
  more: { name: 'ipv6.fraghdr.more', label: 'More Fragments', type: 'boolean', truth: ['Yes', 'No'] },
  identification: {
    name: 'ipv6.fraghdr.ident',
    label: 'Identification',
    type: 'uint',
    base: 'hex',
    bits: [32, 32],
  },
} as const satisfies FieldTable;

const ROUTING_FIELDS = {
  type: { name: 'ipv6.routing.type', label: 'Type', type: 'uint', bits: [16, 8], names: routingTypeName },
  segmentsLeft: { name: 'ipv6.routing.segleft', label: 'Segments Left', type: 'uint', bits: [24, 8] },
  deprecated: { name: 'ipv6.routing.deprecated', label: 'Routing header type is deprecated', type: 'none' },
} as const satisfies FieldTable;

export const IPV6_EXTENSION_FIELDS: readonly Field[] = [HOP_BY_HOP, DESTINATION, ROUTING, ROUTING_FIELDS].flatMap(
  (table): Field[] => Object.values(table),
);

/** Draws one extension header. */
type DrawExtension = (tree: Tree, header: HeaderSpan, at: number, length: number) => void;

const DRAWINGS: ReadonlyMap<number, DrawExtension> = new Map<number, DrawExtension>([
  [IpProtocol.HOP_BY_HOP_OPTIONS, (...place) => describeOptions(HOP_BY_HOP, ...place)],
  [IpProtocol.DESTINATION_OPTIONS, (...place) => describeOptions(DESTINATION, ...place)],
  [IpProtocol.ROUTING, describeRouting],
  [IpProtocol.FRAGMENT, describeFragment],
  [IpProtocol.AUTHENTICATION_HEADER, drawAuthenticationHeader],
]);

/** Draws the extension headers from `first` on, up to a fragment's data or to what is no extension header. */
export function describeIpv6Extensions(tree: Tree, header: HeaderSpan, protocol: number, first: number): void {
  overExtensions(header, protocol, first, (draw, at, length) => draw(tree, header, at, length));
}

/** Index behind the last of them, as far as they are captured. */
export function extensionsEnd(header: HeaderSpan, protocol: number, first: number): number {
  let end = first;
  overExtensions(header, protocol, first, (_, at, length) => {
    end = Math.min(at + length, header.payloadEnd);
  });
  return end;
}

function overExtensions(
  header: HeaderSpan,
  protocol: number,
  first: number,
  visit: (draw: DrawExtension, at: number, length: number) => void,
): void {
  const { bytes, payloadEnd } = header;
  let next = protocol;
  for (let at = first; at + UNIT <= payloadEnd; ) {
    const draw = DRAWINGS.get(next);
    if (draw === undefined) return;
    const length = extensionLength(bytes, at, next);
    visit(draw, at, length);
    if (next === IpProtocol.FRAGMENT && (fragmentOffset(bytes, at) !== 0 || moreFragments(bytes, at))) return;
    next = uint8(bytes, at);
    at += length;
  }
}

/** In bytes; only the Authentication Header counts in words of four. */
function extensionLength(bytes: Uint8Array, at: number, protocol: number): number {
  if (protocol === IpProtocol.FRAGMENT) return UNIT;
  if (protocol === IpProtocol.AUTHENTICATION_HEADER) return authenticationHeaderLength(bytes, at);
  return (uint8(bytes, at + 1) + 1) * UNIT;
}

/** Next header and length. */
function describeCommon(tree: Tree, fields: typeof HOP_BY_HOP, at: number, length: number): void {
  tree.fixed(fields.nextHeader, at);
  tree.fixed(fields.length, at);
  tree.generated(fields.octets, length, at + 1, 1);
}

function describeOptions(fields: typeof HOP_BY_HOP, tree: Tree, header: HeaderSpan, at: number, length: number): void {
  tree.open(fields.protocol, undefined, at, Math.min(length, header.payloadEnd - at));
  describeCommon(tree, fields, at, length);
  describeIpv6Options(tree, header, at + 2, Math.min(at + length, header.payloadEnd));
  tree.close();
}

function describeRouting(tree: Tree, header: HeaderSpan, at: number, length: number): void {
  const { bytes } = header;
  const type = uint8(bytes, at + 2);
  const end = Math.min(at + length, header.payloadEnd);
  const text = `${ROUTING.protocol.label} (${routingTypeName(type) ?? 'Unknown'})`;
  tree.open(ROUTING.protocol, undefined, at, end - at, text);
  describeCommon(tree, ROUTING, at, length);
  tree.open(ROUTING_FIELDS.type, type, at + 2, 1);
  if (type === 0) {
    addExpert(tree, ROUTING_FIELDS.deprecated, Severity.NOTE, ExpertGroup.DEPRECATED, at + 2, 0);
  }
  tree.close();
  tree.fixed(ROUTING_FIELDS.segmentsLeft, at);
  describeRoutingData(tree, bytes, at, end, type);
  tree.close();
}

function describeFragment(tree: Tree, { bytes }: HeaderSpan, at: number): void {
  const FIELDS = IPV6_FRAGMENT_FIELDS;
  tree.open(FIELDS.protocol, undefined, at, UNIT);
  tree.fixed(FIELDS.nextHeader, at);
  tree.fixed(FIELDS.reservedOctet, at);
  const word = uint16(bytes, at + 2);
  const offset = word >> 3;
  tree.add(FIELDS.offset, offset, at + 2, 2, `${bitPicture(offset, 0, 13, 16)}Offset: ${offset} (${offset * 8} bytes)`);
  const reserved = (word >> 1) & 3;
  tree.add(FIELDS.reservedBits, reserved, at + 2, 2, `${bitPicture(reserved, 13, 2, 16)}Reserved bits: ${reserved}`);
  const more = (word & 1) !== 0;
  const answer = FIELDS.more.truth[more ? 0 : 1];
  tree.add(FIELDS.more, more, at + 2, 2, `${bitPicture(word & 1, 15, 1, 16)}More Fragments: ${answer}`);
  tree.fixed(FIELDS.identification, at);
  tree.close();
}

/** Info of a fragment that was not put together, from its Fragment header: `IPv6 fragment (off=0 more=y …)`. */
export function ipv6FragmentInfo(bytes: Uint8Array, at: number): string {
  const more = moreFragments(bytes, at) ? 'y' : 'n';
  const identification = uint32(bytes, at + 4)
    .toString(16)
    .padStart(8, '0');
  const offset = fragmentOffset(bytes, at);
  return `IPv6 fragment (off=${offset} more=${more} ident=0x${identification} nxt=${nextHeader(bytes, at)})`;
}
