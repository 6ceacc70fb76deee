import { uint8, uint16 } from '../byte-order.js';
import type { FieldTable } from '../field/field.js';
import type { Tree } from '../field/tree.js';
import { addCaptured } from './captured-fields.js';
import type { Cursor } from './cursor.js';
import type { HeaderSpan } from './header-span.js';
import { Layer } from './layer.js';

/** Version and type, code, session identifier and length (RFC 2516, section 4), in bytes. */
const HEADER_LENGTH = 6;
/** Code of session data; all others are discovery. */
const CODE_SESSION = 0;

/** Walks over a PPPoE session header (RFC 2516). */
export function walkPppoe(cursor: Cursor): void {
  const { bytes, offset } = cursor;
  if (!cursor.skip(HEADER_LENGTH)) return;
  cursor.limit(cursor.offset, uint16(bytes, offset + 4));
  cursor.next = uint8(bytes, offset + 1) === CODE_SESSION ? Layer.PPP : Layer.NONE;
}

export const PPPOE_FIELDS = {
  protocol: { name: 'pppoes', label: 'PPP-over-Ethernet Session', type: 'protocol' },
  version: { name: 'pppoe.version', label: 'Version', type: 'uint', bits: [0, 4], word: 8 },
  type: { name: 'pppoe.type', label: 'Type', type: 'uint', bits: [4, 4], word: 8 },
  code: {
    name: 'pppoe.code',
    label: 'Code',
    type: 'uint',
    base: 'hex',
    bits: [8, 8],
    names: (value) => (value === CODE_SESSION ? 'Session Data' : undefined),
  },
  session: { name: 'pppoe.session_id', label: 'Session ID', type: 'uint', base: 'hex', bits: [16, 16] },
  length: { name: 'pppoe.payload_length', label: 'Payload Length', type: 'uint', bits: [32, 16] },
} as const satisfies FieldTable;

/** Draws a PPPoE session header. */
export function describePppoe(tree: Tree, header: HeaderSpan): void {
  const { protocol, version, type, code, session, length } = PPPOE_FIELDS;
  if (!tree.wants('pppoes') && !tree.wants('pppoe')) return;
  const { start } = header;
  tree.open(protocol, undefined, start, Math.min(HEADER_LENGTH, header.available - start));
  addCaptured(tree, header, [version, type, code, session, length]);
  tree.close();
}
