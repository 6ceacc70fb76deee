import { uint8, uint16, uint24 } from '../byte-order.js';
import type { FieldTable } from '../field/field.js';
import type { Tree } from '../field/tree.js';
import { type Cursor, Layer } from '../link/cursor.js';
import { enterEtherType } from '../link/ethertype.js';
import { etherTypeLabel } from '../link/ethertype-labels.js';
import type { HeaderSpan } from '../link/header-span.js';

/** Header without options (RFC 8926, section 3.4), in bytes. */
const MIN_HEADER_LENGTH = 8;
/** Bits of the first byte: version, and length of the options in words of four bytes. */
const VERSION_SHIFT = 6;
const OPTIONS_LENGTH_BITS = 0x3f;

/** Walks over a Geneve header (RFC 8926). */
export function walkGeneve(cursor: Cursor): void {
  const { bytes, offset } = cursor;
  if (!cursor.skip(MIN_HEADER_LENGTH)) return;
  cursor.next = Layer.NONE;
  const first = uint8(bytes, offset);
  if (first >> VERSION_SHIFT !== 0 || !cursor.skip((first & OPTIONS_LENGTH_BITS) * 4)) return;
  enterEtherType(cursor, uint16(bytes, offset + 2));
}

export const GENEVE_FIELDS = {
  protocol: { name: 'geneve', label: 'Generic Network Virtualization Encapsulation', type: 'protocol' },
  version: { name: 'geneve.version', label: 'Version', type: 'uint' },
  optionsLength: { name: 'geneve.option.length', label: 'Length', type: 'uint', unit: ' bytes' },
  flags: { name: 'geneve.flags', label: 'Flags', type: 'uint', base: 'hex', bits: [8, 8] },
  operations: {
    name: 'geneve.flags.oam',
    label: 'Operations, Administration and Management Frame',
    type: 'boolean',
    bits: [8, 1],
    word: 8,
  },
  critical: {
    name: 'geneve.flags.critical',
    label: 'Critical Options Present',
    type: 'boolean',
    bits: [9, 1],
    word: 8,
  },
  reservedFlags: { name: 'geneve.flags.reserved', label: 'Reserved', type: 'boolean', bits: [10, 6], word: 8 },
  payloadProtocol: {
    name: 'geneve.proto_type',
    label: 'Protocol Type',
    type: 'uint',
    base: 'hex',
    bits: [16, 16],
    names: etherTypeLabel,
  },
  network: {
    name: 'geneve.vni',
    label: 'Virtual Network Identifier (VNI)',
    type: 'uint',
    base: 'hex-dec',
    bits: [32, 24],
  },
  reserved: { name: 'geneve.reserved', label: 'Reserved', type: 'uint', base: 'hex', bits: [56, 8] },
  options: { name: 'geneve.options', label: 'Options', type: 'bytes' },
} as const satisfies FieldTable;

/** Draws a Geneve header; its options are not looked into. */
export function describeGeneve(tree: Tree, header: HeaderSpan): void {
  const FIELDS = GENEVE_FIELDS;
  const { bytes, start, available } = header;
  if (!tree.wants('geneve') || start + MIN_HEADER_LENGTH > available) return;
  const first = uint8(bytes, start);
  const options = (first & OPTIONS_LENGTH_BITS) * 4;
  const network = uint24(bytes, start + 4)
    .toString(16)
    .padStart(6, '0');
  const length = Math.min(MIN_HEADER_LENGTH + options, available - start);
  tree.open(FIELDS.protocol, undefined, start, length, `${FIELDS.protocol.label}, VNI: 0x${network}`);
  tree.add(FIELDS.version, first >> VERSION_SHIFT, start, 1);
  tree.add(FIELDS.optionsLength, options, start, 1);
  tree.open(FIELDS.flags, uint8(bytes, start + 1), start + 1, 1);
  tree.fixed(FIELDS.operations, start);
  tree.fixed(FIELDS.critical, start);
  tree.fixed(FIELDS.reservedFlags, start);
  tree.close();
  tree.fixed(FIELDS.payloadProtocol, start);
  tree.fixed(FIELDS.network, start);
  tree.fixed(FIELDS.reserved, start).hidden = true;
  const at = start + MIN_HEADER_LENGTH;
  if (length > MIN_HEADER_LENGTH) {
    tree.add(
      FIELDS.options,
      bytes.subarray(at, start + length),
      at,
      length - MIN_HEADER_LENGTH,
      `Options: (${options} bytes)`,
    );
  }
  tree.close();
}
