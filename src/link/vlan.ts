import { uint16 } from '../byte-order.js';
import type { Cursor } from './cursor.js';
import { enterTypeOrLength } from './ethertype.js';

/** Tag control information and the EtherType or length behind it (IEEE 802.1Q, clause 9), in bytes. */
const TAG_LENGTH = 4;

/** Walks over one VLAN tag, from behind its own EtherType (IEEE 802.1Q and 802.1ad). */
export function walkVlan(cursor: Cursor): void {
  const type = cursor.offset + 2;
  if (cursor.skip(TAG_LENGTH)) enterTypeOrLength(cursor, uint16(cursor.bytes, type));
}
