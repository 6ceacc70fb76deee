import { uint8 } from '../byte-order.js';
import type { Cursor } from './cursor.js';
import { Layer } from './layer.js';

/** Walks over the header of an OpenBSD packet filter log; its first byte tells its length without padding. */
export function walkPflog(cursor: Cursor): void {
  const { bytes, offset } = cursor;
  const length = offset < cursor.end ? uint8(bytes, offset) : 0;
  cursor.next = Layer.NONE;
  if (length > 0 && cursor.skip((length + 3) & ~3)) cursor.next = Layer.IP;
}
