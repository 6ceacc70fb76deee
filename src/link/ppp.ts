import { uint8, uint16 } from '../byte-order.js';
import type { FieldTable } from '../field/field.js';
import type { Tree } from '../field/tree.js';
import type { Cursor } from './cursor.js';
import type { HeaderSpan } from './header-span.js';
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

/** PPP DLL protocol numbers (IANA) as Wireshark calls them. */
const PROTOCOL_NAMES: ReadonlyMap<number, string> = new Map<number, string>([
  [Protocol.IPV4, 'Internet Protocol version 4'],
  [0x002d, 'Van Jacobson Compressed TCP/IP'],
  [0x002f, 'Van Jacobson Uncompressed TCP/IP'],
  [Protocol.BRIDGING, 'Bridging PDU'],
  [0x003d, 'Multi-Link'],
  [Protocol.IPV6, 'Internet Protocol version 6'],
  [0x00fd, '1st choice compression'],
  [Protocol.MPLS, 'MPLS Unicast'],
  [Protocol.MPLS_MULTICAST, 'MPLS Multicast'],
  [0x8021, 'Internet Protocol Control Protocol'],
  [0x8057, 'IPv6 Control Protocol'],
  [0x80fd, 'Compression Control Protocol'],
  [0x8281, 'MPLS Control Protocol'],
  [0xc021, 'Link Control Protocol'],
  [0xc023, 'Password Authentication Protocol'],
  [0xc025, 'Link Quality Report'],
  [0xc223, 'Challenge Handshake Authentication Protocol'],
]);

export const PPP_FIELDS = {
  protocol: { name: 'ppp', label: 'Point-to-Point Protocol', type: 'protocol' },
  address: { name: 'ppp.address', label: 'Address', type: 'uint', base: 'hex', width: 8 },
  control: { name: 'ppp.control', label: 'Control', type: 'uint', base: 'hex', width: 8 },
  payloadProtocol: {
    name: 'ppp.protocol',
    label: 'Protocol',
    type: 'uint',
    base: 'hex',
    width: 16,
    names: (value) => PROTOCOL_NAMES.get(value),
  },
} as const satisfies FieldTable;

/** Draws a PPP header; Cisco's framing in its place is drawn by itself. */
export function describePpp(tree: Tree, { bytes, start, available, next }: HeaderSpan): void {
  const FIELDS = PPP_FIELDS;
  if (!tree.wants('ppp') || next === Layer.CISCO_HDLC || start >= available) return;
  const isFramed =
    start + 2 <= available &&
    uint8(bytes, start) === ADDRESS_ALL_STATIONS &&
    uint8(bytes, start + 1) === CONTROL_UNNUMBERED;
  const at = isFramed ? start + 2 : start;
  const length = (uint8(bytes, at) & 1) === 0 ? 2 : 1;
  const end = Math.min(at + length, available);
  tree.open(FIELDS.protocol, undefined, start, end - start);
  if (isFramed) {
    tree.add(FIELDS.address, ADDRESS_ALL_STATIONS, start, 1);
    tree.add(FIELDS.control, CONTROL_UNNUMBERED, start + 1, 1);
  }
  if (at + length <= available) {
    tree.add(FIELDS.payloadProtocol, length === 2 ? uint16(bytes, at) : uint8(bytes, at), at, length);
  }
  tree.close();
}
