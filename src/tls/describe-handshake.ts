import type { Tree } from '../field/tree.js';
import { describeClientHello, describeServerHello } from './describe-hello.js';
import { TLS_HANDSHAKE_FIELDS as FIELDS } from './fields.js';
import {
  ENCRYPTED_MESSAGE,
  HANDSHAKE_HEADER_LENGTH,
  HandshakeType,
  HELLO_RETRY_REQUEST,
  handshakeLength,
  handshakeType,
  handshakeTypeName,
  isEncrypted,
} from './handshake.js';
import { isHelloRetryRequest } from './server-hello.js';

/**
 * Draws the messages of one handshake record, each as far as the record has it.
 * @returns what the record's line calls them
 */
export function describeHandshake(
  tree: Tree,
  bytes: Uint8Array,
  start: number,
  end: number,
  encrypts: boolean,
): string {
  if (isEncrypted(bytes, start, end - start, encrypts)) {
    tree.add(FIELDS.handshake, undefined, start, end - start, `Handshake Protocol: ${ENCRYPTED_MESSAGE}`);
    return ENCRYPTED_MESSAGE;
  }
  let name = '';
  let at = start;
  while (end - at >= HANDSHAKE_HEADER_LENGTH) {
    const next = at + HANDSHAKE_HEADER_LENGTH + handshakeLength(bytes, at);
    const message = describeMessage(tree, bytes, at, next, end);
    name = at === start ? message : 'Multiple Handshake Messages';
    at = next;
  }
  return name;
}

function describeMessage(tree: Tree, bytes: Uint8Array, at: number, next: number, end: number): string {
  const type = handshakeType(bytes, at);
  const body = at + HANDSHAKE_HEADER_LENGTH;
  const messageEnd = Math.min(next, end);
  const isRetry = type === HandshakeType.SERVER_HELLO && isHelloRetryRequest(bytes, body, messageEnd);
  const known = isRetry ? HELLO_RETRY_REQUEST : (handshakeTypeName(type) ?? ENCRYPTED_MESSAGE);
  const name = next > end ? `${known} (fragment)` : known;
  tree.open(FIELDS.handshake, undefined, at, messageEnd - at, `Handshake Protocol: ${name}`);
  if (next <= end) {
    tree.fixed(FIELDS.type, at);
    tree.fixed(FIELDS.length, at);
    if (type === HandshakeType.CLIENT_HELLO) describeClientHello(tree, bytes, body, next);
    else if (type === HandshakeType.SERVER_HELLO) describeServerHello(tree, bytes, body, next);
  }
  tree.close();
  return name;
}
