import { uint8 } from '../byte-order.js';

/**
 * What a conversation begins as, told by the first bytes of either side: of a connection, or of what a tunnel carries.
 * All that begins as none of the others is `http`, and read as HTTP/1.
 */
export type Opening = 'http' | 'tls';

/**
 * Judges first bytes, as far as they are there.
 * @returns more: they fit several openings so far, which {@link LONGEST_OPENING} bytes never do
 */
export function openingOf(bytes: Uint8Array, start: number, end: number): Opening | 'more' {
  if (start === end) return 'more';
  const first = uint8(bytes, start);
  if (first === TLS_HANDSHAKE) return tlsOpening(bytes, start, end);
  return 'http';
}

/** As many bytes as tell every opening. */
export const LONGEST_OPENING = 3;

/** Content type of the record that holds a hello (RFC 8446, section 5.1). */
const TLS_HANDSHAKE = 22;
/** Versions that stand in its header: SSL 3.0 to TLS 1.2. */
const TLS_MAJOR = 3;
const TLS_LAST_MINOR = 3;

function tlsOpening(bytes: Uint8Array, start: number, end: number): Opening | 'more' {
  if (end - start > 1 && uint8(bytes, start + 1) !== TLS_MAJOR) return 'http';
  if (end - start > 2) return uint8(bytes, start + 2) <= TLS_LAST_MINOR ? 'tls' : 'http';
  return 'more';
}
