import { uint8, uint16, uint16le } from '../byte-order.js';
import type { FieldTable } from '../field/field.js';
import type { Tree } from '../field/tree.js';
import type { HeaderSpan } from '../link/header-span.js';
import { Layer } from '../link/layer.js';
import { addIcmpChecksum } from './icmp-checksum.js';
import { icmpCodeName, icmpTypeName } from './icmp-names.js';

/** Message types (RFC 792, RFC 950). */
const IcmpType = {
  ECHO_REPLY: 0,
  DESTINATION_UNREACHABLE: 3,
  REDIRECT: 5,
  ECHO_REQUEST: 8,
  TIME_EXCEEDED: 11,
  PARAMETER_PROBLEM: 12,
} as const;

/** Queries and their answers, which are told apart by identifier and sequence number. */
const NUMBERED: ReadonlySet<number> = new Set([0, 8, 13, 14, 15, 16, 17, 18]);

const CODE_FRAGMENTATION_NEEDED = 4;

export const ICMP_FIELDS = {
  protocol: { name: 'icmp', label: 'Internet Control Message Protocol', type: 'protocol' },
  type: { name: 'icmp.type', label: 'Type', type: 'uint', bits: [0, 8] },
  code: { name: 'icmp.code', label: 'Code', type: 'uint', bits: [8, 8] },
  checksum: { name: 'icmp.checksum', label: 'Checksum', type: 'uint', base: 'hex', bits: [16, 16] },
  status: { name: 'icmp.checksum.status', label: 'Checksum Status', type: 'uint', width: 8 },
  bad: { name: 'icmp.checksum_bad', label: 'Bad checksum', type: 'none' },
  identifier: { name: 'icmp.ident', label: 'Identifier (BE)', type: 'uint', base: 'dec-hex', bits: [32, 16] },
  identifierLittleEndian: {
    name: 'icmp.ident_le',
    label: 'Identifier (LE)',
    type: 'uint',
    base: 'dec-hex',
    width: 16,
  },
  sequence: { name: 'icmp.seq', label: 'Sequence Number (BE)', type: 'uint', base: 'dec-hex', bits: [48, 16] },
  sequenceLittleEndian: {
    name: 'icmp.seq_le',
    label: 'Sequence Number (LE)',
    type: 'uint',
    base: 'dec-hex',
    width: 16,
  },
  unused: { name: 'icmp.unused', label: 'Unused', type: 'bytes' },
  mtu: { name: 'icmp.mtu', label: 'MTU of next hop', type: 'uint', bits: [48, 16] },
  gateway: { name: 'icmp.redir_gw', label: 'Gateway Address', type: 'ipv4', bits: [32, 32] },
  pointer: { name: 'icmp.pointer', label: 'Pointer', type: 'uint', bits: [32, 8] },
} as const satisfies FieldTable;

const FIELDS = ICMP_FIELDS;

/** In bytes: type, code and checksum; and with what depends on the type. */
const COMMON_LENGTH = 4;
const HEADER_LENGTH = 8;

/**
 * Draws an ICMP message. The item stays open where the message quotes a datagram, whose headers belong into it.
 * @param exchange adds what is known of the request or reply that it belongs with
 */
export function describeIcmp(tree: Tree, header: HeaderSpan, exchange?: () => void): void {
  if (!tree.wants('icmp')) return;
  const { bytes, start, available } = header;
  tree.open(FIELDS.protocol, undefined, start, available - start);
  if (start + COMMON_LENGTH <= available) {
    const type = uint8(bytes, start);
    const code = uint8(bytes, start + 1);
    tree.add(FIELDS.type, type, start, 1, `Type: ${type} (${icmpTypeName(type) ?? 'Unknown'})`);
    const name = icmpCodeName(type, code);
    tree.add(FIELDS.code, code, start + 1, 1, `Code: ${code}${name === undefined ? '' : ` (${name})`}`);
    addIcmpChecksum(tree, header, FIELDS, 0);
    if (start + HEADER_LENGTH <= available) describeRest(tree, bytes, start, type, code);
    exchange?.();
  }
  if (header.next === Layer.NONE) tree.close();
}

/** The four bytes that depend on the type. */
function describeRest(tree: Tree, bytes: Uint8Array, start: number, type: number, code: number): void {
  const at = start + COMMON_LENGTH;
  if (NUMBERED.has(type)) {
    tree.fixed(FIELDS.identifier, start);
    tree.add(FIELDS.identifierLittleEndian, uint16le(bytes, at), at, 2);
    tree.fixed(FIELDS.sequence, start);
    tree.add(FIELDS.sequenceLittleEndian, uint16le(bytes, at + 2), at + 2, 2);
  } else if (type === IcmpType.DESTINATION_UNREACHABLE && code === CODE_FRAGMENTATION_NEEDED) {
    tree.add(FIELDS.unused, bytes.subarray(at, at + 2), at, 2);
    tree.fixed(FIELDS.mtu, start);
  } else if (type === IcmpType.DESTINATION_UNREACHABLE || type === IcmpType.TIME_EXCEEDED) {
    tree.add(FIELDS.unused, bytes.subarray(at, at + 4), at, 4);
  } else if (type === IcmpType.REDIRECT) {
    tree.fixed(FIELDS.gateway, start);
  } else if (type === IcmpType.PARAMETER_PROBLEM) {
    tree.fixed(FIELDS.pointer, start);
    tree.add(FIELDS.unused, bytes.subarray(at + 1, at + 4), at + 1, 3);
  }
}

/** Room that the names of types take in the Info, in characters. */
const NAME_WIDTH = 20;

/**
 * The Info of an ICMP message: `Echo (ping) request  id=0x1234, seq=1/256, ttl=64`.
 * @param end index behind the last captured byte
 * @param timeToLive of the IP header it came with
 * @returns undefined where the message is too short for it
 */
export function icmpInfo(bytes: Uint8Array, at: number, end: number, timeToLive: number): string | undefined {
  if (at + COMMON_LENGTH > end) return undefined;
  const type = uint8(bytes, at);
  const name = icmpTypeName(type);
  if (name === undefined) return 'Unknown ICMP (obsolete or malformed?)';
  if (NUMBERED.has(type)) {
    if (at + HEADER_LENGTH > end) return undefined;
    const identifier = uint16(bytes, at + 4)
      .toString(16)
      .padStart(4, '0');
    const sequence = `${uint16(bytes, at + 6)}/${uint16le(bytes, at + 6)}`;
    return `${name.padEnd(NAME_WIDTH)} id=0x${identifier}, seq=${sequence}, ttl=${timeToLive}`;
  }
  const code = icmpCodeName(type, uint8(bytes, at + 1));
  return code === undefined ? name.padEnd(NAME_WIDTH) : `${name.padEnd(NAME_WIDTH)} (${code})`;
}
