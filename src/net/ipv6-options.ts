import { uint8, uint16, uint32 } from '../byte-order.js';
import { addExpert, ExpertGroup, Severity } from '../field/expert.js';
import type { FieldTable } from '../field/field.js';
import type { Tree } from '../field/tree.js';
import type { HeaderSpan } from '../link/header-span.js';

/** Option types (IANA) that more is told of than their name. */
const OptionType = {
  PAD1: 0x00,
  PADN: 0x01,
  TUNNEL_ENCAPSULATION_LIMIT: 0x04,
  ROUTER_ALERT: 0x05,
  JUMBO_PAYLOAD: 0xc2,
  HOME_ADDRESS: 0xc9,
} as const;

const NAMES: ReadonlyMap<number, string> = new Map([
  [OptionType.PAD1, 'Pad1'],
  [OptionType.PADN, 'PadN'],
  [OptionType.TUNNEL_ENCAPSULATION_LIMIT, 'Tunnel Encapsulation Limit'],
  [OptionType.ROUTER_ALERT, 'Router Alert'],
  [0x07, 'CALIPSO'],
  [0x08, 'SMF_DPD'],
  [0x0f, 'Performance and Diagnostic Metrics'],
  [0x1e, 'Experimental (0x1E)'],
  [0x26, 'Quick-Start'],
  [0x30, 'Path MTU Option'],
  [0x31, 'IOAM Option'],
  [0x3e, 'Experimental (0x3E)'],
  [0x41, 'Tunnel Payload Forwarding (TPF) Information'],
  [0x5e, 'Experimental (0x5E)'],
  [0x63, 'RPL Option'],
  [0x6d, 'MPL Option'],
  [0x7e, 'Experimental (0x7E)'],
  [0x8a, 'Endpoint Identification'],
  [0x8b, 'ILNP Nonce'],
  [0x8c, 'Line-Identification Option'],
  [0x9e, 'Experimental (0x9E)'],
  [0xbe, 'Experimental (0xBE)'],
  [OptionType.JUMBO_PAYLOAD, 'Jumbo Payload'],
  [OptionType.HOME_ADDRESS, 'Home Address'],
  [0xde, 'Experimental (0xDE)'],
  [0xee, 'IP_DFF'],
  [0xfe, 'Experimental (0xFE)'],
]);

/** What is to be done with an option that is not known (RFC 8200, section 4.2). */
const ACTIONS: readonly string[] = [
  'Skip and continue',
  'Discard',
  'Discard and send ICMP Parameter Problem',
  'Discard and send ICMP if not multicast',
];

const ROUTER_ALERTS: readonly string[] = ['MLD', 'RSVP', 'Active Network'];

export const IPV6_OPTION_FIELDS = {
  option: { name: 'ipv6.opt', label: 'IPv6 Option', type: 'none' },
  type: {
    name: 'ipv6.opt.type',
    label: 'Type',
    type: 'uint',
    base: 'hex',
    bits: [0, 8],
    names: (value) => NAMES.get(value),
  },
  action: {
    name: 'ipv6.opt.type.action',
    label: 'Action',
    type: 'uint',
    bits: [0, 2],
    word: 8,
    names: (value) => ACTIONS[value],
  },
  change: {
    name: 'ipv6.opt.type.change',
    label: 'May Change',
    type: 'boolean',
    bits: [2, 1],
    word: 8,
    truth: ['Yes', 'No'],
  },
  rest: {
    name: 'ipv6.opt.type.rest',
    label: 'Low-Order Bits',
    type: 'uint',
    base: 'hex',
    bits: [3, 5],
    word: 8,
    width: 5,
  },
  length: { name: 'ipv6.opt.length', label: 'Length', type: 'uint', bits: [8, 8] },
  pad1: { name: 'ipv6.opt.pad1', label: 'Pad1', type: 'none' },
  padN: { name: 'ipv6.opt.padn', label: 'PadN', type: 'bytes' },
  tunnelLimit: { name: 'ipv6.opt.tel', label: 'Tunnel Encapsulation Limit', type: 'uint', bits: [16, 8] },
  routerAlert: {
    name: 'ipv6.opt.router_alert',
    label: 'Router Alert',
    type: 'uint',
    bits: [16, 16],
    names: (value) => ROUTER_ALERTS[value],
  },
  jumbo: { name: 'ipv6.opt.jumbo', label: 'Payload Length', type: 'uint', bits: [16, 32] },
  homeAddress: {
    name: 'ipv6.opt.mipv6.home_address',
    label: 'MIPv6 Home Address',
    type: 'ipv6',
    bits: [16, 128],
  },
  experimental: { name: 'ipv6.opt.experimental', label: 'Experimental Option', type: 'bytes' },
  unknown: { name: 'ipv6.opt.unknown', label: 'Unknown Option Payload', type: 'bytes' },
  jumboProhibited: {
    name: 'ipv6.opt.jumbo.prohibited',
    label: 'When IPv6 payload length does not equal 0 a Jumbo Payload option must not be present',
    type: 'none',
  },
  jumboTruncated: {
    name: 'ipv6.opt.jumbo.truncated',
    label: 'Jumbo Payload option present and jumbo length < 65536',
    type: 'none',
  },
  undecoded: { name: 'ipv6.opt.unknown_data.expert', label: 'Unknown Data (not interpreted)', type: 'none' },
} as const satisfies FieldTable;

