import { uint8, uint16, uint24 } from '../byte-order.js';
import type { Field, FieldTable } from '../field/field.js';
import type { Tree } from '../field/tree.js';
import { bitPicture } from './bit-picture.js';
import type { Cursor } from './cursor.js';
import { enterEtherType } from './ethertype.js';
import { etherTypeLabel } from './ethertype-labels.js';
import type { HeaderSpan } from './header-span.js';
import { Layer } from './layer.js';

/** Service access points (IEEE 802.2) on the way to IP. */
const Sap = { IP: 0x06, SNAP: 0xaa, ISO_NETWORK_LAYER: 0xfe } as const;

/** Network-layer protocol identifiers (ISO/IEC TR 9577) on the way to IP. */
export const Nlpid = { SNAP: 0x80, IPV6: 0x8e, IPV4: 0xcc } as const;

/** DSAP, SSAP and the control field of unnumbered information, in bytes. */
const HEADER_LENGTH = 3;
const CONTROL_UNNUMBERED_INFORMATION = 0x03;

/** Organisation and protocol identifiers of SNAP (IEEE 802, clause 10), in bytes. */
const SNAP_LENGTH = 5;
/** Organisations whose protocol identifiers are EtherTypes: the plain one (RFC 1042) and bridge tunnels (802.1H). */
const OUI_ETHERTYPE = 0x000000;
const OUI_BRIDGE_TUNNEL = 0x0000f8;
/** Bridged frames on ATM and Frame Relay (RFC 2684, section 5.2; RFC 2427, section 4.2): 802.3 with and without FCS. */
const OUI_BRIDGED = 0x0080c2;
const PID_BRIDGED_802_3_WITH_FCS = 0x0001;
const PID_BRIDGED_802_3 = 0x0007;
const FCS_LENGTH = 4;

/** Bytes of padding between SNAP and a bridged frame where LLC carries it (RFC 2684, section 5.2). */
const LLC_BRIDGE_PADDING = 2;

/** Walks over an 802.2 LLC header, and over SNAP where it follows. */
export function walkLlc(cursor: Cursor): void {
  const { bytes, offset } = cursor;
  if (!cursor.skip(HEADER_LENGTH)) return;
  cursor.next = Layer.NONE;
  if (uint8(bytes, offset + 2) !== CONTROL_UNNUMBERED_INFORMATION) return;
  switch (uint8(bytes, offset)) {
    case Sap.SNAP:
      walkSnap(cursor, LLC_BRIDGE_PADDING);
      return;
    case Sap.IP:
      cursor.next = Layer.IPV4;
      return;
    case Sap.ISO_NETWORK_LAYER:
      if (cursor.skip(1)) enterNlpid(cursor, uint8(bytes, cursor.offset - 1));
  }
}

/**
 * Walks over the SNAP identifiers at the cursor.
 * @param bridgePadding bytes before a bridged frame
 */
export function walkSnap(cursor: Cursor, bridgePadding: number): void {
  const { bytes, offset } = cursor;
  if (!cursor.skip(SNAP_LENGTH)) return;
  cursor.next = Layer.NONE;
  const organisation = uint24(bytes, offset);
  const protocol = uint16(bytes, offset + 3);
  if (organisation === OUI_ETHERTYPE || organisation === OUI_BRIDGE_TUNNEL) {
    enterEtherType(cursor, protocol);
  } else if (organisation === OUI_BRIDGED) {
    if (protocol === PID_BRIDGED_802_3_WITH_FCS) cursor.dropTrailer(FCS_LENGTH);
    else if (protocol !== PID_BRIDGED_802_3) return;
    if (cursor.skip(bridgePadding)) cursor.next = Layer.ETHERNET;
  }
}

/** Goes on to the payload at the cursor by its network-layer protocol identifier. */
export function enterNlpid(cursor: Cursor, nlpid: number): void {
  cursor.next = nlpid === Nlpid.IPV4 ? Layer.IPV4 : nlpid === Nlpid.IPV6 ? Layer.IPV6 : Layer.NONE;
}

/** Service access points as Wireshark calls them. */
const SAP_NAMES: ReadonlyMap<number, string> = new Map<number, string>([
  [0x00, 'NULL LSAP'],
  [Sap.IP, 'TCP/IP'],
  [0x42, 'Spanning Tree BPDU'],
  [Sap.SNAP, 'SNAP'],
  [0xe0, 'NetWare'],
  [0xf0, 'NetBIOS'],
  [Sap.ISO_NETWORK_LAYER, 'ISO Network Layer'],
  [0xff, 'Global LSAP'],
]);

