import { uint32, uint32le } from '../byte-order.js';
import type { Cursor } from './cursor.js';
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
