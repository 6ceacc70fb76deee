import { uint16 } from '../byte-order.js';
import type { Cursor } from './cursor.js';
import { enterEtherType } from './ethertype.js';

/** Global routing header (InfiniBand, section 8.3), EtherType and two reserved bytes (RFC 4391, section 6), in bytes. */
const HEADER_LENGTH = 44;
const ETHERTYPE_OFFSET = 40;

/** Walks over the headers of IP over InfiniBand. */
export function walkIpoib(cursor: Cursor): void {
  const type = cursor.offset + ETHERTYPE_OFFSET;
  if (cursor.skip(HEADER_LENGTH)) enterEtherType(cursor, uint16(cursor.bytes, type));
}
