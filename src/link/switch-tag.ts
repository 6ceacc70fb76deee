import { uint16 } from '../byte-order.js';
import type { Cursor } from './cursor.js';
import { enterTypeOrLength } from './ethertype.js';

/** Destination and source address, in bytes; the switch puts its tag behind them. */
const ADDRESSES_LENGTH = 12;
/** A DSA tag of Marvell switches, or one of Broadcom's; the EtherType DSA tag begins with an EtherType and two zeros. */
const TAG_LENGTH = 4;
const ETHERTYPE_TAG_LENGTH = 8;

/** Walks over an Ethernet header with a DSA or Broadcom tag (LINKTYPE_DSA_TAG_DSA, LINKTYPE_DSA_TAG_BRCM). */
export function walkDsa(cursor: Cursor): void {
  walkTagged(cursor, TAG_LENGTH);
}

/** Walks over an Ethernet header with an EtherType DSA tag (LINKTYPE_DSA_TAG_EDSA). */
export function walkEtherTypeDsa(cursor: Cursor): void {
  walkTagged(cursor, ETHERTYPE_TAG_LENGTH);
}

function walkTagged(cursor: Cursor, tagLength: number): void {
  const type = cursor.offset + ADDRESSES_LENGTH + tagLength;
  if (cursor.skip(ADDRESSES_LENGTH + tagLength + 2)) enterTypeOrLength(cursor, uint16(cursor.bytes, type));
}
