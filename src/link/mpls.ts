import { uint8, uint16 } from '../byte-order.js';
import type { Cursor } from './cursor.js';
import { layerOfEtherType } from './ethertype.js';
import { Layer } from './layer.js';

/** One label stack entry (RFC 3032, section 2.1), in bytes. */
const ENTRY_LENGTH = 4;
/** Bottom-of-stack bit in an entry's third byte. */
const BOTTOM_OF_STACK = 0x01;
/** Generic control word of a pseudowire (RFC 4385, section 3), in bytes. */
const CONTROL_WORD_LENGTH = 4;
/** Where the EtherType of an Ethernet header stands. */
const ETHERTYPE_OFFSET = 12;

/**
 * Walks over an MPLS label stack (RFC 3032). Nothing in it says what it carries: the first four bits behind it do
 * (RFC 4928, section 3) – 4 and 6 for IP, 0 for a pseudowire's control word, 1 for its associated channel, and anything
 * else is a pseudowire without control word, taken as Ethernet (RFC 4448).
 */
export function walkMpls(cursor: Cursor): void {
  const { bytes } = cursor;
  let at: number;
  do {
    at = cursor.offset;
    if (!cursor.skip(ENTRY_LENGTH)) return;
  } while ((uint8(bytes, at + 2) & BOTTOM_OF_STACK) === 0);
  cursor.next = Layer.NONE;
  if (cursor.offset >= cursor.end) return;
  switch (uint8(bytes, cursor.offset) >> 4) {
    case 4:
      cursor.next = Layer.IPV4;
      return;
    case 6:
      cursor.next = Layer.IPV6;
      return;
    case 1:
      return;
    case 0:
      if (!isPlainEthernet(cursor) && !cursor.skip(CONTROL_WORD_LENGTH)) return;
      cursor.next = Layer.ETHERNET;
      return;
    default:
      cursor.next = Layer.ETHERNET;
  }
}

/** Many MAC addresses begin with four 0 bits, as a control word does: only the EtherType behind them tells. */
function isPlainEthernet({ bytes, offset, end }: Cursor): boolean {
  const plain = offset + ETHERTYPE_OFFSET;
  const controlled = plain + CONTROL_WORD_LENGTH;
  if (controlled + 2 > end) return false;
  return (
    layerOfEtherType(uint16(bytes, plain)) !== Layer.NONE && layerOfEtherType(uint16(bytes, controlled)) === Layer.NONE
  );
}
