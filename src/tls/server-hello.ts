import { uint8, uint16 } from '../byte-order.js';
import { helloVersion, RANDOM_LENGTH, RANDOM_OFFSET, SESSION_ID_OFFSET } from './client-hello.js';
import { ExtensionType, findExtension, protocolsOf } from './hello-extensions.js';

/** Where the parts of a ServerHello stand: indices in its bytes. */
export interface ServerHelloLayout {
  readonly sessionId: number;
  readonly sessionIdEnd: number;
  /** Of the chosen cipher suite, two bytes. */
  readonly cipherSuite: number;
  /** Of the chosen compression method, one byte. */
  readonly compressionMethod: number;
  /** Equal to its end where the hello has no extensions. */
  readonly extensions: number;
  readonly extensionsEnd: number;
}

/** The random of a HelloRetryRequest: SHA-256 of that name (RFC 8446, section 4.1.3). */
const RETRY_RANDOM = Buffer.from('cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c', 'hex');

/**
 * Measures a ServerHello (RFC 8446, section 4.1.3; RFC 5246, section 7.4.1.3).
 * @param start index of the message's first byte behind its handshake header
 * @returns undefined where the lengths go beyond the message
 */
export function serverHelloLayout(bytes: Uint8Array, start: number, end: number): ServerHelloLayout | undefined {
  const sessionId = start + SESSION_ID_OFFSET + 1;
  if (sessionId > end) return undefined;
  const sessionIdEnd = sessionId + uint8(bytes, sessionId - 1);
  const compressionMethod = sessionIdEnd + 2;
  const behind = compressionMethod + 1;
  if (behind > end) return undefined;
  const extensions = Math.min(behind + 2, end);
  const claimed = extensions + (end - behind >= 2 ? uint16(bytes, behind) : 0);
  return {
    sessionId,
    sessionIdEnd,
    cipherSuite: sessionIdEnd,
    compressionMethod,
    extensions,
    extensionsEnd: Math.min(claimed, end),
  };
}

/** The cipher suite that the server chose; undefined where the hello is malformed. */
export function chosenCipherSuite(bytes: Uint8Array, start: number, end: number): number | undefined {
  const layout = serverHelloLayout(bytes, start, end);
  return layout === undefined ? undefined : uint16(bytes, layout.cipherSuite);
}

/**
 * The version that the server chose: that of its supported_versions (RFC 8446, section 4.2.1), or its own. 0 where the
 * hello has not even a version.
 */
export function chosenVersion(bytes: Uint8Array, start: number, end: number): number {
  if (end - start < 2) return 0;
  const layout = serverHelloLayout(bytes, start, end);
  const own = helloVersion(bytes, start);
  if (layout === undefined) return own;
  const found = findExtension(bytes, layout.extensions, layout.extensionsEnd, ExtensionType.SUPPORTED_VERSIONS);
  return found === undefined || found.end - found.start !== 2 ? own : uint16(bytes, found.start);
}

/** The protocol that the server chose by ALPN (RFC 7301, section 3.1); TLS 1.3 hides it. */
export function chosenProtocol(bytes: Uint8Array, start: number, end: number): string | undefined {
  const layout = serverHelloLayout(bytes, start, end);
  if (layout === undefined) return undefined;
  const found = findExtension(bytes, layout.extensions, layout.extensionsEnd, ExtensionType.ALPN);
  return found === undefined ? undefined : protocolsOf(bytes, found.start, found.end)[0];
}

/** Whether the ServerHello asks for another ClientHello (RFC 8446, section 4.1.4). */
export function isHelloRetryRequest(bytes: Uint8Array, start: number, end: number): boolean {
  const random = start + RANDOM_OFFSET;
  if (random + RANDOM_LENGTH > end) return false;
  return RETRY_RANDOM.equals(bytes.subarray(random, random + RANDOM_LENGTH));
}
