import { uint8, uint16 } from '../byte-order.js';
import type { FieldTable } from '../field/field.js';
import type { Tree } from '../field/tree.js';
import type { Cursor } from './cursor.js';
import type { HeaderSpan } from './header-span.js';
import { addCookedAddress, addCookedProtocol, enterCookedProtocol, LINUX_SLL_FIELDS } from './linux-sll.js';

/** Protocol, interface index, ARPHRD_ type, packet type, address length and address (LINKTYPE_LINUX_SLL2), in bytes. */
const HEADER_LENGTH = 20;
const HARDWARE_TYPE_OFFSET = 8;

/** Walks over the header of a Linux cooked capture, version 2. */
export function walkLinuxSll2(cursor: Cursor): void {
  const { bytes, offset } = cursor;
  if (!cursor.skip(HEADER_LENGTH)) return;
  enterCookedProtocol(cursor, uint16(bytes, offset + HARDWARE_TYPE_OFFSET), uint16(bytes, offset));
}

/** Fields of version 1 that stand at other places here, and what is new. */
export const LINUX_SLL2_FIELDS = {
  protocol: { name: 'sll', label: 'Linux cooked capture v2', type: 'protocol' },
  interfaceIndex: { name: 'sll.ifindex', label: 'Interface index', type: 'uint', bits: [32, 32] },
} as const satisfies FieldTable;

const ADDRESS_OFFSET = 12;

/** Draws the header of a Linux cooked capture, version 2. */
export function describeLinuxSll2(tree: Tree, header: HeaderSpan): void {
  if (!tree.wants('sll')) return;
  const { bytes, start, payloadEnd } = header;
  tree.open(LINUX_SLL2_FIELDS.protocol, undefined, start, Math.min(HEADER_LENGTH, payloadEnd - start));
  if (start + HEADER_LENGTH <= payloadEnd) {
    const { hardwareType, packetType, addressLength } = LINUX_SLL_FIELDS;
    addCookedProtocol(tree, bytes, start);
    tree.fixed(LINUX_SLL2_FIELDS.interfaceIndex, start);
    tree.add(hardwareType, uint16(bytes, start + HARDWARE_TYPE_OFFSET), start + HARDWARE_TYPE_OFFSET, 2);
    tree.add(packetType, uint8(bytes, start + 10), start + 10, 1);
    tree.add(addressLength, uint8(bytes, start + 11), start + 11, 1);
    addCookedAddress(tree, bytes, start + ADDRESS_OFFSET, uint8(bytes, start + 11));
  }
  tree.close();
}
