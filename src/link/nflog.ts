import { uint8, uint16, uint16le } from '../byte-order.js';
import type { Cursor } from './cursor.js';
import { Layer } from './layer.js';

/** Address family, version and resource (LINKTYPE_NFLOG), in bytes. */
const HEADER_LENGTH = 4;
/** Length and type of an attribute, in bytes; the length counts them. */
const ATTRIBUTE_HEADER_LENGTH = 4;
/** NFULA_PAYLOAD: the packet, from its IP header on. */
const ATTRIBUTE_PAYLOAD = 9;

/** Walks over the attributes of a netfilter log message up to the packet in it. */
export function walkNflog(cursor: Cursor): void {
  const { bytes, end } = cursor;
  if (!cursor.skip(HEADER_LENGTH)) return;
  cursor.next = Layer.NONE;
  let at = cursor.offset;
  while (at + ATTRIBUTE_HEADER_LENGTH <= end) {
    // In the byte order of the machine that captured: types are below 256, so the byte that is not 0 is the low one.
    const bigEndian = uint8(bytes, at + 2) === 0;
    const length = bigEndian ? uint16(bytes, at) : uint16le(bytes, at);
    const type = bigEndian ? uint16(bytes, at + 2) : uint16le(bytes, at + 2);
    if (length < ATTRIBUTE_HEADER_LENGTH) return;
    if (type === ATTRIBUTE_PAYLOAD) {
      cursor.offset = at + ATTRIBUTE_HEADER_LENGTH;
      cursor.limit(at, length);
      cursor.next = Layer.IP;
      return;
    }
    at += (length + 3) & ~3;
  }
}
