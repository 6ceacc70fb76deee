import { uint8, uint16 } from '../byte-order.js';
import { type Cursor, Layer } from '../link/cursor.js';

/** Base header and service path header (RFC 8300, section 2.1), in bytes. */
const MIN_HEADER_LENGTH = 8;
/** Bits of the first 16: the length of the whole header in words of four bytes. */
const LENGTH_BITS = 0x003f;

/** Values of the next-protocol field (RFC 8300, section 2.2), which VXLAN-GPE shares. */
const NextProtocol = { IPV4: 1, IPV6: 2, ETHERNET: 3, NETWORK_SERVICE_HEADER: 4, MPLS: 5 } as const;

/** What a payload with this value of the next-protocol field is. */
export function layerOfNextProtocol(protocol: number): Layer {
  switch (protocol) {
    case NextProtocol.IPV4:
      return Layer.IPV4;
    case NextProtocol.IPV6:
      return Layer.IPV6;
    case NextProtocol.ETHERNET:
      return Layer.ETHERNET;
    case NextProtocol.NETWORK_SERVICE_HEADER:
      return Layer.NETWORK_SERVICE_HEADER;
    case NextProtocol.MPLS:
      return Layer.MPLS;
    default:
      return Layer.NONE;
  }
}

/** Walks over a Network Service Header (RFC 8300). */
export function walkNetworkServiceHeader(cursor: Cursor): void {
  const { bytes, offset } = cursor;
  if (!cursor.skip(MIN_HEADER_LENGTH)) return;
  cursor.next = Layer.NONE;
  const behind = (uint16(bytes, offset) & LENGTH_BITS) * 4 - MIN_HEADER_LENGTH;
  if (behind >= 0 && cursor.skip(behind)) cursor.next = layerOfNextProtocol(uint8(bytes, offset + 3));
}
