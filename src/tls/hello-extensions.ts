import { uint8, uint16 } from '../byte-order.js';

/** Type and length of an extension (RFC 8446, section 4.2), in bytes. */
export const EXTENSION_HEADER_LENGTH = 4;

/** Extensions that are looked into. */
export const ExtensionType = {
  SERVER_NAME: 0,
  ALPN: 16,
  SUPPORTED_VERSIONS: 43,
} as const;

/** Takes the place of an extension's data. @returns true to see no more of them */
export type VisitExtension = (type: number, start: number, end: number) => boolean;

/** Goes through the extensions of a hello; it ends before one that is not whole. */
export function visitExtensions(bytes: Uint8Array, start: number, end: number, visit: VisitExtension): void {
  let at = start;
  while (end - at >= EXTENSION_HEADER_LENGTH) {
    const data = at + EXTENSION_HEADER_LENGTH;
    const dataEnd = data + uint16(bytes, at + 2);
    if (dataEnd > end || visit(uint16(bytes, at), data, dataEnd)) return;
    at = dataEnd;
  }
}

/** Where the data of the first extension of a type stand; undefined where there is none. */
export function findExtension(
  bytes: Uint8Array,
  start: number,
  end: number,
  wanted: number,
): { readonly start: number; readonly end: number } | undefined {
  let found: { readonly start: number; readonly end: number } | undefined;
  visitExtensions(bytes, start, end, (type, dataStart, dataEnd) => {
    if (type !== wanted) return false;
    found = { start: dataStart, end: dataEnd };
    return true;
  });
  return found;
}

/** The list of host names has one entry: its length, the entry's type and length (RFC 6066, section 3), in bytes. */
const SERVER_NAME_HEADER_LENGTH = 5;

/** The host name of a server_name extension (RFC 6066, section 3); undefined where it names none. */
export function hostNameOf(bytes: Uint8Array, start: number, end: number): string | undefined {
  const name = start + SERVER_NAME_HEADER_LENGTH;
  if (name > end || uint8(bytes, start + 2) !== 0) return undefined;
  const nameEnd = name + uint16(bytes, start + 3);
  return nameEnd > end ? undefined : text(bytes, name, nameEnd);
}

/** The protocols of an ALPN extension, in order (RFC 7301, section 3.1). */
export function protocolsOf(bytes: Uint8Array, start: number, end: number): string[] {
  const protocols: string[] = [];
  let at = start + 2;
  while (at < end) {
    const next = at + 1 + uint8(bytes, at);
    if (next > end) break;
    protocols.push(text(bytes, at + 1, next));
    at = next;
  }
  return protocols;
}

/** Names are ASCII; what is not shows as the replacement character. */
function text(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('utf8');
}
