import { uint16 } from '../byte-order.js';
import { addExpert, ExpertGroup, Severity } from '../field/expert.js';
import type { FieldTable } from '../field/field.js';
import type { Tree } from '../field/tree.js';
import { bitPicture } from './bit-picture.js';
import { isCaptured } from './captured-fields.js';
import type { Cursor } from './cursor.js';
import { addEthernetTrailer, endOfPayload } from './ethernet-trailer.js';
import { EtherType, enterTypeOrLength, MIN_ETHERTYPE } from './ethertype.js';
import { etherTypeLabel } from './ethertype-labels.js';
import type { HeaderSpan } from './header-span.js';
import { Layer } from './layer.js';

/** Tag control information and the EtherType or length behind it (IEEE 802.1Q, clause 9), in bytes. */
const TAG_LENGTH = 4;

/** Walks over one VLAN tag, from behind its own EtherType (IEEE 802.1Q and 802.1ad). */
export function walkVlan(cursor: Cursor): void {
  const type = cursor.offset + 2;
  if (cursor.skip(TAG_LENGTH)) enterTypeOrLength(cursor, uint16(cursor.bytes, type));
}

/** Traffic types by priority (IEEE 802.1Q-2005, annex G). */
const PRIORITIES: readonly string[] = [
  'Best Effort (default)',
  'Background',
  'Excellent Effort',
  'Critical Applications',
  'Video, < 100ms latency and jitter',
  'Voice, < 10ms latency and jitter',
  'Internetwork Control',
  'Network Control',
];

export const VLAN_FIELDS = {
  protocol: { name: 'vlan', label: '802.1Q Virtual LAN', type: 'protocol' },
  priority: {
    name: 'vlan.priority',
    label: 'Priority',
    type: 'uint',
    bits: [0, 3],
    word: 16,
    names: (value) => PRIORITIES[value],
  },
  dropEligible: {
    name: 'vlan.dei',
    label: 'DEI',
    type: 'boolean',
    bits: [3, 1],
    word: 16,
    truth: ['Eligible', 'Ineligible'],
  },
  id: { name: 'vlan.id', label: 'ID', type: 'uint', bits: [4, 12], word: 16 },
  type: { name: 'vlan.etype', label: 'Type', type: 'uint', base: 'hex', bits: [16, 16], names: etherTypeLabel },
  length: { name: 'vlan.len', label: 'Length', type: 'uint', bits: [16, 16] },
  trailer: { name: 'vlan.trailer', label: 'Trailer', type: 'bytes' },
  lengthPastEnd: {
    name: 'vlan.len.past_end',
    label: 'Length field value goes past the end of the payload',
    type: 'none',
  },
} as const satisfies FieldTable;

/** The tag of a provider's network (802.1ad) is another protocol to Wireshark. */
export const SERVICE_VLAN_FIELDS = {
  protocol: { name: 'ieee8021ad', label: 'IEEE 802.1ad', type: 'protocol' },
  priority: { name: 'ieee8021ad.priority', label: 'Priority', type: 'uint' },
  dropEligible: { name: 'ieee8021ad.dei', label: 'DEI', type: 'uint' },
  id: { name: 'ieee8021ad.id', label: 'ID', type: 'uint', bits: [4, 12], word: 16 },
  type: { name: 'ieee8021ah.etype', label: 'Type', type: 'uint', base: 'hex', bits: [16, 16], names: etherTypeLabel },
  trailer: { name: 'ieee8021ah.trailer', label: 'Trailer', type: 'bytes' },
} as const satisfies FieldTable;

/** Whether a tag is one of a provider's network, as the EtherType in front of it says. */
export function isServiceVlan({ bytes, start, before }: HeaderSpan): boolean {
  const behindType = before === Layer.ETHERNET || before === Layer.VLAN || before === Layer.LINUX_SLL;
  return behindType && uint16(bytes, start - 2) === EtherType.SERVICE_VLAN;
}

/** Draws a VLAN tag. */
export function describeVlan(tree: Tree, header: HeaderSpan): void {
  const service = isServiceVlan(header);
  if (!tree.wants(service ? 'ieee8021ad' : 'vlan') && !tree.wants('eth') && !tree.wants('ieee8021ah')) return;
  if (!isCaptured(VLAN_FIELDS.id, header)) return;
  if (service) describeServiceTag(tree, header);
  else describeTag(tree, header);
}

function describeTag(tree: Tree, header: HeaderSpan): void {
  const { bytes, start } = header;
  const tag = uint16(bytes, start);
  const text = `${VLAN_FIELDS.protocol.label}, PRI: ${tag >> 13}, DEI: ${(tag >> 12) & 1}, ID: ${tag & 0x0fff}`;
  tree.open(VLAN_FIELDS.protocol, undefined, start, Math.min(TAG_LENGTH, header.available - start), text);
  tree.fixed(VLAN_FIELDS.priority, start);
  tree.fixed(VLAN_FIELDS.dropEligible, start);
  tree.fixed(VLAN_FIELDS.id, start);
  if (start + TAG_LENGTH <= header.available) {
    const value = uint16(bytes, start + 2);
    const isType = value >= MIN_ETHERTYPE;
    tree.open(isType ? VLAN_FIELDS.type : VLAN_FIELDS.length, value, start + 2, 2);
    const end = isType ? endOfPayload(header, value) : start + TAG_LENGTH + value;
    if (!isType && end > header.available + header.availableMissing) {
      addExpert(tree, VLAN_FIELDS.lengthPastEnd, Severity.ERROR, ExpertGroup.MALFORMED, start + 2, 0);
    }
    tree.close();
    addEthernetTrailer(tree, header, VLAN_FIELDS.trailer, end, header.available);
  }
  tree.close();
}

function describeServiceTag(tree: Tree, header: HeaderSpan): void {
  const { bytes, start } = header;
  const FIELDS = SERVICE_VLAN_FIELDS;
  const tag = uint16(bytes, start);
  const text = `${FIELDS.protocol.label}, ID: ${tag & 0x0fff}`;
  tree.open(FIELDS.protocol, undefined, start, Math.min(TAG_LENGTH, header.available - start), text);
  const priority = tag >> 13;
  tree.add(FIELDS.priority, priority, start, 1, `${bitPicture(priority, 0, 3, 16)}Priority: ${priority}`);
  const dropEligible = (tag >> 12) & 1;
  tree.add(FIELDS.dropEligible, dropEligible, start, 1, `${bitPicture(dropEligible, 3, 1, 16)}DEI: ${dropEligible}`);
  tree.fixed(FIELDS.id, start);
  if (start + TAG_LENGTH <= header.available) {
    tree.fixed(FIELDS.type, start);
    const end = endOfPayload(header, uint16(bytes, start + 2));
    addEthernetTrailer(tree, header, FIELDS.trailer, end, header.available);
  }
  tree.close();
}
