import type { Cursor } from './cursor.js';
import { Layer } from './layer.js';

/** Priority, flags and the service identifier (IEEE 802.1Q, clause 9.7), in bytes. */
const TAG_LENGTH = 4;

/** Walks over the service tag of an 802.1ah frame; the customer's whole Ethernet frame is behind it. */
export function walkProviderBackbone(cursor: Cursor): void {
  if (cursor.skip(TAG_LENGTH)) cursor.next = Layer.ETHERNET;
}
