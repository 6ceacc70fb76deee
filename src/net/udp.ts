import { uint16 } from '../byte-order.js';
import { addExpert, ExpertGroup, Severity } from '../field/expert.js';
import type { FieldTable } from '../field/field.js';
import type { Tree } from '../field/tree.js';
import { isCaptured } from '../link/captured-fields.js';
import { type Cursor, Layer } from '../link/cursor.js';
import type { HeaderSpan } from '../link/header-span.js';

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

export const UDP_FIELDS = {
  protocol: { name: 'udp', label: 'User Datagram Protocol', type: 'protocol' },
  sourcePort: { name: 'udp.srcport', label: 'Source Port', type: 'uint', bits: [0, 16], read: sourcePort },
  destinationPort: {
    name: 'udp.dstport',
    label: 'Destination Port',
    type: 'uint',
    bits: [16, 16],
    read: destinationPort,
  },
  port: { name: 'udp.port', label: 'Source or Destination Port', type: 'uint', width: 16 },
  length: { name: 'udp.length', label: 'Length', type: 'uint', bits: [32, 16], read: length },
  checksum: { name: 'udp.checksum', label: 'Checksum', type: 'uint', base: 'hex', bits: [48, 16] },
  checksumStatus: { name: 'udp.checksum.status', label: 'Checksum Status', type: 'uint', width: 8 },
  payload: { name: 'udp.payload', label: 'Payload', type: 'bytes' },
  badLength: { name: 'udp.length.bad', label: 'Bad length value', type: 'none' },
  zeroChecksum: { name: 'udp.checksum.zero', label: 'Illegal checksum value (0)', type: 'none' },
} as const satisfies FieldTable;

const FIELDS = UDP_FIELDS;

/** Values of `udp.checksum.status`; as Wireshark by default, the checksum is not looked at. */
const ChecksumStatus = { UNVERIFIED: 2, NOT_PRESENT: 3, ILLEGAL: 4 } as const;

/**
 * Draws a UDP header.
 * @param stream adds what is known of the stream that the datagram belongs to
 */
export function describeUdp(tree: Tree, header: HeaderSpan, stream?: () => void): void {
  if (!tree.wants('udp')) return;
  const { bytes, start } = header;
  const item = tree.open(FIELDS.protocol, undefined, start, Math.min(HEADER_LENGTH, header.available - start));
  if (isCaptured(FIELDS.destinationPort, header)) {
    const ports = [sourcePort(bytes, start), destinationPort(bytes, start)] as const;
    item.text = `${FIELDS.protocol.label}, Src Port: ${ports[0]}, Dst Port: ${ports[1]}`;
    tree.fixed(FIELDS.sourcePort, start);
    tree.fixed(FIELDS.destinationPort, start);
    tree.hidden(FIELDS.port, ports[0], start, 2);
    tree.hidden(FIELDS.port, ports[1], start + 2, 2);
    if (isCaptured(FIELDS.length, header) && describeLength(tree, header) && isCaptured(FIELDS.checksum, header)) {
      describeChecksum(tree, header);
      stream?.();
      describePayload(tree, header);
    }
  }
  tree.close();
}

/** @returns whether the length can be true */
function describeLength(tree: Tree, header: HeaderSpan): boolean {
  const { bytes, start } = header;
  const at = start + 4;
  const own = length(bytes, start);
  const available = header.available + header.availableMissing - start;
  if (own < HEADER_LENGTH) {
    tree.open(FIELDS.length, own, at, 2, `Length: ${own} (bogus, must be >= ${HEADER_LENGTH})`);
    const remark = `Bad length value ${own} < ${HEADER_LENGTH}`;
    addExpert(tree, FIELDS.badLength, Severity.ERROR, ExpertGroup.MALFORMED, at, 0, remark);
    tree.close();
    return false;
  }
  // What an ICMP error quotes is cut on purpose.
  if (own > available && !header.quoted) {
    tree.open(FIELDS.length, own, at, 2, `Length: ${own} (bogus, payload length ${available})`);
    const remark = `Bad length value ${own} > IP payload length`;
    addExpert(tree, FIELDS.badLength, Severity.ERROR, ExpertGroup.MALFORMED, at, 0, remark);
    tree.close();
  } else {
    tree.fixed(FIELDS.length, start);
  }
  return true;
}

function describeChecksum(tree: Tree, header: HeaderSpan): void {
  const at = header.start + 6;
  const value = uint16(header.bytes, at);
  if (value !== 0) {
    tree.add(FIELDS.checksum, value, at, 2, `Checksum: 0x${value.toString(16).padStart(4, '0')} [unverified]`);
    tree.generated(FIELDS.checksumStatus, ChecksumStatus.UNVERIFIED, at, 0, 'Checksum Status: Unverified');
    return;
  }
  // RFC 768: none was made; RFC 8200, section 8.1: there has to be one.
  const illegal = header.ipVersion === 6;
  tree.open(FIELDS.checksum, value, at, 2, `Checksum: 0x0000 [zero-value ${illegal ? 'illegal' : 'ignored'}]`);
  if (illegal) addExpert(tree, FIELDS.zeroChecksum, Severity.ERROR, ExpertGroup.CHECKSUM, at, 0);
  const status = illegal ? ChecksumStatus.ILLEGAL : ChecksumStatus.NOT_PRESENT;
  tree.generated(FIELDS.checksumStatus, status, at, 2, `Checksum Status: ${illegal ? 'Illegal' : 'Not present'}`);
  tree.close();
}

function describePayload(tree: Tree, { bytes, start, payloadEnd }: HeaderSpan): void {
  const at = start + HEADER_LENGTH;
  const payload = bytes.subarray(at, payloadEnd);
  if (payload.length === 0) return;
  tree.add(
    FIELDS.payload,
    payload,
    at,
    payload.length,
    `UDP payload (${payload.length} ${payload.length === 1 ? 'byte' : 'bytes'})`,
  );
}

/**
 * The Info of a datagram whose payload is not decoded: `1234 → 53 Len=8`.
 * @param payload bytes of data behind the header, on the wire
 */
export function udpInfo(bytes: Uint8Array, at: number, payload: number): string {
  return `${sourcePort(bytes, at)} → ${destinationPort(bytes, at)} Len=${payload}`;
}
