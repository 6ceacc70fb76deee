import { uint8, uint16, uint32 } from '../byte-order.js';
import type { Field, FieldTable } from '../field/field.js';
import type { Tree } from '../field/tree.js';
import { ARP_FIXED_LENGTH, arpLength } from '../link/arp-length.js';
import { EtherType } from '../link/ethertype.js';
import { etherTypeLabel } from '../link/ethertype-labels.js';
import { hardwareTypeLabel } from '../link/hardware-type-labels.js';
import { MAC_ADDRESS_LENGTH, macText } from '../link/mac-address.js';
import { formatAddress } from './address.js';

/** Operations (IANA) that have words of their own. */
const Operation = {
  REQUEST: 1,
  REPLY: 2,
  REVERSE_REQUEST: 3,
  REVERSE_REPLY: 4,
  DYNAMIC_REVERSE_REQUEST: 5,
  DYNAMIC_REVERSE_REPLY: 6,
  DYNAMIC_REVERSE_ERROR: 7,
  INVERSE_REQUEST: 8,
  INVERSE_REPLY: 9,
  NAK: 10,
} as const;

const OPERATION_NAMES: ReadonlyMap<number, string> = new Map<number, string>([
  [0, 'reserved'],
  [Operation.REQUEST, 'request'],
  [Operation.REPLY, 'reply'],
  [Operation.REVERSE_REQUEST, 'reverse request'],
  [Operation.REVERSE_REPLY, 'reverse reply'],
  [Operation.DYNAMIC_REVERSE_REQUEST, 'drarp request'],
  [Operation.DYNAMIC_REVERSE_REPLY, 'drarp reply'],
  [Operation.DYNAMIC_REVERSE_ERROR, 'drarp error'],
  [Operation.INVERSE_REQUEST, 'inverse request'],
  [Operation.INVERSE_REPLY, 'inverse reply'],
  [Operation.NAK, 'arp nak'],
  [11, 'mars request'],
  [12, 'mars multi'],
  [13, 'mars mserv'],
  [14, 'mars join'],
  [15, 'mars leave'],
  [16, 'mars nak'],
  [17, 'mars unserv'],
  [18, 'mars sjoin'],
  [19, 'mars sleave'],
  [20, 'mars grouplist request'],
  [21, 'mars grouplist reply'],
  [22, 'mars redirect map'],
  [23, 'mapos unarp'],
  [24, 'experimental 1'],
  [25, 'experimental 2'],
  [0xffff, 'reserved'],
]);

export const ARP_FIELDS = {
  protocol: { name: 'arp', label: 'Address Resolution Protocol', type: 'protocol' },
  hardwareType: { name: 'arp.hw.type', label: 'Hardware type', type: 'uint', bits: [0, 16], names: hardwareTypeLabel },
  protocolType: {
    name: 'arp.proto.type',
    label: 'Protocol type',
    type: 'uint',
    base: 'hex',
    bits: [16, 16],
    names: etherTypeLabel,
  },
  hardwareSize: { name: 'arp.hw.size', label: 'Hardware size', type: 'uint', bits: [32, 8] },
  protocolSize: { name: 'arp.proto.size', label: 'Protocol size', type: 'uint', bits: [40, 8] },
  operation: {
    name: 'arp.opcode',
    label: 'Opcode',
    type: 'uint',
    bits: [48, 16],
    names: (value) => OPERATION_NAMES.get(value),
  },
  isProbe: { name: 'arp.isprobe', label: 'Is probe', type: 'boolean' },
  isGratuitous: { name: 'arp.isgratuitous', label: 'Is gratuitous', type: 'boolean' },
  isAnnouncement: { name: 'arp.isannouncement', label: 'Is announcement', type: 'boolean' },
  senderMac: { name: 'arp.src.hw_mac', label: 'Sender MAC address', type: 'ether' },
  senderHardware: { name: 'arp.src.hw', label: 'Sender hardware address', type: 'bytes' },
  senderIp: { name: 'arp.src.proto_ipv4', label: 'Sender IP address', type: 'ipv4' },
  senderProtocol: { name: 'arp.src.proto', label: 'Sender protocol address', type: 'bytes' },
  targetMac: { name: 'arp.dst.hw_mac', label: 'Target MAC address', type: 'ether' },
  targetHardware: { name: 'arp.dst.hw', label: 'Target hardware address', type: 'bytes' },
  targetIp: { name: 'arp.dst.proto_ipv4', label: 'Target IP address', type: 'ipv4' },
  targetProtocol: { name: 'arp.dst.proto', label: 'Target protocol address', type: 'bytes' },
} as const satisfies FieldTable;

