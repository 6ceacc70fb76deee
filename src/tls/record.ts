import { uint8, uint16 } from '../byte-order.js';
import { TlsVersion } from './version.js';

/** Content type, version and length (RFC 8446, section 5.1), in bytes. */
export const RECORD_HEADER_LENGTH = 5;

/** Content types (RFC 8446, section 5.1; RFC 6520; RFC 9146). */
export const ContentType = {
  CHANGE_CIPHER_SPEC: 20,
  ALERT: 21,
  HANDSHAKE: 22,
  APPLICATION_DATA: 23,
  HEARTBEAT: 24,
  CONNECTION_ID: 25,
} as const;

const CONTENT_TYPE_NAMES: ReadonlyMap<number, string> = new Map([
  [ContentType.CHANGE_CIPHER_SPEC, 'Change Cipher Spec'],
  [ContentType.ALERT, 'Alert'],
  [ContentType.HANDSHAKE, 'Handshake'],
  [ContentType.APPLICATION_DATA, 'Application Data'],
  [ContentType.HEARTBEAT, 'Heartbeat'],
  [ContentType.CONNECTION_ID, 'Connection ID'],
]);

/** A fragment is at most 2^14 bytes and what encryption adds to it (RFC 5246, section 6.2.3). */
const MAX_FRAGMENT = 2 ** 14 + 2048;

/** tls.record.content_type */
export function contentType(bytes: Uint8Array, at: number): number {
  return uint8(bytes, at);
}

/** tls.record.version; TLS 1.3 writes 1.2 (RFC 8446, section 5.1). */
export function recordVersion(bytes: Uint8Array, at: number): number {
  return uint16(bytes, at + 1);
}

/** tls.record.length: the fragment's length in bytes, 0 … 65,535 */
export function recordLength(bytes: Uint8Array, at: number): number {
  return uint16(bytes, at + 3);
}

export function contentTypeName(type: number): string | undefined {
  return CONTENT_TYPE_NAMES.get(type);
}

export function isContentType(type: number): boolean {
  return CONTENT_TYPE_NAMES.has(type);
}

/** Whether a version can stand in a record's header. */
export function isRecordVersion(version: number): boolean {
  return (version >= TlsVersion.SSL_3 && version <= TlsVersion.TLS_1_2) || version === TlsVersion.GM_1_1;
}

/**
 * Whether a connection on a port of no known use speaks TLS, seen from the first bytes of a segment: a handshake or
 * application data record that is not empty, of a version in use and of a sane length.
 */
export function looksLikeTls(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start <= RECORD_HEADER_LENGTH) return false;
  const type = contentType(bytes, start);
  if (type !== ContentType.HANDSHAKE && type !== ContentType.APPLICATION_DATA) return false;
  const version = recordVersion(bytes, start);
  if (version < TlsVersion.SSL_3 || version > TlsVersion.TLS_1_2) return false;
  const length = recordLength(bytes, start);
  return length > 0 && length < MAX_FRAGMENT;
}

/** Whether a segment on a port of TLS is something else: it begins with four printable characters, as no record does. */
export function looksLikeText(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start <= 4) return false;
  for (let at = start; at < start + 4; at++) {
    const byte = uint8(bytes, at);
    if (byte < 0x20 || byte > 0x7e) return false;
  }
  return true;
}

/** Protocols that Wireshark expects behind TLS, by port. */
const APPLICATIONS: ReadonlyMap<number, string> = new Map([
  [443, 'Hypertext Transfer Protocol'],
  [465, 'Simple Mail Transfer Protocol'],
  [636, 'Lightweight Directory Access Protocol'],
  [853, 'Domain Name System'],
  [993, 'Internet Message Access Protocol'],
  [995, 'Post Office Protocol'],
  [5061, 'Session Initiation Protocol'],
]);

/** What Wireshark takes application data to be of: `Hypertext Transfer Protocol`; undefined where it does not know. */
export function applicationOfPort(port: number): string | undefined {
  return APPLICATIONS.get(port);
}

/** TCP ports whose connections speak TLS from their first byte, as Wireshark has them. */
const PORTS: ReadonlySet<number> = new Set([
  324, 443, 465, 636, 802, 853, 993, 995, 1300, 2221, 2443, 3249, 3250, 3251, 3252, 3496, 5061, 5671, 5684, 5868, 8883,
  11207, 19999, 27017,
]);

export function isTlsPort(port: number): boolean {
  return PORTS.has(port);
}
