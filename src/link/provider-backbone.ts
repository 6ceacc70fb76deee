import { uint8, uint24 } from '../byte-order.js';
import type { Field, FieldTable } from '../field/field.js';
import type { Tree } from '../field/tree.js';
import { bitPicture } from './bit-picture.js';
import type { Cursor } from './cursor.js';
import { etherTypeLabel } from './ethertype-labels.js';
import type { HeaderSpan } from './header-span.js';
import { Layer } from './layer.js';
import { MAC_ADDRESS_LENGTH, macText } from './mac-address.js';

/** Priority, flags and the service identifier (IEEE 802.1Q, clause 9.7), in bytes. */
const TAG_LENGTH = 4;

/** Walks over the service tag of an 802.1ah frame; the customer's whole Ethernet frame is behind it. */
export function walkProviderBackbone(cursor: Cursor): void {
  if (cursor.skip(TAG_LENGTH)) cursor.next = Layer.ETHERNET;
}

export const PROVIDER_BACKBONE_FIELDS = {
  protocol: { name: 'ieee8021ah', label: 'IEEE 802.1ah', type: 'protocol' },
  priority: { name: 'ieee8021ah.priority', label: 'Priority', type: 'uint' },
  drop: { name: 'ieee8021ah.drop', label: 'DROP', type: 'uint' },
  noCustomerAddresses: { name: 'ieee8021ah.nca', label: 'NCA', type: 'uint' },
  reserved1: { name: 'ieee8021ah.res1', label: 'RES1', type: 'uint' },
  reserved2: { name: 'ieee8021ah.res2', label: 'RES2', type: 'uint' },
  service: { name: 'ieee8021ah.isid', label: 'I-SID', type: 'uint' },
  destination: { name: 'ieee8021ah.cdst', label: 'C-Destination', type: 'ether', bits: [32, 48] },
  source: { name: 'ieee8021ah.csrc', label: 'C-Source', type: 'ether', bits: [80, 48] },
  type: { name: 'ieee8021ah.etype', label: 'Type', type: 'uint', base: 'hex', bits: [128, 16], names: etherTypeLabel },
} as const satisfies FieldTable;

/** The tag and, behind it, addresses and EtherType of the customer's frame. */
const WHOLE_LENGTH = TAG_LENGTH + 2 * MAC_ADDRESS_LENGTH + 2;

/** Draws a service tag with the addresses of the customer's frame behind it. */
export function describeProviderBackbone(tree: Tree, header: HeaderSpan): void {
  const FIELDS = PROVIDER_BACKBONE_FIELDS;
  const { bytes, start } = header;
  if (!tree.wants('ieee8021ah') || start + WHOLE_LENGTH > header.payloadEnd) return;
  const name = `I-SID: ${uint24(bytes, start + 1)}`;
  const source = macText(bytes, start + TAG_LENGTH + MAC_ADDRESS_LENGTH);
  const text = `${FIELDS.protocol.label}, ${name}, C-Src: ${source}, C-Dst: ${macText(bytes, start + TAG_LENGTH)}`;
  tree.open(FIELDS.protocol, undefined, start, WHOLE_LENGTH, text);
  tree.open(FIELDS.protocol, undefined, start, TAG_LENGTH, `I-Tag, ${name}`);
  const first = uint8(bytes, start);
  addBits(tree, FIELDS.priority, first >> 5, start, 0, 3);
  addBits(tree, FIELDS.drop, (first >> 4) & 1, start, 3, 1);
  addBits(tree, FIELDS.noCustomerAddresses, (first >> 3) & 1, start, 4, 1);
  addBits(tree, FIELDS.reserved1, (first >> 2) & 1, start, 5, 1);
  addBits(tree, FIELDS.reserved2, first & 3, start, 6, 2);
  const service = uint24(bytes, start + 1);
  tree.add(FIELDS.service, service, start + 1, 3, `${bitPicture(service, 8, 24, 32)}I-SID: ${service}`);
  tree.close();
  tree.fixed(FIELDS.destination, start);
  tree.fixed(FIELDS.source, start);
  tree.fixed(FIELDS.type, start);
  tree.close();
}

/** Adds a part of the tag's first byte, pictured in the whole tag. */
function addBits(tree: Tree, field: Field, value: number, at: number, before: number, length: number): void {
  tree.add(field, value, at, 1, `${bitPicture(value, before, length, 32)}${field.label}: ${value}`);
}
