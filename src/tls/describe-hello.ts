import { uint8, uint16, uint32 } from '../byte-order.js';
import type { Tree } from '../field/tree.js';
import { clientHelloLayout, RANDOM_LENGTH, RANDOM_OFFSET, SESSION_ID_OFFSET } from './client-hello.js';
import { describeExtensions } from './describe-extension.js';
import { TLS_HELLO_FIELDS as FIELDS } from './fields.js';
import { serverHelloLayout } from './server-hello.js';

const NANOSECONDS = 1_000_000_000n;

/** Draws a ClientHello as far as its lengths fit. @param start index behind the message's handshake header */
export function describeClientHello(tree: Tree, bytes: Uint8Array, start: number, end: number): void {
  describeStart(tree, bytes, start, end);
  const layout = clientHelloLayout(bytes, start, end);
  if (layout === undefined) return;
  const { cipherSuites, cipherSuitesEnd, compressionMethods, compressionMethodsEnd } = layout;
  const suitesLength = cipherSuitesEnd - cipherSuites;
  tree.add(FIELDS.cipherSuitesLength, suitesLength, cipherSuites - 2, 2);
  const suites = suitesLength >> 1;
  tree.open(FIELDS.cipherSuites, undefined, cipherSuites, suitesLength, `Cipher Suites (${counted(suites, 'suite')})`);
  for (let at = cipherSuites; at + 2 <= cipherSuitesEnd; at += 2) {
    tree.add(FIELDS.cipherSuite, uint16(bytes, at), at, 2);
  }
  tree.close();
  const methods = compressionMethodsEnd - compressionMethods;
  tree.add(FIELDS.compressionMethodsLength, methods, compressionMethods - 1, 1);
  const heading = `Compression Methods (${counted(methods, 'method')})`;
  tree.open(FIELDS.compressionMethods, undefined, compressionMethods, methods, heading);
  for (let at = compressionMethods; at < compressionMethodsEnd; at++) {
    tree.add(FIELDS.compressionMethod, uint8(bytes, at), at, 1);
  }
  tree.close();
  describeTail(tree, bytes, layout.extensions, layout.extensionsEnd, compressionMethodsEnd, true);
}

/** Draws a ServerHello in the same way. */
export function describeServerHello(tree: Tree, bytes: Uint8Array, start: number, end: number): void {
  describeStart(tree, bytes, start, end);
  const layout = serverHelloLayout(bytes, start, end);
  if (layout === undefined) return;
  const { cipherSuite, compressionMethod, extensions, extensionsEnd } = layout;
  tree.add(FIELDS.cipherSuite, uint16(bytes, cipherSuite), cipherSuite, 2);
  tree.add(FIELDS.compressionMethod, uint8(bytes, compressionMethod), compressionMethod, 1);
  describeTail(tree, bytes, extensions, extensionsEnd, compressionMethod + 1, false);
}

/** Version, random and session ID: both hellos begin with them. */
function describeStart(tree: Tree, bytes: Uint8Array, start: number, end: number): void {
  const sessionId = start + SESSION_ID_OFFSET + 1;
  if (sessionId > end) return;
  tree.fixed(FIELDS.version, start);
  const random = start + RANDOM_OFFSET;
  tree.open(FIELDS.random, bytes.subarray(random, random + RANDOM_LENGTH), random, RANDOM_LENGTH);
  tree.add(FIELDS.randomTime, BigInt(uint32(bytes, random)) * NANOSECONDS, random, 4);
  tree.fixed(FIELDS.randomBytes, start);
  tree.close();
  tree.fixed(FIELDS.sessionIdLength, start);
  const idEnd = Math.min(sessionId + uint8(bytes, sessionId - 1), end);
  if (idEnd > sessionId) {
    tree.add(FIELDS.sessionId, bytes.subarray(sessionId, idEnd), sessionId, idEnd - sessionId);
  }
}

function describeTail(
  tree: Tree,
  bytes: Uint8Array,
  extensions: number,
  extensionsEnd: number,
  lengthAt: number,
  offered: boolean,
): void {
  if (extensions !== lengthAt + 2) return;
  tree.add(FIELDS.extensionsLength, uint16(bytes, lengthAt), lengthAt, 2);
  describeExtensions(tree, bytes, extensions, extensionsEnd, offered);
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
