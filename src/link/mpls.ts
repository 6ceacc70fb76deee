import { uint8, uint16, uint24 } from '../byte-order.js';
import type { Field, FieldTable } from '../field/field.js';
import type { Tree } from '../field/tree.js';
import { bitPicture } from './bit-picture.js';
import type { Cursor } from './cursor.js';
import { layerOfEtherType } from './ethertype.js';
import type { HeaderSpan } from './header-span.js';
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

export const MPLS_FIELDS = {
  protocol: { name: 'mpls', label: 'MultiProtocol Label Switching Header', type: 'protocol' },
  label: { name: 'mpls.label', label: 'MPLS Label', type: 'uint', base: 'dec-hex', bits: [0, 20], word: 32 },
  experimental: { name: 'mpls.exp', label: 'MPLS Experimental Bits', type: 'uint' },
  bottom: { name: 'mpls.bottom', label: 'MPLS Bottom Of Label Stack', type: 'uint' },
  timeToLive: { name: 'mpls.ttl', label: 'MPLS TTL', type: 'uint' },
} as const satisfies FieldTable;

/** Draws an MPLS label stack, each entry as a header of its own. */
export function describeMpls(tree: Tree, { bytes, start, available }: HeaderSpan): void {
  const FIELDS = MPLS_FIELDS;
  if (!tree.wants('mpls')) return;
  let bottom = 0;
  for (let at = start; bottom === 0 && at + ENTRY_LENGTH <= available; at += ENTRY_LENGTH) {
    const entry = uint24(bytes, at);
    const label = entry >> 4;
    const experimental = (entry >> 1) & 7;
    bottom = entry & BOTTOM_OF_STACK;
    const timeToLive = uint8(bytes, at + 3);
    const text = `Label: ${label}, Exp: ${experimental}, S: ${bottom}, TTL: ${timeToLive}`;
    tree.open(FIELDS.protocol, undefined, at, ENTRY_LENGTH, `${FIELDS.protocol.label}, ${text}`);
    const hex = label.toString(16).padStart(5, '0');
    tree.add(FIELDS.label, label, at, ENTRY_LENGTH, `${bitPicture(label, 0, 20, 32)}MPLS Label: ${label} (0x${hex})`);
    addBits(tree, FIELDS.experimental, experimental, at, 20, 3);
    addBits(tree, FIELDS.bottom, bottom, at, 23, 1);
    addBits(tree, FIELDS.timeToLive, timeToLive, at, 24, 8);
    tree.close();
  }
}

function addBits(tree: Tree, field: Field, value: number, at: number, before: number, length: number): void {
  tree.add(field, value, at, ENTRY_LENGTH, `${bitPicture(value, before, length, 32)}${field.label}: ${value}`);
}
