import { uint8, uint16 } from '../byte-order.js';
import { type Cursor, Layer } from '../link/cursor.js';
import { enterEtherType } from '../link/ethertype.js';

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