const FIELDS = IPV6_OPTION_FIELDS;

/** Draws the options of a hop-by-hop or destination options header in `[first, end)`. */
export function describeIpv6Options(tree: Tree, header: HeaderSpan, first: number, end: number): void {
  const { bytes } = header;
  for (let at = first; at < end; ) {
    const type = uint8(bytes, at);
    if (type === OptionType.PAD1) {
      // One byte; Wireshark marks as many as the byte behind it would be the length of.
      tree.open(FIELDS.option, undefined, at, 1, 'Pad1');
      tree.fixed(FIELDS.type, at);
      tree.add(FIELDS.pad1, undefined, at, 1);
      tree.close();
      at++;
      continue;
    }
    if (at + 1 >= end) return;
    const length = uint8(bytes, at + 1);
    const name = NAMES.get(type) ?? `Unknown IPv6 Option (${type})`;
    tree.open(FIELDS.option, undefined, at, Math.min(length + 2, end - at), name);
    describeType(tree, at);
    tree.fixed(FIELDS.length, at);
    if (at + 2 + length <= end) describeData(tree, header, at, type, length);
    tree.close();
    at += 2 + length;
  }
}

function describeType(tree: Tree, at: number): void {
  tree.open(FIELDS.type, tree.valueAt(FIELDS.type, at), at, 1);
  tree.fixed(FIELDS.action, at);
  tree.fixed(FIELDS.change, at);
  tree.fixed(FIELDS.rest, at);
  tree.close();
}

/** @param length of the option's data */
function describeData(tree: Tree, header: HeaderSpan, at: number, type: number, length: number): void {
  const data = at + 2;
  const value = header.bytes.subarray(data, data + length);
  if (type === OptionType.PADN) {
    tree.add(FIELDS.padN, value, data, length, length === 0 ? 'PadN: <none>' : undefined);
  } else if (type === OptionType.TUNNEL_ENCAPSULATION_LIMIT && length === 1) {
    tree.fixed(FIELDS.tunnelLimit, at);
  } else if (type === OptionType.ROUTER_ALERT && length === 2) {
    tree.fixed(FIELDS.routerAlert, at);
  } else if (type === OptionType.JUMBO_PAYLOAD && length === 4) {
    describeJumbo(tree, header, at);
  } else if (type === OptionType.HOME_ADDRESS && length === 16) {
    tree.fixed(FIELDS.homeAddress, at);
  } else if (isExperimental(type)) {
    tree.add(FIELDS.experimental, value, data, length);
  } else if (length > 0) {
    tree.open(FIELDS.unknown, value, data, length);
    addExpert(tree, FIELDS.undecoded, Severity.NOTE, ExpertGroup.UNDECODED, data, 0);
    tree.close();
  }
}

function describeJumbo(tree: Tree, header: HeaderSpan, at: number): void {
  tree.fixed(FIELDS.jumbo, at);
  const isJumbogram = uint16(header.bytes, header.start + 4) === 0;
  if (!isJumbogram) addExpert(tree, FIELDS.jumboProhibited, Severity.WARNING, ExpertGroup.PROTOCOL, at, 0);
  if (uint32(header.bytes, at + 2) <= 0xffff) {
    addExpert(tree, FIELDS.jumboTruncated, Severity.WARNING, ExpertGroup.PROTOCOL, at, 0);
  }
}

/** 0x1e, and the same with other bits for what to do with it (RFC 4727, section 3.1). */
function isExperimental(type: number): boolean {
  return (type & 0x1f) === 0x1e;
}
