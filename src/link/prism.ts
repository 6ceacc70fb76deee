import { uint32, uint32le } from '../byte-order.js';
import type { Cursor } from './cursor.js';
import { Layer } from './layer.js';

/** Message code and message length of a Prism header; magic and length of an AVS header, in bytes. */
const PREFIX_LENGTH = 8;
/** Longest header believed, in bytes; a larger length is in the other byte order. */
const MAX_PRISM_LENGTH = 0xffff;

/** An AVS header begins with this magic, whose last four bits are its version. */
const AVS_MAGIC = 0x80211000;
const AVS_MAGIC_BITS = 0xfffff000;

/** Walks over a Prism monitor header, which is in the capturing machine's byte order; some writers put AVS there. */
export function walkPrism(cursor: Cursor): void {
  const { bytes, offset } = cursor;
  cursor.next = Layer.NONE;
  if (cursor.end - offset < PREFIX_LENGTH) return;
  if ((uint32(bytes, offset) & AVS_MAGIC_BITS) >>> 0 === AVS_MAGIC) {
    cursor.next = Layer.AVS;
    return;
  }
  let length = uint32le(bytes, offset + 4);
  if (length > MAX_PRISM_LENGTH) length = uint32(bytes, offset + 4);
  if (length >= PREFIX_LENGTH && cursor.skip(length)) cursor.next = Layer.IEEE80211;
}

/** Walks over an AVS radio header; its length is in network byte order. */
export function walkAvs(cursor: Cursor): void {
  const { bytes, offset } = cursor;
  cursor.next = Layer.NONE;
  if (cursor.end - offset < PREFIX_LENGTH) return;
  const length = uint32(bytes, offset + 4);
  if (length >= PREFIX_LENGTH && cursor.skip(length)) cursor.next = Layer.IEEE80211;
}
