import { uint8, uint16 } from '../byte-order.js';
import type { FieldTable } from '../field/field.js';
import type { Tree } from '../field/tree.js';
import { addCaptured, isCaptured } from '../link/captured-fields.js';
import { type Cursor, Layer } from '../link/cursor.js';
import type { HeaderSpan } from '../link/header-span.js';

/** Flags, message type, length and tunnel endpoint identifier (3GPP TS 29.281, section 5.1), in bytes. */
const MIN_HEADER_LENGTH = 8;
/** Sequence number, N-PDU number and type of the first extension header: there if one of their flags is set. */
const OPTIONAL_LENGTH = 4;

/** Bits of the first byte: version 1 of GTP, not GTP'. */
const VERSION_AND_TYPE_BITS = 0xf0;
const VERSION_1_GTP = 0x30;
const FLAG_EXTENSION = 0x04;
const FLAG_SEQUENCE = 0x02;
const ANY_OPTIONAL_FLAG = 0x07;

/** Message type of user data. */
const MESSAGE_G_PDU = 255;

/** Walks over a GTP-U header, extension headers included; a user's IP packet is behind it. */
export function walkGtpU(cursor: Cursor): void {
  const { bytes, offset } = cursor;
  if (!cursor.skip(MIN_HEADER_LENGTH)) return;
  cursor.next = Layer.NONE;
  const flags = uint8(bytes, offset);
  if ((flags & VERSION_AND_TYPE_BITS) !== VERSION_1_GTP || uint8(bytes, offset + 1) !== MESSAGE_G_PDU) return;
  cursor.limit(cursor.offset, uint16(bytes, offset + 2));
  if ((flags & ANY_OPTIONAL_FLAG) !== 0) {
    if (!cursor.skip(OPTIONAL_LENGTH)) return;
    if ((flags & FLAG_EXTENSION) !== 0 && !skipExtensions(cursor)) return;
  }
  cursor.next = Layer.IP;
}

/**
 * Moves over extension headers (section 5.2): the length in words of four bytes comes first, the type of the next one
 * last. @returns false where they are damaged or not captured
 */
function skipExtensions(cursor: Cursor): boolean {
  const { bytes } = cursor;
  while (uint8(bytes, cursor.offset - 1) !== 0) {
    if (cursor.offset >= cursor.end) return false;
    const words = uint8(bytes, cursor.offset);
    if (words === 0 || !cursor.skip(words * 4)) return false;
  }
  return true;
}

const YES: readonly [string, string] = ['Yes', 'No'];

/** Messages of GTP-U (3GPP TS 29.281, section 6.1) as Wireshark calls them. */
const MESSAGES: ReadonlyMap<number, string> = new Map([
  [1, 'Echo request'],
  [2, 'Echo response'],
  [26, 'Error indication'],
  [31, 'Supported extension header notification'],
  [254, 'End Marker'],
  [MESSAGE_G_PDU, 'T-PDU'],
]);

export const GTP_U_FIELDS = {
  protocol: { name: 'gtp', label: 'GPRS Tunneling Protocol', type: 'protocol' },
  flags: { name: 'gtp.flags', label: 'Flags', type: 'uint', base: 'hex', bits: [0, 8] },
  version: {
    name: 'gtp.flags.version',
    label: 'Version',
    type: 'uint',
    bits: [0, 3],
    word: 8,
    names: (value) => (value === 1 ? 'GTP release 99 version' : undefined),
  },
  payload: {
    name: 'gtp.flags.payload',
    label: 'Protocol type',
    type: 'uint',
    bits: [3, 1],
    word: 8,
    names: (value) => (value === 1 ? 'GTP' : "GTP'"),
  },
  reserved: { name: 'gtp.flags.reserved', label: 'Reserved', type: 'uint', bits: [4, 1], word: 8 },
  hasExtension: {
    name: 'gtp.flags.e',
    label: 'Is Next Extension Header present?',
    type: 'boolean',
    bits: [5, 1],
    word: 8,
    truth: YES,
  },
  hasSequence: {
    name: 'gtp.flags.s',
    label: 'Is Sequence Number present?',
    type: 'boolean',
    bits: [6, 1],
    word: 8,
    truth: YES,
  },
  hasNumber: {
    name: 'gtp.flags.pn',
    label: 'Is N-PDU number present?',
    type: 'boolean',
    bits: [7, 1],
    word: 8,
    truth: YES,
  },
  message: {
    name: 'gtp.message',
    label: 'Message Type',
    type: 'uint',
    base: 'hex',
    bits: [8, 8],
    names: (value) => MESSAGES.get(value),
  },
  length: { name: 'gtp.length', label: 'Length', type: 'uint', bits: [16, 16] },
  tunnel: { name: 'gtp.teid', label: 'TEID', type: 'uint', base: 'hex-dec', bits: [32, 32] },
  sequence: { name: 'gtp.seq_number', label: 'Sequence number', type: 'uint', base: 'hex-dec', bits: [64, 16] },
} as const satisfies FieldTable;

/** Draws a GTP-U header; extension headers are not looked into. */
export function describeGtpU(tree: Tree, header: HeaderSpan): void {
  const FIELDS = GTP_U_FIELDS;
  const { bytes, start } = header;
  if (!tree.wants('gtp') || !isCaptured(FIELDS.flags, header)) return;
  const flags = uint8(bytes, start);
  const length = header.next === Layer.NONE ? header.payloadEnd - start : header.end - start;
  tree.open(FIELDS.protocol, undefined, start, length);
  tree.open(FIELDS.flags, flags, start, 1);
  for (const field of [FIELDS.version, FIELDS.payload, FIELDS.reserved]) tree.fixed(field, start);
  for (const field of [FIELDS.hasExtension, FIELDS.hasSequence, FIELDS.hasNumber]) tree.fixed(field, start);
  tree.close();
  const whole = addCaptured(tree, header, [FIELDS.message, FIELDS.length, FIELDS.tunnel]);
  if (whole && (flags & FLAG_SEQUENCE) !== 0) addCaptured(tree, header, [FIELDS.sequence]);
  tree.close();
}
