import { uint8, uint24 } from '../byte-order.js';
import { addExpert, ExpertGroup, Severity } from '../field/expert.js';
import type { Field, FieldTable } from '../field/field.js';
import type { Tree } from '../field/tree.js';

export const MAC_ADDRESS_LENGTH = 6;

/** Set in the first byte of an address of a group (IEEE 802, clause 8.2). */
const GROUP_BIT = 0x01;

/** A MAC address as Wireshark writes it without names: `2c:4d:54:65:ef:fc`. */
export function macText(bytes: Uint8Array, at: number): string {
  let text = '';
  for (let i = 0; i < MAC_ADDRESS_LENGTH; i++) {
    text += (i === 0 ? '' : ':') + (bytes[at + i] ?? 0).toString(16).padStart(2, '0');
  }
  return text;
}

const LOCAL_TRUTH: readonly [string, string] = [
  'Locally administered address (this is NOT the factory default)',
  'Globally unique address (factory default)',
];
const GROUP_TRUTH: readonly [string, string] = ['Group address (multicast/broadcast)', 'Individual address (unicast)'];

/** What Wireshark tells of an address under one filter name; the bits are those of the address itself. */
function addressFields<Name extends string>(name: Name, label: string) {
  return {
    address: { name, label, type: 'ether', bits: [0, 48] },
    resolved: { name: `${name}_resolved`, label: `${label} (resolved)`, type: 'string' },
    organisation: { name: `${name}.oui`, label: `${label} OUI`, type: 'uint', width: 24 },
  } as const satisfies FieldTable;
}

/** The bits of an address that have a meaning, under the names with this prefix. */
function bitFields(prefix: string) {
  return {
    local: { name: `${prefix}.lg`, label: 'LG bit', type: 'boolean', bits: [6, 1], word: 24, truth: LOCAL_TRUTH },
    group: { name: `${prefix}.ig`, label: 'IG bit', type: 'boolean', bits: [7, 1], word: 24, truth: GROUP_TRUTH },
  } as const satisfies FieldTable;
}

const EITHER = { ...addressFields('eth.addr', 'Address'), ...bitFields('eth') };
export const MAC_DESTINATION_FIELDS = { ...addressFields('eth.dst', 'Destination'), ...bitFields('eth.dst') };
export const MAC_SOURCE_FIELDS = { ...addressFields('eth.src', 'Source'), ...bitFields('eth.src') };

const SOURCE_IS_GROUP: Field = {
  name: 'eth.src_not_group',
  label: 'Source MAC must not be a group address: IEEE 802.3-2002, Section 3.2.3(b)',
  type: 'none',
};

export const MAC_ADDRESS_FIELDS: readonly Field[] = [
  ...Object.values(MAC_DESTINATION_FIELDS),
  ...Object.values(MAC_SOURCE_FIELDS),
  ...Object.values(EITHER),
  SOURCE_IS_GROUP,
];

/** Adds the address at `at` with what its bits say, and the items that only filters see. Names are not resolved. */
export function addMacAddress(
  tree: Tree,
  bytes: Uint8Array,
  at: number,
  fields: typeof MAC_DESTINATION_FIELDS | typeof MAC_SOURCE_FIELDS,
): void {
  const value = bytes.subarray(at, at + MAC_ADDRESS_LENGTH);
  const name = macText(bytes, at);
  const organisation = uint24(bytes, at);
  tree.open(fields.address, value, at, MAC_ADDRESS_LENGTH);
  if (fields === MAC_SOURCE_FIELDS && (uint8(bytes, at) & GROUP_BIT) !== 0) {
    addExpert(tree, SOURCE_IS_GROUP, Severity.WARNING, ExpertGroup.PROTOCOL, at, 0);
  }
  tree.hidden(fields.resolved, name, at, MAC_ADDRESS_LENGTH);
  tree.hidden(fields.organisation, organisation, at, 3);
  tree.add(EITHER.address, value, at, MAC_ADDRESS_LENGTH);
  tree.hidden(EITHER.resolved, name, at, MAC_ADDRESS_LENGTH);
  tree.hidden(EITHER.organisation, organisation, at, 3);
  tree.fixed(fields.local, at);
  tree.fixed(EITHER.local, at).hidden = true;
  tree.fixed(fields.group, at);
  tree.fixed(EITHER.group, at).hidden = true;
  tree.close();
}
