import { uint16 } from '../byte-order.js';
import type { FieldTable } from '../field/field.js';
import type { Tree } from '../field/tree.js';
import { addCaptured } from './captured-fields.js';
import type { Cursor } from './cursor.js';
import { EtherType, enterEtherType } from './ethertype.js';
import { etherTypeLabel } from './ethertype-labels.js';
import type { HeaderSpan } from './header-span.js';

/** Address, control and EtherType (RFC 1547, section 4.3.1), in bytes. */
const HEADER_LENGTH = 4;

/** Walks over a Cisco HDLC header. */
export function walkCiscoHdlc(cursor: Cursor): void {
  const type = cursor.offset + 2;
  if (cursor.skip(HEADER_LENGTH)) enterEtherType(cursor, uint16(cursor.bytes, type));
}

const ADDRESSES: ReadonlyMap<number, string> = new Map([
  [0x0f, 'Unicast'],
  [0x8f, 'Multicast'],
]);

/** Cisco's serial line ARP has the number of RARP. */
function protocolName(protocol: number): string | undefined {
  if (protocol === EtherType.RARP) return 'SLARP';
  return protocol === EtherType.IPV4 ? 'IP' : etherTypeLabel(protocol);
}

export const CISCO_HDLC_FIELDS = {
  protocol: { name: 'chdlc', label: 'Cisco HDLC', type: 'protocol' },
  address: {
    name: 'chdlc.address',
    label: 'Address',
    type: 'uint',
    base: 'hex',
    bits: [0, 8],
    names: (value) => ADDRESSES.get(value),
  },
  control: { name: 'chdlc.control', label: 'Control', type: 'uint', base: 'hex', bits: [8, 8] },
  type: { name: 'chdlc.protocol', label: 'Protocol', type: 'uint', base: 'hex', bits: [16, 16], names: protocolName },
} as const satisfies FieldTable;

/** Draws a Cisco HDLC header. */
export function describeCiscoHdlc(tree: Tree, header: HeaderSpan): void {
  if (!tree.wants('chdlc')) return;
  const { protocol, address, control, type } = CISCO_HDLC_FIELDS;
  tree.open(protocol, undefined, header.start, Math.min(HEADER_LENGTH, header.available - header.start));
  addCaptured(tree, header, [address, control, type]);
  tree.close();
}