export const LLC_FIELDS = {
  protocol: { name: 'llc', label: 'Logical-Link Control', type: 'protocol' },
  destination: {
    name: 'llc.dsap',
    label: 'DSAP',
    type: 'uint',
    base: 'hex',
    bits: [0, 8],
    names: (value) => SAP_NAMES.get(value & 0xfe),
  },
  destinationPoint: { name: 'llc.dsap.sap', label: 'SAP', type: 'uint', base: 'hex', bits: [0, 7], word: 8 },
  group: {
    name: 'llc.dsap.ig',
    label: 'IG Bit',
    type: 'boolean',
    bits: [7, 1],
    word: 8,
    truth: ['Group', 'Individual'],
  },
  source: {
    name: 'llc.ssap',
    label: 'SSAP',
    type: 'uint',
    base: 'hex',
    bits: [8, 8],
    names: (value) => SAP_NAMES.get(value & 0xfe),
  },
  sourcePoint: { name: 'llc.ssap.sap', label: 'SAP', type: 'uint', base: 'hex', bits: [8, 7], word: 8 },
  response: {
    name: 'llc.ssap.cr',
    label: 'CR Bit',
    type: 'boolean',
    bits: [15, 1],
    word: 8,
    truth: ['Response', 'Command'],
  },
  control: { name: 'llc.control', label: 'Control field', type: 'uint', base: 'hex', bits: [16, 8] },
  command: { name: 'llc.control.u_modifier_cmd', label: 'Command', type: 'uint', base: 'hex', width: 8 },
  frameType: { name: 'llc.control.ftype', label: 'Frame type', type: 'uint', base: 'hex', width: 8 },
  organisation: { name: 'llc.oui', label: 'Organization Code', type: 'uint', width: 24 },
  type: { name: 'llc.type', label: 'Type', type: 'uint', base: 'hex', bits: [48, 16], names: etherTypeLabel },
  protocolId: { name: 'llc.pid', label: 'Protocol ID', type: 'uint', base: 'hex', bits: [48, 16] },
} as const satisfies FieldTable;

const FIELDS = LLC_FIELDS;

/** Draws an 802.2 LLC header, and the SNAP identifiers behind it. */
export function describeLlc(tree: Tree, header: HeaderSpan): void {
  const { bytes, start, available } = header;
  if (!tree.wants('llc') || start + HEADER_LENGTH > available) return;
  const isUnnumbered = uint8(bytes, start + 2) === CONTROL_UNNUMBERED_INFORMATION;
  const isSnap = isUnnumbered && uint8(bytes, start) === Sap.SNAP && start + HEADER_LENGTH + SNAP_LENGTH <= available;
  tree.open(FIELDS.protocol, undefined, start, HEADER_LENGTH + (isSnap ? SNAP_LENGTH : 0));
  tree.open(FIELDS.destination, uint8(bytes, start), start, 1);
  addPoint(tree, FIELDS.destinationPoint, uint8(bytes, start), start);
  tree.fixed(FIELDS.group, start);
  tree.close();
  tree.open(FIELDS.source, uint8(bytes, start + 1), start + 1, 1);
  addPoint(tree, FIELDS.sourcePoint, uint8(bytes, start + 1), start + 1);
  tree.fixed(FIELDS.response, start);
  tree.close();
  if (isUnnumbered) describeUnnumbered(tree, start + 2);
  else tree.fixed(FIELDS.control, start);
  if (isSnap) describeSnap(tree, bytes, start);
  tree.close();
}

function addPoint(tree: Tree, field: Field, octet: number, at: number): void {
  const name = SAP_NAMES.get(octet & 0xfe) ?? 'Unknown';
  tree.add(field, octet & 0xfe, at, 1, `${bitPicture(octet >> 1, 0, 7, 8)}SAP: ${name}`);
}

function describeUnnumbered(tree: Tree, at: number): void {
  tree.open(FIELDS.control, CONTROL_UNNUMBERED_INFORMATION, at, 1, 'Control field: U, func=UI (0x03)');
  tree.add(FIELDS.command, 0, at, 1, '000. 00.. = Command: Unnumbered Information (0x00)');
  tree.add(FIELDS.frameType, 3, at, 1, `${bitPicture(3, 6, 2, 8)}Frame type: Unnumbered frame (0x3)`);
  tree.close();
}

function describeSnap(tree: Tree, bytes: Uint8Array, start: number): void {
  const at = start + HEADER_LENGTH;
  const organisation = uint24(bytes, at);
  const octets = [organisation >> 16, (organisation >> 8) & 0xff, organisation & 0xff];
  const text = octets.map((octet) => octet.toString(16).padStart(2, '0')).join(':');
  const name = organisation === OUI_ETHERTYPE ? ' (Officially Xerox, but' : '';
  tree.add(FIELDS.organisation, organisation, at, 3, `Organization Code: ${text}${name}`);
  const hasType = organisation === OUI_ETHERTYPE || organisation === OUI_BRIDGE_TUNNEL;
  tree.fixed(hasType ? FIELDS.type : FIELDS.protocolId, start);
}
