import { uint16 } from '../byte-order.js';
import type { Cursor } from './cursor.js';
import { enterEtherType } from './ethertype.js';

/** Address, control and EtherType (RFC 1547, section 4.3.1), in bytes. */
const HEADER_LENGTH = 4;

/** Walks over a Cisco HDLC header. */
export function walkCiscoHdlc(cursor: Cursor): void {
  const type = cursor.offset + 2;
  if (cursor.skip(HEADER_LENGTH)) enterEtherType(cursor, uint16(cursor.bytes, type));
}