const FIELDS = ARP_FIELDS;

/** Hardware types with MAC addresses: Ethernet and IEEE 802. */
const HARDWARE_ETHERNET = 1;
const HARDWARE_IEEE_802 = 6;

/** Where the addresses of an ARP packet stand, and of what kind they are. */
interface Addresses {
  readonly bytes: Uint8Array;
  readonly hardwareSize: number;
  readonly protocolSize: number;
  readonly senderHardware: number;
  readonly senderProtocol: number;
  readonly targetHardware: number;
  readonly targetProtocol: number;
  readonly areMac: boolean;
  readonly areIpv4: boolean;
}

function addressesAt(bytes: Uint8Array, at: number): Addresses {
  const hardwareType = uint16(bytes, at);
  const hardwareSize = uint8(bytes, at + 4);
  const protocolSize = uint8(bytes, at + 5);
  const senderHardware = at + ARP_FIXED_LENGTH;
  const senderProtocol = senderHardware + hardwareSize;
  const targetHardware = senderProtocol + protocolSize;
  const isMac = hardwareType === HARDWARE_ETHERNET || hardwareType === HARDWARE_IEEE_802;
  return {
    bytes,
    hardwareSize,
    protocolSize,
    senderHardware,
    senderProtocol,
    targetHardware,
    targetProtocol: targetHardware + hardwareSize,
    areMac: isMac && hardwareSize === MAC_ADDRESS_LENGTH,
    areIpv4: uint16(bytes, at + 2) === EtherType.IPV4 && protocolSize === 4,
  };
}

/** What a request between Ethernet hosts is for, beyond its operation (RFC 5227). */
interface Purpose {
  readonly probe: boolean;
  readonly gratuitous: boolean;
  readonly announcement: boolean;
}

function purposeOf(operation: number, addresses: Addresses): Purpose {
  const { bytes, senderProtocol, targetProtocol, targetHardware } = addresses;
  const asks = operation === Operation.REQUEST || operation === Operation.REPLY;
  if (!asks || !addresses.areIpv4 || !addresses.areMac) return { probe: false, gratuitous: false, announcement: false };
  const gratuitous = uint32(bytes, senderProtocol) === uint32(bytes, targetProtocol);
  const isRequest = operation === Operation.REQUEST;
  const probe = isRequest && !gratuitous && uint32(bytes, senderProtocol) === 0;
  const noTarget = uint32(bytes, targetHardware) === 0 && uint16(bytes, targetHardware + 4) === 0;
  return { probe, gratuitous, announcement: gratuitous && isRequest && noTarget };
}

/** Whether a whole ARP packet stands in `[at, end)`. */
function isWhole(bytes: Uint8Array, at: number, end: number): boolean {
  return at + ARP_FIXED_LENGTH <= end && at + arpLength(bytes, at) <= end;
}

/** Draws the ARP or RARP packet (RFC 826, RFC 903) at `at`. @param end index behind the last captured byte */
export function describeArp(tree: Tree, bytes: Uint8Array, at: number, end: number): void {
  if (!tree.wants('arp') || at + ARP_FIXED_LENGTH > end) return;
  const operation = uint16(bytes, at + 6);
  const addresses = addressesAt(bytes, at);
  const whole = isWhole(bytes, at, end);
  const purpose = whole ? purposeOf(operation, addresses) : { probe: false, gratuitous: false, announcement: false };
  const text = `${FIELDS.protocol.label} (${operationText(operation, purpose)})`;
  tree.open(FIELDS.protocol, undefined, at, Math.min(arpLength(bytes, at), end - at), text);
  tree.fixed(FIELDS.hardwareType, at);
  tree.fixed(FIELDS.protocolType, at);
  tree.fixed(FIELDS.hardwareSize, at);
  tree.fixed(FIELDS.protocolSize, at);
  tree.fixed(FIELDS.operation, at);
  if (purpose.probe) tree.generated(FIELDS.isProbe, true, at, 0);
  if (purpose.gratuitous) tree.generated(FIELDS.isGratuitous, true, at, 0);
  if (purpose.announcement) tree.generated(FIELDS.isAnnouncement, true, at, 0);
  if (whole) describeAddresses(tree, addresses);
  tree.close();
}

function operationText(operation: number, purpose: Purpose): string {
  if (purpose.probe) return 'ARP Probe';
  if (purpose.announcement) return 'ARP Announcement';
  const name = OPERATION_NAMES.get(operation) ?? `opcode 0x${operation.toString(16).padStart(4, '0')}`;
  return purpose.gratuitous ? `${name}/gratuitous ARP` : name;
}

