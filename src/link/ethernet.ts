import { uint16 } from '../byte-order.js';
import { addExpert, ExpertGroup, Severity } from '../field/expert.js';
import type { FieldTable } from '../field/field.js';
import type { Tree } from '../field/tree.js';
import type { Cursor } from './cursor.js';
import { addEthernetTrailer, ETHERNET_TRAILER_FIELDS, endOfPayload } from './ethernet-trailer.js';
import { enterTypeOrLength, MAX_LENGTH, MIN_ETHERTYPE } from './ethertype.js';
import { etherTypeLabel } from './ethertype-labels.js';
import type { HeaderSpan } from './header-span.js';
import { Layer } from './layer.js';
import {
  addMacAddress,
  MAC_ADDRESS_LENGTH,
  MAC_DESTINATION_FIELDS,
  MAC_SOURCE_FIELDS,
  macText,
} from './mac-address.js';

/** Destination, source and EtherType or length (IEEE 802.3, clause 3), in bytes. */
const HEADER_LENGTH = 14;

/** EtherType of the payload, or its length in bytes (eth.type, eth.len). */
export function typeOrLength(bytes: Uint8Array, at: number): number {
  return uint16(bytes, at + 12);
}

/** Walks over an Ethernet II or 802.3 header. */
export function walkEthernet(cursor: Cursor): void {
  const { bytes, offset } = cursor;
  if (cursor.skip(HEADER_LENGTH)) enterTypeOrLength(cursor, typeOrLength(bytes, offset));
}

export const ETHERNET_FIELDS = {
  protocol: { name: 'eth', label: 'Ethernet', type: 'protocol' },
  type: {
    name: 'eth.type',
    label: 'Type',
    type: 'uint',
    base: 'hex',
    bits: [96, 16],
    read: typeOrLength,
    names: etherTypeLabel,
  },
  length: { name: 'eth.len', label: 'Length', type: 'uint', bits: [96, 16], read: typeOrLength },
  invalid: {
    name: 'eth.invalid_lentype',
    label: 'Invalid length/type',
    type: 'uint',
    base: 'hex-dec',
    bits: [96, 16],
    read: typeOrLength,
  },
  invalidRemark: { name: 'eth.invalid_lentype.expert', label: 'Invalid length/type', type: 'none' },
  lengthPastEnd: {
    name: 'eth.len.past_end',
    label: 'Length field value goes past the end of the payload',
    type: 'none',
  },
  ...ETHERNET_TRAILER_FIELDS,
} as const satisfies FieldTable;

const FIELDS = ETHERNET_FIELDS;

/** What an 802.3 frame begins with that holds IPX without LLC: no LLC header begins so. */
const RAW_802_3 = 0xffff;

/** Draws an Ethernet II or 802.3 header, and what is behind the frame's payload. */
export function describeEthernet(tree: Tree, header: HeaderSpan): void {
  // The addresses behind an 802.1ah tag are drawn with that.
  if (!tree.wants('eth') || header.before === Layer.PROVIDER_BACKBONE) return;
  const { bytes, start } = header;
  if (header.available - start < HEADER_LENGTH) {
    describeCut(tree, header);
    return;
  }
  const value = typeOrLength(bytes, start);
  tree.open(FIELDS.protocol, undefined, start, HEADER_LENGTH, itemText(header, value));
  addMacAddress(tree, bytes, start, MAC_DESTINATION_FIELDS);
  addMacAddress(tree, bytes, start + MAC_ADDRESS_LENGTH, MAC_SOURCE_FIELDS);
  if (value >= MIN_ETHERTYPE) {
    tree.fixed(FIELDS.type, start);
    addEthernetTrailer(tree, header, FIELDS.trailer, endOfPayload(header, value), header.available);
  } else if (value <= MAX_LENGTH) {
    describeLength(tree, header, value);
  } else {
    describeInvalid(tree, header, value);
  }
  tree.close();
}

function itemText({ bytes, start, available }: HeaderSpan, value: number): string {
  const addresses = `Src: ${macText(bytes, start + MAC_ADDRESS_LENGTH)}, Dst: ${macText(bytes, start)}`;
  if (value >= MIN_ETHERTYPE) return `Ethernet II, ${addresses}`;
  if (value > MAX_LENGTH) return `Ethernet Unknown, ${addresses}`;
  const payload = start + HEADER_LENGTH;
  const isRaw = payload + 2 <= available && uint16(bytes, payload) === RAW_802_3;
  return `IEEE 802.3 Ethernet ${isRaw ? 'Raw ' : ''}`;
}

/** The addresses of a header that was not captured whole, as far as they are there. */
function describeCut(tree: Tree, { bytes, start, available }: HeaderSpan): void {
  if (available <= start) return;
  tree.open(FIELDS.protocol, undefined, start, available - start);
  if (available >= start + MAC_ADDRESS_LENGTH) addMacAddress(tree, bytes, start, MAC_DESTINATION_FIELDS);
  const source = start + MAC_ADDRESS_LENGTH;
  if (available >= source + MAC_ADDRESS_LENGTH) addMacAddress(tree, bytes, source, MAC_SOURCE_FIELDS);
  tree.close();
}

function describeLength(tree: Tree, header: HeaderSpan, length: number): void {
  const { start, available } = header;
  const at = start + HEADER_LENGTH - 2;
  const end = start + HEADER_LENGTH + length;
  tree.open(FIELDS.length, length, at, 2);
  if (end > available + header.availableMissing) {
    addExpert(tree, FIELDS.lengthPastEnd, Severity.ERROR, ExpertGroup.MALFORMED, at, 0);
  }
  tree.close();
  addEthernetTrailer(tree, header, FIELDS.trailer, end, available);
}

function describeInvalid(tree: Tree, { start }: HeaderSpan, value: number): void {
  const at = start + HEADER_LENGTH - 2;
  tree.open(FIELDS.invalid, value, at, 2);
  const remark = `Invalid length/type: 0x${value.toString(16).padStart(4, '0')} (${value})`;
  addExpert(tree, FIELDS.invalidRemark, Severity.WARNING, ExpertGroup.PROTOCOL, at, 0, remark);
  tree.close();
}
