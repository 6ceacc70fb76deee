import { addExpert, ExpertGroup, Severity } from '../field/expert.js';
import type { Field, FieldTable } from '../field/field.js';
import type { Tree } from '../field/tree.js';
import { formatAddress } from './address.js';

/** Routing types (IANA). */
const NAMES: ReadonlyMap<number, string> = new Map([
  [0, 'Source Route'],
  [1, 'Nimrod'],
  [2, 'Type 2 Routing'],
  [3, 'RPL Source Route'],
  [4, 'Segment Routing'],
  [5, 'Compact Routing Header 16'],
  [6, 'Compact Routing Header 32'],
  [253, 'Experiment 1'],
  [254, 'Experiment 2'],
]);

/** `Segment Routing` of 4. */
export function routingTypeName(type: number): string | undefined {
  return NAMES.get(type);
}

export const IPV6_ROUTING_FIELDS = {
  sourceReserved: { name: 'ipv6.routing.src.reserved', label: 'Reserved', type: 'bytes', bits: [32, 32] },
  sourceAddress: { name: 'ipv6.routing.src.addr', label: 'Address', type: 'ipv6' },
  mobileReserved: { name: 'ipv6.routing.mipv6.reserved', label: 'Reserved', type: 'bytes', bits: [32, 32] },
  homeAddress: { name: 'ipv6.routing.mipv6.home_address', label: 'Home Address', type: 'ipv6' },
  lastEntry: { name: 'ipv6.routing.srh.last_entry', label: 'Last Entry', type: 'uint', bits: [32, 8] },
  flags: { name: 'ipv6.routing.srh.flags', label: 'Flags', type: 'uint', base: 'hex', bits: [40, 8] },
  tag: { name: 'ipv6.routing.srh.tag', label: 'Tag', type: 'bytes', bits: [48, 16] },
  segment: { name: 'ipv6.routing.srh.addr', label: 'Address', type: 'ipv6' },
  unknownData: { name: 'ipv6.routing.unknown_data', label: 'Type-Specific Data', type: 'bytes' },
  undecoded: { name: 'ipv6.routing.undecoded', label: 'Undecoded IPv6 routing header field', type: 'none' },
} as const satisfies FieldTable;

const FIELDS = IPV6_ROUTING_FIELDS;

/** What is common to all types, and what stands before the addresses, in bytes. */
const COMMON_LENGTH = 4;
const PREFIX_LENGTH = 8;
const ADDRESS_LENGTH = 16;

/** Draws what a Routing header has behind its segments left. @param end index behind it as far as it is captured */
export function describeRoutingData(tree: Tree, bytes: Uint8Array, at: number, end: number, type: number): void {
  switch (type) {
    case 0:
      tree.fixed(FIELDS.sourceReserved, at);
      describeAddresses(tree, bytes, at, end, FIELDS.sourceAddress, 1);
      return;
    case 2:
      tree.fixed(FIELDS.mobileReserved, at);
      describeAddresses(tree, bytes, at, end, FIELDS.homeAddress, 1);
      return;
    case 4:
      tree.fixed(FIELDS.lastEntry, at);
      tree.fixed(FIELDS.flags, at);
      tree.fixed(FIELDS.tag, at);
      describeAddresses(tree, bytes, at, end, FIELDS.segment, 0);
      return;
    default: {
      const data = bytes.subarray(at + COMMON_LENGTH, end);
      tree.open(FIELDS.unknownData, data, at + COMMON_LENGTH, data.length);
      addExpert(tree, FIELDS.undecoded, Severity.NOTE, ExpertGroup.UNDECODED, at + COMMON_LENGTH, 0);
      tree.close();
    }
  }
}

/** @param base number of the first address */
function describeAddresses(tree: Tree, bytes: Uint8Array, at: number, end: number, field: Field, base: number): void {
  let number = base;
  for (let address = at + PREFIX_LENGTH; address + ADDRESS_LENGTH <= end; address += ADDRESS_LENGTH) {
    const value = bytes.subarray(address, address + ADDRESS_LENGTH);
    tree.add(field, value, address, ADDRESS_LENGTH, `Address[${number}]: ${formatAddress(bytes, address, 6)}`);
    number++;
  }
}
