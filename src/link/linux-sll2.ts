import { uint16 } from '../byte-order.js';
import type { Cursor } from './cursor.js';
import { enterCookedProtocol } from './linux-sll.js';

/** Protocol, interface index, ARPHRD_ type, packet type, address length and address (LINKTYPE_LINUX_SLL2), in bytes. */
const HEADER_LENGTH = 20;
const HARDWARE_TYPE_OFFSET = 8;

/** Walks over the header of a Linux cooked capture, version 2. */
export function walkLinuxSll2(cursor: Cursor): void {
  const { bytes, offset } = cursor;
  if (!cursor.skip(HEADER_LENGTH)) return;
  enterCookedProtocol(cursor, uint16(bytes, offset + HARDWARE_TYPE_OFFSET), uint16(bytes, offset));
}
