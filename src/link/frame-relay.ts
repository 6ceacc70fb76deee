import { uint8, uint16 } from '../byte-order.js';
import type { Cursor } from './cursor.js';
import { enterEtherType, MIN_ETHERTYPE } from './ethertype.js';
import { Layer } from './layer.js';
import { enterNlpid, Nlpid, walkSnap } from './llc.js';

/** Set in the last byte of an address field of 2 to 4 bytes (Q.922, section 3.2). */
const ADDRESS_EXTENSION = 0x01;
const MAX_ADDRESS_LENGTH = 4;
const CONTROL_UNNUMBERED_INFORMATION = 0x03;
const PADDING = 0x00;

/** Walks over a Frame Relay header: RFC 2427 encapsulation, or Cisco's with an EtherType behind the address. */
export function walkFrameRelay(cursor: Cursor): void {
  const { bytes, offset } = cursor;
  let last: number;
  do {
    last = cursor.offset;
    if (!cursor.skip(1)) return;
  } while ((uint8(bytes, last) & ADDRESS_EXTENSION) === 0 && cursor.offset - offset < MAX_ADDRESS_LENGTH);
  const control = cursor.offset;
  if (!cursor.skip(2)) return;
  if (uint8(bytes, control) !== CONTROL_UNNUMBERED_INFORMATION) {
    const etherType = uint16(bytes, control);
    if (etherType >= MIN_ETHERTYPE) enterEtherType(cursor, etherType);
    else cursor.next = Layer.NONE;
    return;
  }
  let nlpid = uint8(bytes, control + 1);
  if (nlpid === PADDING) {
    if (!cursor.skip(1)) return;
    nlpid = uint8(bytes, control + 2);
  }
  if (nlpid === Nlpid.SNAP) walkSnap(cursor, 0);
  else enterNlpid(cursor, nlpid);
}