function describeAddresses(tree: Tree, addresses: Addresses): void {
  const { areMac, areIpv4, hardwareSize, protocolSize } = addresses;
  const senderHardware = areMac ? FIELDS.senderMac : FIELDS.senderHardware;
  const targetHardware = areMac ? FIELDS.targetMac : FIELDS.targetHardware;
  addOne(tree, addresses, senderHardware, addresses.senderHardware, hardwareSize);
  addOne(tree, addresses, areIpv4 ? FIELDS.senderIp : FIELDS.senderProtocol, addresses.senderProtocol, protocolSize);
  addOne(tree, addresses, targetHardware, addresses.targetHardware, hardwareSize);
  addOne(tree, addresses, areIpv4 ? FIELDS.targetIp : FIELDS.targetProtocol, addresses.targetProtocol, protocolSize);
}

function addOne(tree: Tree, { bytes }: Addresses, field: Field, at: number, length: number): void {
  if (length > 0) tree.add(field, bytes.subarray(at, at + length), at, length);
}

/** As the Protocol column names what an operation belongs to. */
export function arpProtocolName(bytes: Uint8Array, at: number): string {
  switch (uint16(bytes, at + 6)) {
    case Operation.REVERSE_REQUEST:
    case Operation.REVERSE_REPLY:
      return 'RARP';
    case Operation.DYNAMIC_REVERSE_REQUEST:
    case Operation.DYNAMIC_REVERSE_REPLY:
    case Operation.DYNAMIC_REVERSE_ERROR:
      return 'DRARP';
    case Operation.INVERSE_REQUEST:
    case Operation.INVERSE_REPLY:
      return 'Inverse ARP';
    default:
      return 'ARP';
  }
}

/**
 * The Info of an ARP packet: `Who has 192.168.1.1? Tell 192.168.1.2`.
 * @param end index behind the last captured byte
 * @returns undefined where it is not whole
 */
export function arpInfo(bytes: Uint8Array, at: number, end: number): string | undefined {
  if (!isWhole(bytes, at, end)) return undefined;
  const operation = uint16(bytes, at + 6);
  const addresses = addressesAt(bytes, at);
  const { probe, gratuitous, announcement } = purposeOf(operation, addresses);
  const senderMac = hardwareText(addresses, addresses.senderHardware);
  const senderIp = protocolText(addresses, addresses.senderProtocol);
  const targetMac = hardwareText(addresses, addresses.targetHardware);
  const targetIp = protocolText(addresses, addresses.targetProtocol);
  if (announcement) return `ARP Announcement for ${targetIp}`;
  if (gratuitous) return `Gratuitous ARP for ${targetIp} (${operation === Operation.REQUEST ? 'Request' : 'Reply'})`;
  if (probe) return `Who has ${targetIp}? (ARP Probe)`;
  switch (operation) {
    case Operation.REQUEST:
      return `Who has ${targetIp}? Tell ${senderIp}`;
    case Operation.REPLY:
    case Operation.INVERSE_REPLY:
      return operation === Operation.REPLY ? `${senderIp} is at ${senderMac}` : `${senderMac} is at ${senderIp}`;
    case Operation.REVERSE_REQUEST:
    case Operation.DYNAMIC_REVERSE_REQUEST:
    case Operation.INVERSE_REQUEST:
      return `Who is ${targetMac}? Tell ${senderMac}`;
    case Operation.REVERSE_REPLY:
    case Operation.DYNAMIC_REVERSE_REPLY:
      return `${targetMac} is at ${targetIp}`;
    case Operation.DYNAMIC_REVERSE_ERROR:
      return 'DRARP Error';
    case Operation.NAK:
      return 'ARP NAK';
    default:
      return `Unknown ARP opcode 0x${operation.toString(16).padStart(4, '0')}`;
  }
}

function hardwareText({ bytes, areMac, hardwareSize }: Addresses, at: number): string {
  return areMac ? macText(bytes, at) : plainText(bytes, at, hardwareSize);
}

function protocolText({ bytes, areIpv4, protocolSize }: Addresses, at: number): string {
  return areIpv4 ? formatAddress(bytes, at, 4) : plainText(bytes, at, protocolSize);
}

function plainText(bytes: Uint8Array, at: number, length: number): string {
  if (length === 0) return '<No address>';
  let text = '';
  for (let i = at; i < at + length; i++) text += uint8(bytes, i).toString(16).padStart(2, '0');
  return text;
}
