import { int32, uint8, uint16le } from '../byte-order.js';
import type { FieldTable } from '../field/field.js';
import type { Tree } from '../field/tree.js';
import type { Cursor } from './cursor.js';
import type { HeaderSpan } from './header-span.js';
import { Layer } from './layer.js';

/** Version, padding, length and the first word of presence bits (radiotap.org), in bytes. */
const MIN_HEADER_LENGTH = 8;

/** Presence bits as they stand in the words, which are little-endian, read big-endian. */
const Present = { TSFT: 0x01000000, FLAGS: 0x02000000, EXTENDED: 0x00000080 } as const;

/** Length and alignment of the TSFT field, in bytes. */
const TSFT_LENGTH = 8;

/** Bits of the Flags field. */
const FCS_AT_END = 0x10;
const PADDED_MAC_HEADER = 0x20;

const FCS_LENGTH = 4;

/** Walks over a radiotap header; its Flags field says whether the frame ends in an FCS. */
export function walkRadiotap(cursor: Cursor): void {
  const { bytes, offset } = cursor;
  if (cursor.end - offset < MIN_HEADER_LENGTH || uint8(bytes, offset) !== 0) {
    cursor.next = Layer.NONE;
    return;
  }
  const length = uint16le(bytes, offset + 2);
  const flags = flagsField(cursor, length);
  if (length < MIN_HEADER_LENGTH || !cursor.skip(length)) {
    cursor.next = Layer.NONE;
    return;
  }
  if ((flags & FCS_AT_END) !== 0) cursor.dropTrailer(FCS_LENGTH);
  cursor.next = (flags & PADDED_MAC_HEADER) !== 0 ? Layer.PADDED_IEEE80211 : Layer.IEEE80211;
}

/** @returns the Flags field, 0 where there is none */
function flagsField({ bytes, offset, end }: Cursor, length: number): number {
  const headerEnd = Math.min(offset + length, end);
  const present = int32(bytes, offset + 4);
  if ((present & Present.FLAGS) === 0) return 0;
  let at = offset + 4;
  while (at + 4 <= headerEnd && (int32(bytes, at) & Present.EXTENDED) !== 0) at += 4;
  at += 4;
  if ((present & Present.TSFT) !== 0) at += (-(at - offset) & (TSFT_LENGTH - 1)) + TSFT_LENGTH;
  return at < headerEnd ? uint8(bytes, at) : 0;
}

export const RADIOTAP_FIELDS = {
  protocol: { name: 'radiotap', label: 'Radiotap Header', type: 'protocol' },
  version: { name: 'radiotap.version', label: 'Header revision', type: 'uint', bits: [0, 8] },
  padding: { name: 'radiotap.pad', label: 'Header pad', type: 'uint', bits: [8, 8] },
  length: { name: 'radiotap.length', label: 'Header length', type: 'uint', width: 16 },
} as const satisfies FieldTable;

/** Draws how a radiotap header begins; its fields are not looked into. */
export function describeRadiotap(tree: Tree, { bytes, start, available }: HeaderSpan): void {
  const FIELDS = RADIOTAP_FIELDS;
  if (!tree.wants('radiotap') || start + MIN_HEADER_LENGTH > available) return;
  const length = uint16le(bytes, start + 2);
  const text = `${FIELDS.protocol.label} v${uint8(bytes, start)}, Length ${length}`;
  tree.open(FIELDS.protocol, undefined, start, Math.min(length, available - start), text);
  tree.fixed(FIELDS.version, start);
  tree.fixed(FIELDS.padding, start);
  tree.add(FIELDS.length, length, start + 2, 2);
  tree.close();
}
