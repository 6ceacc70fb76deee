import { uint8, uint16 } from '../byte-order.js';
import type { Field, FieldTable } from '../field/field.js';
import type { Tree } from '../field/tree.js';
import type { HeaderSpan } from '../link/header-span.js';
import { formatAddress } from './address.js';
import { addAddress } from './address-items.js';
import { IPV4_ADDRESS_FIELDS } from './ipv4-addresses.js';

const TIME_STAMP_FLAGS: ReadonlyMap<number, string> = new Map([
  [0, 'Time stamps only'],
  [1, 'Time stamp and address'],
  [3, 'Time stamps for prespecified addresses'],
]);

export const OPTION_DATA_FIELDS = {
  pointer: { name: 'ip.opt.ptr', label: 'Pointer', type: 'uint', bits: [16, 8] },
  recordedRoute: { name: 'ip.rec_rt', label: 'Recorded Route', type: 'ipv4' },
  recordedRouteHost: { name: 'ip.rec_rt_host', label: 'Recorded Route Host', type: 'string' },
  sourceRoute: { name: 'ip.src_rt', label: 'Source Route', type: 'ipv4' },
  sourceRouteHost: { name: 'ip.src_rt_host', label: 'Source Route Host', type: 'string' },
  emptyRoute: { name: 'ip.empty_rt', label: 'Empty Route', type: 'ipv4' },
  emptyRouteHost: { name: 'ip.empty_rt_host', label: 'Empty Route Host', type: 'string' },
  overflow: { name: 'ip.opt.overflow', label: 'Overflow', type: 'uint', bits: [24, 4], word: 8 },
  flag: {
    name: 'ip.opt.flag',
    label: 'Flag',
    type: 'uint',
    base: 'hex',
    bits: [28, 4],
    word: 8,
    width: 4,
    names: (value) => TIME_STAMP_FLAGS.get(value),
  },
  timeStamp: { name: 'ip.opt.time_stamp', label: 'Time stamp', type: 'uint', bits: [0, 32] },
  timeStampAddress: { name: 'ip.opt.time_stamp_addr', label: 'Address', type: 'ipv4', bits: [0, 32] },
  streamIdentifier: { name: 'ip.opt.sid', label: 'Stream Identifier', type: 'uint', bits: [16, 16] },
  mtu: { name: 'ip.opt.mtu', label: 'MTU', type: 'uint', bits: [16, 16] },
  idNumber: { name: 'ip.opt.id_number', label: 'ID Number', type: 'uint', bits: [16, 16] },
  outboundHops: { name: 'ip.opt.ohc', label: 'Outbound Hop Count', type: 'uint', bits: [32, 16] },
  returnHops: { name: 'ip.opt.rhc', label: 'Return Hop Count', type: 'uint', bits: [48, 16] },
  originator: { name: 'ip.opt.originator', label: 'Originator IP Address', type: 'ipv4', bits: [64, 32] },
  routerAlert: {
    name: 'ip.opt.ra',
    label: 'Router Alert',
    type: 'uint',
    bits: [16, 16],
    names: (value) => (value === 0 ? 'Router shall examine packet' : 'Reserved'),
  },
  address: { name: 'ip.opt.addr', label: 'IP Address', type: 'ipv4', bits: [0, 32] },
} as const satisfies FieldTable;

const FIELDS = OPTION_DATA_FIELDS;

/** Options that hold nothing but fields with fixed places. */
const FIXED: ReadonlyMap<number, readonly Field[]> = new Map<number, readonly Field[]>([
  [136, [FIELDS.streamIdentifier]],
  [11, [FIELDS.mtu]],
  [12, [FIELDS.mtu]],
  [82, [FIELDS.idNumber, FIELDS.outboundHops, FIELDS.returnHops, FIELDS.originator]],
]);

const ADDRESS_LENGTH = 4;

/**
 * Draws what is behind an option's type and length.
 * @param length of the whole option, which is captured
 * @returns what is added to the text of the option's own item
 */
export function describeOptionData(tree: Tree, header: HeaderSpan, at: number, length: number): string {
  const type = uint8(header.bytes, at);
  for (const field of FIXED.get(type) ?? []) tree.fixed(field, at);
  switch (type) {
    case 7:
      describeRoute(tree, header, at, length, false);
      return '';
    case 131:
    case 137:
      describeRoute(tree, header, at, length, true);
      return '';
    case 68:
      describeTimeStamps(tree, header, at, length);
      return '';
    case 148: {
      tree.fixed(FIELDS.routerAlert, at);
      const value = uint16(header.bytes, at + 2);
      return `: ${FIELDS.routerAlert.names(value)} (${value})`;
    }
    case 149:
      for (let address = at + 2; address + ADDRESS_LENGTH <= at + length; address += ADDRESS_LENGTH) {
        tree.fixed(FIELDS.address, address);
      }
  }
  return '';
}

/** @param source the addresses were given by the sender, and the last one is the destination */
function describeRoute(tree: Tree, header: HeaderSpan, at: number, length: number, source: boolean): void {
  const { bytes } = header;
  tree.fixed(FIELDS.pointer, at);
  const pointer = uint8(bytes, at + 2);
  for (let place = 3; place + ADDRESS_LENGTH <= length; place += ADDRESS_LENGTH) {
    const address = at + place;
    const passed = place + 1 < pointer;
    const isLast = place + 2 * ADDRESS_LENGTH > length;
    if (source && !passed && isLast) {
      const { destination, address: either, destinationHost, host } = IPV4_ADDRESS_FIELDS;
      addAddress(tree, bytes, 4, [destination, either, destinationHost, host], address);
      continue;
    }
    const [field, host] = passed
      ? [FIELDS.recordedRoute, FIELDS.recordedRouteHost]
      : source
        ? [FIELDS.sourceRoute, FIELDS.sourceRouteHost]
        : [FIELDS.emptyRoute, FIELDS.emptyRouteHost];
    const name = formatAddress(bytes, address, 4);
    const text = place + 1 === pointer ? `${field.label}: ${name} <- (next)` : undefined;
    tree.add(field, bytes.subarray(address, address + ADDRESS_LENGTH), address, ADDRESS_LENGTH, text);
    tree.hidden(host, name, address, ADDRESS_LENGTH);
  }
}

function describeTimeStamps(tree: Tree, header: HeaderSpan, at: number, length: number): void {
  tree.fixed(FIELDS.pointer, at);
  tree.fixed(FIELDS.overflow, at);
  tree.fixed(FIELDS.flag, at);
  const withAddresses = (uint8(header.bytes, at + 3) & 0x0f) !== 0;
  const step = withAddresses ? 8 : 4;
  for (let stamp = at + 4; stamp + step <= at + length; stamp += step) {
    if (withAddresses) tree.fixed(FIELDS.timeStampAddress, stamp);
    tree.fixed(FIELDS.timeStamp, stamp + step - 4);
  }
}
