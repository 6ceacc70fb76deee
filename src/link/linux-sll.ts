import { uint16 } from '../byte-order.js';
import type { Field, FieldTable } from '../field/field.js';
import type { Tree } from '../field/tree.js';
import { addCaptured } from './captured-fields.js';
import type { Cursor } from './cursor.js';
import { enterEtherType, MIN_ETHERTYPE } from './ethertype.js';
import { etherTypeLabel } from './ethertype-labels.js';
import { hardwareTypeLabel } from './hardware-type-labels.js';
import type { HeaderSpan } from './header-span.js';
import { Layer } from './layer.js';

/** Packet type, ARPHRD_ type, address length, address and protocol (LINKTYPE_LINUX_SLL), in bytes. */
const HEADER_LENGTH = 16;
const HARDWARE_TYPE_OFFSET = 2;
const PROTOCOL_OFFSET = 14;

/** ARPHRD_NETLINK: the protocol field is a netlink family. */
const HARDWARE_NETLINK = 824;

/** Values of the protocol field below the EtherTypes (linux/if_ether.h). */
const ETH_P_ALL = 0x0003;
const ETH_P_802_2 = 0x0004;
const ETH_P_PPP = 0x0007;

/** Walks over the header of a Linux cooked capture, version 1. */
export function walkLinuxSll(cursor: Cursor): void {
  const { bytes, offset } = cursor;
  if (!cursor.skip(HEADER_LENGTH)) return;
  enterCookedProtocol(cursor, uint16(bytes, offset + HARDWARE_TYPE_OFFSET), uint16(bytes, offset + PROTOCOL_OFFSET));
}

/** Goes on to the payload of a cooked capture, of either version, by its ARPHRD_ type and protocol field. */
export function enterCookedProtocol(cursor: Cursor, hardwareType: number, protocol: number): void {
  cursor.next = Layer.NONE;
  if (hardwareType === HARDWARE_NETLINK) return;
  if (protocol >= MIN_ETHERTYPE) enterEtherType(cursor, protocol);
  else if (protocol === ETH_P_802_2) cursor.next = Layer.LLC;
  else if (protocol === ETH_P_ALL) cursor.next = Layer.ETHERNET;
  else if (protocol === ETH_P_PPP) cursor.next = Layer.PPP;
}

/** sll.pkttype (linux/if_packet.h) */
const PACKET_TYPES: readonly string[] = [
  'Unicast to us',
  'Broadcast',
  'Multicast',
  'Unicast to another host',
  'Sent by us',
];

/** Values of the protocol field that are no EtherTypes (linux/if_ether.h). */
const LINUX_PROTOCOLS: ReadonlyMap<number, string> = new Map([
  [0x0001, 'Raw 802.3'],
  [ETH_P_ALL, 'Ethernet'],
  [ETH_P_802_2, '802.2 LLC'],
  [ETH_P_PPP, 'PPP (HDLC)'],
  [0x000c, 'CAN'],
  [0x000d, 'CAN FD'],
  [0x0017, 'IrDA LAP'],
  [0x00f5, 'ISI'],
  [0x00f6, 'IEEE 802.15.4'],
]);

export const LINUX_SLL_FIELDS = {
  protocol: { name: 'sll', label: 'Linux cooked capture v1', type: 'protocol' },
  packetType: {
    name: 'sll.pkttype',
    label: 'Packet type',
    type: 'uint',
    bits: [0, 16],
    names: (value) => PACKET_TYPES[value],
  },
  hardwareType: {
    name: 'sll.hatype',
    label: 'Link-layer address type',
    type: 'uint',
    bits: [16, 16],
    names: hardwareTypeLabel,
  },
  addressLength: { name: 'sll.halen', label: 'Link-layer address length', type: 'uint', bits: [32, 16] },
  ethernetAddress: { name: 'sll.src.eth', label: 'Source', type: 'ether' },
  ipv4Address: { name: 'sll.src.ipv4', label: 'Source', type: 'ipv4' },
  otherAddress: { name: 'sll.src.other', label: 'Source', type: 'bytes' },
  unused: { name: 'sll.unused', label: 'Unused', type: 'bytes' },
  etherType: { name: 'sll.etype', label: 'Protocol', type: 'uint', base: 'hex', width: 16, names: etherTypeLabel },
  linuxType: {
    name: 'sll.ltype',
    label: 'Protocol',
    type: 'uint',
    base: 'hex',
    width: 16,
    names: (value) => LINUX_PROTOCOLS.get(value),
  },
} as const satisfies FieldTable;

const FIELDS = LINUX_SLL_FIELDS;

const ADDRESS_OFFSET = 6;

/** Draws the header of a Linux cooked capture, version 1. */
export function describeLinuxSll(tree: Tree, header: HeaderSpan): void {
  if (!tree.wants('sll')) return;
  const { bytes, start, payloadEnd } = header;
  tree.open(FIELDS.protocol, undefined, start, Math.min(HEADER_LENGTH, payloadEnd - start));
  if (addCaptured(tree, header, [FIELDS.packetType, FIELDS.hardwareType, FIELDS.addressLength])) {
    if (start + HEADER_LENGTH <= payloadEnd) {
      addCookedAddress(tree, bytes, start + ADDRESS_OFFSET, uint16(bytes, start + 4));
      addCookedProtocol(tree, bytes, start + PROTOCOL_OFFSET);
    }
  }
  tree.close();
}

/** Room for a link-layer address, in bytes; longer ones are cut. */
const ADDRESS_ROOM = 8;

/** Adds the sender's link-layer address, and what its room has left. */
export function addCookedAddress(tree: Tree, bytes: Uint8Array, at: number, addressLength: number): void {
  const length = Math.min(addressLength, ADDRESS_ROOM);
  if (length > 0) tree.add(addressField(addressLength), bytes.subarray(at, at + length), at, length);
  const unused = ADDRESS_ROOM - length;
  if (unused > 0) tree.add(FIELDS.unused, bytes.subarray(at + length, at + ADDRESS_ROOM), at + length, unused);
}

function addressField(length: number): Field {
  if (length === 6) return FIELDS.ethernetAddress;
  return length === 4 ? FIELDS.ipv4Address : FIELDS.otherAddress;
}

/** Adds the protocol field: an EtherType, or one of Linux's own numbers. */
export function addCookedProtocol(tree: Tree, bytes: Uint8Array, at: number): void {
  const protocol = uint16(bytes, at);
  tree.add(protocol < MIN_ETHERTYPE ? FIELDS.linuxType : FIELDS.etherType, protocol, at, 2);
}
