import { uint16 } from '../byte-order.js';
import { type Cursor, Layer } from '../link/cursor.js';

/** Length of the header (RFC 768), in bytes. */
const HEADER_LENGTH = 8;

/** Destination ports of the tunnels over UDP. */
const Port = {
  /** RFC 2661, section 8.1; the answering end may choose another port, so that this is the source port of one side. */
  L2TP: 1701,
  /** 3GPP TS 29.281, section 4.4.2. */
  GTP_U: 2152,
  /** RFC 8086, section 3.1. */
  GRE: 4754,
  /** RFC 7348, section 5. */
  VXLAN: 4789,
  /** draft-ietf-nvo3-vxlan-gpe, section 3. */
  VXLAN_GPE: 4790,
  /** RFC 8926, section 3.3. */
  GENEVE: 6081,
  /** RFC 7510, section 3. */
  MPLS: 6635,
  /** VXLAN as Linux sends it unless told otherwise: its port from before RFC 7348. */
  LINUX_VXLAN: 8472,
} as const;

/** udp.srcport */
export function sourcePort(bytes: Uint8Array, at: number): number {
  return uint16(bytes, at);
}

/** udp.dstport */
export function destinationPort(bytes: Uint8Array, at: number): number {
  return uint16(bytes, at + 2);
}

/** Length of header and data in bytes (udp.length); 0 in a jumbogram (RFC 2675, section 4). */
export function length(bytes: Uint8Array, at: number): number {
  return uint16(bytes, at + 4);
}

/** Walks over a UDP header; a tunnel is known by its destination port. */
export function walkUdp(cursor: Cursor): void {
  const { bytes, offset } = cursor;
  if (!cursor.skip(HEADER_LENGTH)) return;
  const datagram = length(bytes, offset);
  if (datagram >= HEADER_LENGTH) cursor.limit(offset, datagram);
  cursor.next = layerOfPort(destinationPort(bytes, offset));
  if (cursor.next === Layer.NONE && sourcePort(bytes, offset) === Port.L2TP) cursor.next = Layer.L2TP;
}

function layerOfPort(port: number): Layer {
  switch (port) {
    case Port.VXLAN:
    case Port.LINUX_VXLAN:
      return Layer.VXLAN;
    case Port.VXLAN_GPE:
      return Layer.VXLAN_GPE;
    case Port.GENEVE:
      return Layer.GENEVE;
    case Port.GTP_U:
      return Layer.GTP_U;
    case Port.L2TP:
      return Layer.L2TP;
    case Port.GRE:
      return Layer.GRE;
    case Port.MPLS:
      return Layer.MPLS;
    default:
      return Layer.NONE;
  }
}
