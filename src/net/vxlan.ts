import { uint8, uint16 } from '../byte-order.js';
import type { Field, FieldTable } from '../field/field.js';
import type { Tree } from '../field/tree.js';
import { bitPicture } from '../link/bit-picture.js';
import { type Cursor, Layer } from '../link/cursor.js';
import type { HeaderSpan } from '../link/header-span.js';
import { layerOfNextProtocol } from './network-service-header.js';

/** Flags, group or next protocol, network identifier (RFC 7348, section 5), in bytes. */
const HEADER_LENGTH = 8;
/** The identifier is valid; without it this is no VXLAN header. */
const FLAG_INSTANCE = 0x08;
/** VXLAN-GPE: the next-protocol field is valid (draft-ietf-nvo3-vxlan-gpe, section 3.2). */
const FLAG_NEXT_PROTOCOL = 0x04;

/** Walks over a VXLAN header (RFC 7348). */
export function walkVxlan(cursor: Cursor): void {
  const { bytes, offset } = cursor;
  if (!cursor.skip(HEADER_LENGTH)) return;
  cursor.next = (uint8(bytes, offset) & FLAG_INSTANCE) !== 0 ? Layer.ETHERNET : Layer.NONE;
}

/** Walks over a header of VXLAN's generic protocol extension. */
export function walkVxlanGpe(cursor: Cursor): void {
  const { bytes, offset } = cursor;
  if (!cursor.skip(HEADER_LENGTH)) return;
  const hasNextProtocol = (uint8(bytes, offset) & FLAG_NEXT_PROTOCOL) !== 0;
  cursor.next = hasNextProtocol ? layerOfNextProtocol(uint8(bytes, offset + 3)) : Layer.ETHERNET;
}

export const VXLAN_FIELDS = {
  protocol: { name: 'vxlan', label: 'Virtual eXtensible Local Area Network', type: 'protocol' },
  flags: { name: 'vxlan.flags', label: 'Flags', type: 'uint', base: 'hex', bits: [0, 16] },
  groupPolicy: {
    name: 'vxlan.flag_g',
    label: 'GBP Extension',
    type: 'boolean',
    bits: [0, 1],
    word: 16,
    truth: ['Defined', 'Not defined'],
  },
  instance: { name: 'vxlan.flag_i', label: 'VXLAN Network ID (VNI)', type: 'boolean', bits: [4, 1], word: 16 },
  dontLearn: { name: 'vxlan.flag_d', label: "Don't Learn", type: 'boolean' },
  policyApplied: { name: 'vxlan.flag_a', label: 'Policy Applied', type: 'boolean' },
  reservedFlags: { name: 'vxlan.flags_reserved', label: 'Reserved(R)', type: 'uint', base: 'hex', width: 16 },
  group: { name: 'vxlan.gbp', label: 'Group Policy ID', type: 'uint', bits: [16, 16] },
  network: { name: 'vxlan.vni', label: 'VXLAN Network Identifier (VNI)', type: 'uint', bits: [32, 24] },
  reserved: { name: 'vxlan.reserved8', label: 'Reserved', type: 'uint', bits: [56, 8] },
} as const satisfies FieldTable;

/** Bits of the first 16, and those that have no meaning. */
const Flags = { GROUP_POLICY: 0x8000, INSTANCE: 0x0800, DONT_LEARN: 0x0040, POLICY_APPLIED: 0x0008 } as const;
const RESERVED_FLAGS = 0x77b7;

/** Draws a VXLAN header. */
export function describeVxlan(tree: Tree, header: HeaderSpan): void {
  const FIELDS = VXLAN_FIELDS;
  const { bytes, start } = header;
  if (!tree.wants('vxlan') || start + HEADER_LENGTH > header.available) return;
  const flags = uint16(bytes, start);
  let names = '';
  if ((flags & Flags.GROUP_POLICY) !== 0) names += ', GBP Extension';
  if ((flags & Flags.INSTANCE) !== 0) names += ', VXLAN Network ID (VNI)';
  if ((flags & Flags.DONT_LEARN) !== 0) names += ", Don't Learn";
  if ((flags & Flags.POLICY_APPLIED) !== 0) names += ', Policy Applied';
  tree.open(FIELDS.protocol, undefined, start, HEADER_LENGTH);
  tree.open(FIELDS.flags, flags, start, 2, `Flags: 0x${flags.toString(16).padStart(4, '0')}${names}`);
  tree.fixed(FIELDS.groupPolicy, start);
  tree.fixed(FIELDS.instance, start);
  addFlag(tree, FIELDS.dontLearn, (flags & Flags.DONT_LEARN) !== 0, start, 9);
  addFlag(tree, FIELDS.policyApplied, (flags & Flags.POLICY_APPLIED) !== 0, start, 12);
  const reserved = flags & RESERVED_FLAGS;
  const reservedText = `${reservedPicture(flags)}Reserved(R): 0x${reserved.toString(16).padStart(4, '0')}`;
  tree.add(FIELDS.reservedFlags, reserved, start, 2, reservedText);
  tree.close();
  tree.fixed(FIELDS.group, start);
  tree.fixed(FIELDS.network, start);
  tree.fixed(FIELDS.reserved, start);
  tree.close();
}

function addFlag(tree: Tree, field: Field, value: boolean, at: number, bit: number): void {
  tree.add(field, value, at, 2, `${bitPicture(value ? 1 : 0, bit, 1, 16)}${field.label}: ${value ? 'True' : 'False'}`);
}

/** Reserved bits stand between the others. */
function reservedPicture(flags: number): string {
  let picture = '';
  for (let bit = 0; bit < 16; bit++) {
    const mask = 0x8000 >> bit;
    if (bit > 0 && bit % 4 === 0) picture += ' ';
    picture += (RESERVED_FLAGS & mask) === 0 ? '.' : (flags & mask) === 0 ? '0' : '1';
  }
  return `${picture} = `;
}
