import { uint8, uint24 } from '../byte-order.js';

/** Type and length of a message (RFC 8446, section 4), in bytes. */
export const HANDSHAKE_HEADER_LENGTH = 4;

/** Types of messages that are looked into. */
export const HandshakeType = { HELLO_REQUEST: 0, CLIENT_HELLO: 1, SERVER_HELLO: 2 } as const;

/** Messages (RFC 5246, section 7.4; RFC 8446, section 4; RFC 8879 and others), in Wireshark's words. */
const NAMES: ReadonlyMap<number, string> = new Map([
  [HandshakeType.HELLO_REQUEST, 'Hello Request'],
  [HandshakeType.CLIENT_HELLO, 'Client Hello'],
  [HandshakeType.SERVER_HELLO, 'Server Hello'],
  [3, 'Hello Verify Request'],
  [4, 'New Session Ticket'],
  [5, 'End of Early Data'],
  [6, 'Hello Retry Request'],
  [8, 'Encrypted Extensions'],
  [11, 'Certificate'],
  [12, 'Server Key Exchange'],
  [13, 'Certificate Request'],
  [14, 'Server Hello Done'],
  [15, 'Certificate Verify'],
  [16, 'Client Key Exchange'],
  [20, 'Finished'],
  [21, 'Client Certificate URL'],
  [22, 'Certificate Status'],
  [23, 'Supplemental Data'],
  [24, 'Key Update'],
  [25, 'Compressed Certificate'],
  [67, 'Encrypted Extensions'],
]);

/** What a message is called of which no more is to be known. */
export const ENCRYPTED_MESSAGE = 'Encrypted Handshake Message';

/** A ServerHello that asks for another ClientHello (RFC 8446, section 4.1.4). */
export const HELLO_RETRY_REQUEST = 'Hello Retry Request';

/** Records shorter than this have no room for a message authentication code: they are not encrypted. */
const MIN_ENCRYPTED_LENGTH = 16;

/** Messages are shorter than this; what claims more is not a message. */
const MAX_MESSAGE_LENGTH = 0x1_0000;

/** How many bytes of a record {@link isEncrypted} looks at, where the record has them. */
export const JUDGED_LENGTH = 5;

/** tls.handshake.type */
export function handshakeType(bytes: Uint8Array, at: number): number {
  return uint8(bytes, at);
}

/** tls.handshake.length: the message's length in bytes without its header, 0 … 16,777,215 */
export function handshakeLength(bytes: Uint8Array, at: number): number {
  return uint24(bytes, at + 1);
}

export function handshakeTypeName(type: number): string | undefined {
  return NAMES.get(type);
}

export function isHandshakeType(type: number): boolean {
  return NAMES.has(type);
}

/**
 * Whether a handshake record, where a message would begin, is rather encrypted: its first bytes are no message's, or
 * they are zeros, as the explicit nonce of a first record is, or ChangeCipherSpec was sent before it.
 * @param at index of the first of {@link JUDGED_LENGTH} bytes, or of all where the record has fewer
 * @param length of the record's fragment, in bytes
 * @param changed whether what its sender sends is encrypted since a ChangeCipherSpec
 */
export function isEncrypted(bytes: Uint8Array, at: number, length: number, changed: boolean): boolean {
  if (length < MIN_ENCRYPTED_LENGTH) return false;
  const type = handshakeType(bytes, at);
  const messageLength = handshakeLength(bytes, at);
  if (type === 0 && messageLength === 0 && uint8(bytes, at + 4) === 0) return true;
  return changed || !isHandshakeType(type) || messageLength >= MAX_MESSAGE_LENGTH;
}
