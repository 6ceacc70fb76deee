import { uint8, uint16 } from '../byte-order.js';
import type { Cursor } from './cursor.js';
import { Layer } from './layer.js';

/** Address and control of HDLC-like framing (RFC 1662, section 3.1); Cisco's framing has its own addresses. */
const ADDRESS_ALL_STATIONS = 0xff;
const CONTROL_UNNUMBERED = 0x03;
const ADDRESS_CISCO_UNICAST = 0x0f;
const ADDRESS_CISCO_MULTICAST = 0x8f;

/** PPP DLL protocol numbers on the way to IP. */
const Protocol = {
  IPV4: 0x0021,
  /** RFC 3518: bridged frames. */
  BRIDGING: 0x0031,
  IPV6: 0x0057,
  MPLS: 0x0281,
  MPLS_MULTICAST: 0x0283,
} as const;

/** Flags and MAC type before a bridged 802.3 frame (RFC 3518, section 4.2), in bytes. */
const BRIDGING_HEADER_LENGTH = 2;
const MAC_TYPE_802_3 = 1;

/**
 * Walks over a PPP header (RFC 1661), with or without HDLC-like framing and with its protocol field compressed or not;
 * also over Cisco's HDLC framing where that stands in its place.
 */
export function walkPpp(cursor: Cursor): void {
  const { bytes, end } = cursor;
  if (end - cursor.offset >= 2) {
    const address = uint8(bytes, cursor.offset);
    if (address === ADDRESS_ALL_STATIONS && uint8(bytes, cursor.offset + 1) === CONTROL_UNNUMBERED) {
      cursor.offset += 2;
    } else if (address === ADDRESS_CISCO_UNICAST || address === ADDRESS_CISCO_MULTICAST) {
      cursor.next = Layer.CISCO_HDLC;
      return;
    }
  }
  const at = cursor.offset;
  if (!cursor.skip(1)) return;
  // The first byte of an uncompressed protocol field is even, the last one odd (RFC 1661, section 2).
  let protocol = uint8(bytes, at);
  if ((protocol & 1) === 0) {
    if (!cursor.skip(1)) return;
    protocol = uint16(bytes, at);
  }
  cursor.next = Layer.NONE;
  switch (protocol) {
    case Protocol.IPV4:
      cursor.next = Layer.IPV4;
      return;
    case Protocol.IPV6:
      cursor.next = Layer.IPV6;
      return;
    case Protocol.MPLS:
    case Protocol.MPLS_MULTICAST:
      cursor.next = Layer.MPLS;
      return;
    case Protocol.BRIDGING:
      if (!cursor.skip(BRIDGING_HEADER_LENGTH)) return;
      if (uint8(bytes, cursor.offset - 1) === MAC_TYPE_802_3) cursor.next = Layer.ETHERNET;
  }
}
