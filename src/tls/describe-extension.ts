import { uint8, uint16 } from '../byte-order.js';
import type { Field } from '../field/field.js';
import type { Tree } from '../field/tree.js';
import { extensionName } from './extension-names.js';
import { TLS_EXTENSION_FIELDS as FIELDS } from './fields.js';
import { EXTENSION_HEADER_LENGTH, ExtensionType, visitExtensions } from './hello-extensions.js';

/** The line of an extension; no field of its own. */
const LINE: Field = { name: '', label: '', type: 'none' };

/** Draws the extensions of a hello. @param offered the hello is a client's, whose lists have a length */
export function describeExtensions(tree: Tree, bytes: Uint8Array, start: number, end: number, offered: boolean): void {
  visitExtensions(bytes, start, end, (type, data, dataEnd) => {
    const at = data - EXTENSION_HEADER_LENGTH;
    tree.open(LINE, undefined, at, dataEnd - at, `Extension: ${extensionName(type)} (len=${dataEnd - data})`);
    tree.fixed(FIELDS.type, at);
    tree.fixed(FIELDS.length, at);
    describeData(tree, bytes, type, data, dataEnd, offered);
    tree.close();
    return false;
  });
}

function describeData(tree: Tree, bytes: Uint8Array, type: number, start: number, end: number, offered: boolean): void {
  if (start === end) return;
  switch (type) {
    case ExtensionType.SERVER_NAME:
      describeServerName(tree, bytes, start, end);
      break;
    case ExtensionType.ALPN:
      describeProtocols(tree, bytes, start, end);
      break;
    case ExtensionType.SUPPORTED_VERSIONS:
      describeVersions(tree, bytes, start, end, offered);
      break;
    default:
      tree.add(FIELDS.data, bytes.subarray(start, end), start, end - start);
  }
}

/** RFC 6066, section 3. */
function describeServerName(tree: Tree, bytes: Uint8Array, start: number, end: number): void {
  if (end - start < 5) return;
  tree.open(LINE, undefined, start, end - start, 'Server Name Indication extension');
  tree.add(FIELDS.serverNameListLength, uint16(bytes, start), start, 2);
  tree.add(FIELDS.serverNameType, uint8(bytes, start + 2), start + 2, 1);
  tree.add(FIELDS.serverNameLength, uint16(bytes, start + 3), start + 3, 2);
  const name = start + 5;
  const nameEnd = Math.min(name + uint16(bytes, start + 3), end);
  tree.add(FIELDS.serverName, text(bytes, name, nameEnd), name, nameEnd - name);
  tree.close();
}

/** RFC 7301, section 3.1. */
function describeProtocols(tree: Tree, bytes: Uint8Array, start: number, end: number): void {
  if (end - start < 2) return;
  tree.add(FIELDS.alpnLength, uint16(bytes, start), start, 2);
  tree.open(FIELDS.alpnList, undefined, start + 2, end - start - 2);
  let at = start + 2;
  while (at < end) {
    const next = Math.min(at + 1 + uint8(bytes, at), end);
    tree.add(FIELDS.alpnNameLength, uint8(bytes, at), at, 1);
    tree.add(FIELDS.alpnName, text(bytes, at + 1, next), at + 1, next - at - 1);
    at = next;
  }
  tree.close();
}

/** RFC 8446, section 4.2.1. */
function describeVersions(tree: Tree, bytes: Uint8Array, start: number, end: number, offered: boolean): void {
  if (offered) tree.add(FIELDS.supportedVersionsLength, uint8(bytes, start), start, 1);
  for (let at = offered ? start + 1 : start; at + 2 <= end; at += 2) {
    tree.add(FIELDS.supportedVersion, uint16(bytes, at), at, 2);
  }
}

function text(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.subarray(start, end)).toString('utf8');
}
