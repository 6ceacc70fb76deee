import { uint8 } from '../byte-order.js';
import { type Cursor, Layer } from '../link/cursor.js';
import { enterIpProtocol } from './ip-protocol.js';

/** Extension headers are a multiple of eight bytes long; the first eight are not counted in their length field. */
const UNIT = 8;

/** Types of the Routing header whose last address is known to be the final destination. */
const RoutingType = {
  /** RFC 2460, section 4.4; deprecated by RFC 5095: the addresses in the order of the way. */
  SOURCE_ROUTE: 0,
  /** RFC 6275, section 6.4: the home address. */
  MOBILE: 2,
  /** RFC 8754, section 2: the addresses in reverse order. */
  SEGMENT_ROUTING: 4,
} as const;

const ADDRESS_LENGTH = 16;

/**
 * Walks over an extension header of the common form (RFC 8200, section 4, and RFC 6564): hop-by-hop and destination
 * options, mobility, host identity, shim6.
 */
export function walkIpv6Extension(cursor: Cursor): void {
  skipExtension(cursor);
}

/** Walks over a Routing header; the destination of a packet that is still on its way is the last address in it. */
export function walkIpv6Routing(cursor: Cursor): void {
  const { bytes, offset } = cursor;
  if (!skipExtension(cursor)) return;
  const segmentsLeft = uint8(bytes, offset + 3);
  const addresses = uint8(bytes, offset + 1) >> 1;
  if (segmentsLeft === 0 || addresses === 0) return;
  switch (uint8(bytes, offset + 2)) {
    case RoutingType.SOURCE_ROUTE:
      cursor.destination = offset + UNIT + (addresses - 1) * ADDRESS_LENGTH;
      return;
    case RoutingType.MOBILE:
    case RoutingType.SEGMENT_ROUTING:
      cursor.destination = offset + UNIT;
  }
}

/** @returns whether the header is there and captured */
function skipExtension(cursor: Cursor): boolean {
  const { bytes, offset } = cursor;
  // The same numbers in an IPv4 header mean nothing.
  if (cursor.ipVersion !== 6 || !cursor.skip(UNIT) || !cursor.skip(uint8(bytes, offset + 1) * UNIT)) {
    cursor.next = Layer.NONE;
    return false;
  }
  enterIpProtocol(cursor, uint8(bytes, offset));
  return true;
}
