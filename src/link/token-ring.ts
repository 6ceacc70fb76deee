import { uint8 } from '../byte-order.js';
import type { Cursor } from './cursor.js';
import { Layer } from './layer.js';

/** Access control, frame control, destination and source (IEEE 802.5, section 3), in bytes. */
const HEADER_LENGTH = 14;
const SOURCE_OFFSET = 8;
/** First bit of the source address: routing information follows. */
const ROUTING_PRESENT = 0x80;
/** Bits of the routing information's first byte that hold its length. */
const ROUTING_LENGTH = 0x1f;

/** Walks over a Token Ring header, source-routing information included. */
export function walkTokenRing(cursor: Cursor): void {
  const { bytes, offset } = cursor;
  if (!cursor.skip(HEADER_LENGTH)) return;
  if ((uint8(bytes, offset + SOURCE_OFFSET) & ROUTING_PRESENT) !== 0) {
    if (cursor.offset >= cursor.end) {
      cursor.next = Layer.NONE;
      return;
    }
    if (!cursor.skip(uint8(bytes, cursor.offset) & ROUTING_LENGTH)) return;
  }
  cursor.next = Layer.LLC;
}
