import { uint8, uint16, uint32 } from '../byte-order.js';
import type { Field, FieldTable } from '../field/field.js';
import type { Tree } from '../field/tree.js';
import { bitPicture } from '../link/bit-picture.js';
import { type Cursor, Layer } from '../link/cursor.js';
import { EtherType, enterEtherType } from '../link/ethertype.js';
import { etherTypeLabel } from '../link/ethertype-labels.js';
import type { HeaderSpan } from '../link/header-span.js';

/** Flags, version and protocol type (RFC 2784, section 2.1), in bytes. */
const MIN_HEADER_LENGTH = 4;
/** Each optional field (RFC 2784 and RFC 2890), in bytes. */
const FIELD_LENGTH = 4;

const Flag = {
  CHECKSUM: 0x8000,
  /** RFC 1701; no longer in RFC 2784. */
  ROUTING: 0x4000,
  KEY: 0x2000,
  SEQUENCE: 0x1000,
  /** RFC 2637: version 1 only. */
  ACKNOWLEDGMENT: 0x0080,
} as const;
const VERSION_BITS = 0x0007;

/** Address family, offset and length of a source route entry (RFC 1701), in bytes. */
const ROUTE_ENTRY_LENGTH = 4;

/** Protocol types of ERSPAN I and II, and of ERSPAN III (draft-foschiano-erspan). */
const PROTOCOL_ERSPAN = 0x88be;
const PROTOCOL_ERSPAN_III = 0x22eb;

/** Walks over a GRE header: version 0 (RFC 1701, 2784 and 2890) or version 1, which carries PPP (RFC 2637). */
export function walkGre(cursor: Cursor): void {
  const { bytes, offset } = cursor;
  if (!cursor.skip(MIN_HEADER_LENGTH)) return;
  cursor.next = Layer.NONE;
  const flags = uint16(bytes, offset);
  const protocol = uint16(bytes, offset + 2);
  switch (flags & VERSION_BITS) {
    case 0:
      if (!skipFields(cursor, flags & (Flag.CHECKSUM | Flag.ROUTING))) return;
      if (!skipFields(cursor, flags & Flag.KEY) || !skipFields(cursor, flags & Flag.SEQUENCE)) return;
      if ((flags & Flag.ROUTING) !== 0 && !skipRoutes(cursor)) return;
      enterProtocol(cursor, protocol, flags);
      return;
    case 1: {
      // The upper half of the key is the payload's length.
      if (!cursor.skip(FIELD_LENGTH)) return;
      const payload = uint16(bytes, offset + MIN_HEADER_LENGTH);
      if (!skipFields(cursor, flags & Flag.SEQUENCE) || !skipFields(cursor, flags & Flag.ACKNOWLEDGMENT)) return;
      cursor.limit(cursor.offset, payload);
      enterProtocol(cursor, protocol, flags);
    }
  }
}

/** Moves over an optional field where its flag is set. @returns false where it is not captured */
function skipFields(cursor: Cursor, flag: number): boolean {
  return flag === 0 || cursor.skip(FIELD_LENGTH);
}

/** Moves over source route entries up to the empty one. @returns false where they are not captured */
function skipRoutes(cursor: Cursor): boolean {
  for (;;) {
    const entry = cursor.offset;
    if (!cursor.skip(ROUTE_ENTRY_LENGTH)) return false;
    const length = uint8(cursor.bytes, entry + 3);
    if (uint16(cursor.bytes, entry) === 0 && length === 0) return true;
    if (!cursor.skip(length)) return false;
  }
}

function enterProtocol(cursor: Cursor, protocol: number, flags: number): void {
  if (protocol === PROTOCOL_ERSPAN || protocol === PROTOCOL_ERSPAN_III) {
    // ERSPAN I has no header of its own; II and III number their packets in GRE.
    cursor.next = (flags & Flag.SEQUENCE) === 0 ? Layer.ETHERNET : Layer.ERSPAN;
  } else {
    enterEtherType(cursor, protocol);
  }
}

const YES: readonly [string, string] = ['Yes', 'No'];

