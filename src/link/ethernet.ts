import { uint16 } from '../byte-order.js';
import type { Cursor } from './cursor.js';
import { enterTypeOrLength } from './ethertype.js';

/** Destination, source and EtherType or length (IEEE 802.3, clause 3), in bytes. */
const HEADER_LENGTH = 14;

/** Walks over an Ethernet II or 802.3 header. */
export function walkEthernet(cursor: Cursor): void {
  const type = cursor.offset + 12;
  if (cursor.skip(HEADER_LENGTH)) enterTypeOrLength(cursor, uint16(cursor.bytes, type));
}
