import { uint8 } from '../byte-order.js';

/**
 * Where `bytes[start … end)` stops being UTF-8 (RFC 3629, section 4).
 * @returns the index of the first byte that cannot stand where it stands; of a character that is cut off at the end, its
 * first byte; -1 where all is valid
 */
export function invalidUtf8At(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end) {
    const lead = uint8(bytes, at);
    const length = lengthByLead(lead);
    if (length === 0) return at;
    for (let i = 1; i < length; i++) {
      if (at + i >= end) return at;
      if (!canFollow(lead, i, uint8(bytes, at + i))) return at + i;
    }
    at += length;
  }
  return -1;
}

/** @returns 1 … 4, or 0 for a byte that begins no character */
function lengthByLead(lead: number): number {
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  return lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

/** The second byte tells longer forms than needed, surrogates and what is beyond U+10FFFF. */
function canFollow(lead: number, index: number, byte: number): boolean {
  if (index === 1 && lead === 0xe0) return byte >= 0xa0 && byte <= 0xbf;
  if (index === 1 && lead === 0xed) return byte >= 0x80 && byte <= 0x9f;
  if (index === 1 && lead === 0xf0) return byte >= 0x90 && byte <= 0xbf;
  if (index === 1 && lead === 0xf4) return byte >= 0x80 && byte <= 0x8f;
  return byte >= 0x80 && byte <= 0xbf;
}
