import { uint8 } from '../byte-order.js';
import type { FieldTable } from '../field/field.js';
import type { Tree } from '../field/tree.js';
import type { Cursor } from './cursor.js';
import type { HeaderSpan } from './header-span.js';
import { Layer } from './layer.js';

/** Tells the IP version of the packet at the cursor by its first four bits. */
export function walkRawIp(cursor: Cursor): void {
  const version = cursor.offset < cursor.end ? uint8(cursor.bytes, cursor.offset) >> 4 : 0;
  cursor.next = version === 4 ? Layer.IPV4 : version === 6 ? Layer.IPV6 : Layer.NONE;
}

export const RAW_IP_FIELDS = {
  protocol: { name: 'raw', label: 'Raw packet data', type: 'protocol' },
} as const satisfies FieldTable;

/** Marks a packet that was captured without a link-layer header; behind other headers it needs no mark. */
export function describeRawIp(tree: Tree, { start, available, before }: HeaderSpan): void {
  if (before === Layer.NONE) tree.add(RAW_IP_FIELDS.protocol, undefined, start, available - start);
}
