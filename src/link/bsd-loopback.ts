import { uint32, uint32le } from '../byte-order.js';
import type { FieldTable } from '../field/field.js';
import type { Tree } from '../field/tree.js';
import type { Cursor } from './cursor.js';
import type { HeaderSpan } from './header-span.js';
import { Layer } from './layer.js';

/** Address family (draft-ietf-opsawg-pcaplinktype, LINKTYPE_NULL and LINKTYPE_LOOP), in bytes. */
const HEADER_LENGTH = 4;

/** The number of AF_INET6 differs from system to system; AF_INET is 2 on all of them. */
const AddressFamily = {
  INET: 2,
  INET6_LINUX: 10,
  INET6_NETBSD: 24,
  INET6_FREEBSD: 28,
  INET6_DARWIN: 30,
} as const;

/** Address families are small numbers: a larger one is in the other byte order. */
const MAX_FAMILY = 0xffff;

/** Walks over the header of LINKTYPE_NULL: the family is in the byte order of the machine that captured. */
export function walkBsdNull(cursor: Cursor): void {
  const { bytes, offset } = cursor;
  if (!cursor.skip(HEADER_LENGTH)) return;
  const family = uint32le(bytes, offset);
  cursor.next = layerOfFamily(family <= MAX_FAMILY ? family : uint32(bytes, offset));
}

/** Walks over the header of LINKTYPE_LOOP: the family is in network byte order. */
export function walkBsdLoop(cursor: Cursor): void {
  const { bytes, offset } = cursor;
  if (cursor.skip(HEADER_LENGTH)) cursor.next = layerOfFamily(uint32(bytes, offset));
}

function layerOfFamily(family: number): Layer {
  switch (family) {
    case AddressFamily.INET:
      return Layer.IPV4;
    case AddressFamily.INET6_LINUX:
    case AddressFamily.INET6_NETBSD:
    case AddressFamily.INET6_FREEBSD:
    case AddressFamily.INET6_DARWIN:
      return Layer.IPV6;
    default:
      return Layer.NONE;
  }
}

const FAMILY_NAMES: ReadonlyMap<number, string> = new Map<number, string>([
  [AddressFamily.INET, 'IP'],
  [7, 'OSI'],
  [16, 'Appletalk'],
  [23, 'Netware IPX/SPX'],
  [AddressFamily.INET6_NETBSD, 'IPv6'],
  [AddressFamily.INET6_FREEBSD, 'IPv6'],
  [AddressFamily.INET6_DARWIN, 'IPv6'],
]);

export const BSD_LOOPBACK_FIELDS = {
  protocol: { name: 'null', label: 'Null/Loopback', type: 'protocol' },
  family: {
    name: 'null.family',
    label: 'Family',
    type: 'uint',
    width: 32,
    names: (value) => FAMILY_NAMES.get(value),
  },
} as const satisfies FieldTable;

/** Draws the header of LINKTYPE_NULL, or of LINKTYPE_LOOP, which Wireshark does not tell from it. */
export function describeBsdLoopback(tree: Tree, { bytes, start, payloadEnd }: HeaderSpan): void {
  const FIELDS = BSD_LOOPBACK_FIELDS;
  if (!tree.wants('null') || start + HEADER_LENGTH > payloadEnd) return;
  const family = uint32le(bytes, start);
  tree.open(FIELDS.protocol, undefined, start, HEADER_LENGTH);
  tree.add(FIELDS.family, family <= MAX_FAMILY ? family : uint32(bytes, start), start, HEADER_LENGTH);
  tree.close();
}
