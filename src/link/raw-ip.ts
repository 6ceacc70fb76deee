import { uint8 } from '../byte-order.js';
import type { Cursor } from './cursor.js';
import { Layer } from './layer.js';

/** Tells the IP version of the packet at the cursor by its first four bits. */
export function walkRawIp(cursor: Cursor): void {
  const version = cursor.offset < cursor.end ? uint8(cursor.bytes, cursor.offset) >> 4 : 0;
  cursor.next = version === 4 ? Layer.IPV4 : version === 6 ? Layer.IPV6 : Layer.NONE;
}