export const GRE_FIELDS = {
  protocol: { name: 'gre', label: 'Generic Routing Encapsulation', type: 'protocol' },
  flags: { name: 'gre.flags_and_version', label: 'Flags and Version', type: 'uint', base: 'hex', bits: [0, 16] },
  hasChecksum: {
    name: 'gre.flags.checksum',
    label: 'Checksum Bit',
    type: 'boolean',
    bits: [0, 1],
    word: 16,
    truth: YES,
  },
  hasRouting: { name: 'gre.flags.routing', label: 'Routing Bit', type: 'boolean', bits: [1, 1], word: 16, truth: YES },
  hasKey: { name: 'gre.flags.key', label: 'Key Bit', type: 'boolean', bits: [2, 1], word: 16, truth: YES },
  hasSequence: {
    name: 'gre.flags.sequence_number',
    label: 'Sequence Number Bit',
    type: 'boolean',
    bits: [3, 1],
    word: 16,
    truth: YES,
  },
  strictRoute: {
    name: 'gre.flags.strict_source_route',
    label: 'Strict Source Route Bit',
    type: 'boolean',
    bits: [4, 1],
    word: 16,
    truth: YES,
  },
  recursion: {
    name: 'gre.flags.recursion_control',
    label: 'Recursion control',
    type: 'uint',
    bits: [5, 3],
    word: 16,
  },
  reserved: { name: 'gre.flags.reserved', label: 'Flags (Reserved)', type: 'uint' },
  version: { name: 'gre.flags.version', label: 'Version', type: 'uint' },
  payloadProtocol: {
    name: 'gre.proto',
    label: 'Protocol Type',
    type: 'uint',
    base: 'hex',
    bits: [16, 16],
    names: protocolName,
  },
  checksum: { name: 'gre.checksum', label: 'Checksum', type: 'uint', base: 'hex', width: 16 },
  offset: { name: 'gre.offset', label: 'Offset', type: 'uint', width: 16 },
  key: { name: 'gre.key', label: 'Key', type: 'uint', base: 'hex', width: 32 },
  keyLength: { name: 'gre.key.payload_length', label: 'Payload Length', type: 'uint', width: 16 },
  keyCall: { name: 'gre.key.call_id', label: 'Call ID', type: 'uint', width: 16 },
  sequence: { name: 'gre.sequence_number', label: 'Sequence Number', type: 'uint', width: 32 },
  acknowledgment: { name: 'gre.ack_number', label: 'Acknowledgment Number', type: 'uint', width: 32 },
} as const satisfies FieldTable;

function protocolName(protocol: number): string | undefined {
  if (protocol === PROTOCOL_ERSPAN || protocol === PROTOCOL_ERSPAN_III) return 'ERSPAN';
  return protocol === EtherType.IPV4 ? 'IP' : protocol === EtherType.PPP ? 'PPP' : etherTypeLabel(protocol);
}

/** Draws a GRE header; source routes are not looked into. */
export function describeGre(tree: Tree, header: HeaderSpan): void {
  const FIELDS = GRE_FIELDS;
  const { bytes, start, available } = header;
  if (!tree.wants('gre') || start + MIN_HEADER_LENGTH > available) return;
  const flags = uint16(bytes, start);
  const name = protocolName(uint16(bytes, start + 2)) ?? `0x${uint16(bytes, start + 2).toString(16)} - unknown`;
  tree.open(FIELDS.protocol, undefined, start, header.end - start, `${FIELDS.protocol.label} (${name})`);
  tree.open(FIELDS.flags, flags, start, 2);
  for (const field of [FIELDS.hasChecksum, FIELDS.hasRouting, FIELDS.hasKey, FIELDS.hasSequence]) {
    tree.fixed(field, start);
  }
  tree.fixed(FIELDS.strictRoute, start);
  tree.fixed(FIELDS.recursion, start);
  const version = flags & VERSION_BITS;
  const reserved = (flags >> 3) & 0x1f;
  if (version === 0) {
    tree.add(FIELDS.reserved, reserved, start, 2, `${bitPicture(reserved, 8, 5, 16)}Flags (Reserved): ${reserved}`);
  }
  const versionName = version === 0 ? 'GRE' : version === 1 ? 'Enhanced GRE' : 'Unknown';
  const versionText = `${bitPicture(version, 13, 3, 16)}Version: ${versionName} (${version})`;
  tree.add(FIELDS.version, version, start, 2, versionText);
  tree.close();
  tree.fixed(FIELDS.payloadProtocol, start);
  describeOptional(tree, header, flags);
  tree.close();
}

function describeOptional(tree: Tree, { bytes, start, available }: HeaderSpan, flags: number): void {
  const FIELDS = GRE_FIELDS;
  let at = start + MIN_HEADER_LENGTH;
  const isVersion0 = (flags & VERSION_BITS) === 0;
  const optional: ReadonlyArray<readonly [number, () => void]> = [
    [
      isVersion0 ? flags & (Flag.CHECKSUM | Flag.ROUTING) : 0,
      () => {
        tree.add(FIELDS.checksum, uint16(bytes, at), at, 2);
        tree.add(FIELDS.offset, uint16(bytes, at + 2), at + 2, 2);
      },
    ],
    [
      isVersion0 ? flags & Flag.KEY : Flag.KEY,
      () => {
        if (isVersion0) {
          addWord(tree, FIELDS.key, bytes, at);
          return;
        }
        tree.add(FIELDS.keyLength, uint16(bytes, at), at, 2);
        tree.add(FIELDS.keyCall, uint16(bytes, at + 2), at + 2, 2);
      },
    ],
    [flags & Flag.SEQUENCE, () => addWord(tree, FIELDS.sequence, bytes, at)],
    [isVersion0 ? 0 : flags & Flag.ACKNOWLEDGMENT, () => addWord(tree, FIELDS.acknowledgment, bytes, at)],
  ];
  for (const [flag, add] of optional) {
    if (flag === 0) continue;
    if (at + FIELD_LENGTH > available) return;
    add();
    at += FIELD_LENGTH;
  }
}

function addWord(tree: Tree, field: Field, bytes: Uint8Array, at: number): void {
  tree.add(field, uint32(bytes, at), at, FIELD_LENGTH);
}
