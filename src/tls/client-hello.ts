import { uint8, uint16 } from '../byte-order.js';
import { ExtensionType, findExtension, hostNameOf, protocolsOf } from './hello-extensions.js';

/** Version and random (RFC 8446, section 4.1.2), in bytes; both hellos begin with them. */
export const RANDOM_OFFSET = 2;
export const RANDOM_LENGTH = 32;
export const SESSION_ID_OFFSET = RANDOM_OFFSET + RANDOM_LENGTH;

/** Where the parts of a ClientHello stand: indices in its bytes, each part without its length. */
export interface ClientHelloLayout {
  readonly sessionId: number;
  readonly sessionIdEnd: number;
  readonly cipherSuites: number;
  readonly cipherSuitesEnd: number;
  readonly compressionMethods: number;
  readonly compressionMethodsEnd: number;
  /** Equal to its end where the hello has no extensions. */
  readonly extensions: number;
  readonly extensionsEnd: number;
}

/** tls.handshake.version of either hello: TLS 1.3 writes 1.2 (RFC 8446, section 4.1.2). */
export function helloVersion(bytes: Uint8Array, at: number): number {
  return uint16(bytes, at);
}

/** tls.handshake.random of either hello. @returns a view, not a copy */
export function helloRandom(bytes: Uint8Array, at: number): Uint8Array {
  return bytes.subarray(at + RANDOM_OFFSET, at + RANDOM_OFFSET + RANDOM_LENGTH);
}

/**
 * Measures a ClientHello (RFC 8446, section 4.1.2; RFC 5246, section 7.4.1.2).
 * @param start index of the message's first byte behind its handshake header
 * @returns undefined where the lengths go beyond the message
 */
export function clientHelloLayout(bytes: Uint8Array, start: number, end: number): ClientHelloLayout | undefined {
  const sessionId = start + SESSION_ID_OFFSET + 1;
  if (sessionId > end) return undefined;
  const sessionIdEnd = sessionId + uint8(bytes, sessionId - 1);
  const cipherSuites = sessionIdEnd + 2;
  if (cipherSuites > end) return undefined;
  const cipherSuitesEnd = cipherSuites + uint16(bytes, sessionIdEnd);
  const compressionMethods = cipherSuitesEnd + 1;
  if (compressionMethods > end) return undefined;
  const compressionMethodsEnd = compressionMethods + uint8(bytes, cipherSuitesEnd);
  if (compressionMethodsEnd > end) return undefined;
  const extensions = Math.min(compressionMethodsEnd + 2, end);
  const claimed = extensions + (end - compressionMethodsEnd >= 2 ? uint16(bytes, compressionMethodsEnd) : 0);
  return {
    sessionId,
    sessionIdEnd,
    cipherSuites,
    cipherSuitesEnd,
    compressionMethods,
    compressionMethodsEnd,
    extensions,
    extensionsEnd: Math.min(claimed, end),
  };
}

/** tls.handshake.extensions_server_name of a ClientHello (RFC 6066, section 3); undefined where it names no host. */
export function serverName(bytes: Uint8Array, start: number, end: number): string | undefined {
  const found = extensionOf(bytes, start, end, ExtensionType.SERVER_NAME);
  return found === undefined ? undefined : hostNameOf(bytes, found.start, found.end);
}

/** tls.handshake.extensions_alpn_str of a ClientHello: the protocols it offers (RFC 7301, section 3.1). */
export function offeredProtocols(bytes: Uint8Array, start: number, end: number): string[] {
  const found = extensionOf(bytes, start, end, ExtensionType.ALPN);
  return found === undefined ? [] : protocolsOf(bytes, found.start, found.end);
}

function extensionOf(bytes: Uint8Array, start: number, end: number, type: number): ReturnType<typeof findExtension> {
  const layout = clientHelloLayout(bytes, start, end);
  return layout === undefined ? undefined : findExtension(bytes, layout.extensions, layout.extensionsEnd, type);
}
