import { uint32le } from '../byte-order.js';
import type { Cursor } from './cursor.js';
import { Layer } from './layer.js';
import { enterLinkType } from './link-type.js';

/** Length of the header, type of what follows and its DLT (LINKTYPE_PKTAP), in bytes. */
const PREFIX_LENGTH = 12;

/** Walks over the header that macOS puts before a packet of any interface. */
export function walkPktap(cursor: Cursor): void {
  const { bytes, offset } = cursor;
  cursor.next = Layer.NONE;
  if (cursor.end - offset < PREFIX_LENGTH) return;
  const length = uint32le(bytes, offset);
  if (length >= PREFIX_LENGTH && cursor.skip(length)) enterLinkType(cursor, uint32le(bytes, offset + 8));
}
