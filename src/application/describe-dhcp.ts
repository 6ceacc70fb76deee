import { uint8 } from '../byte-order.js';
import { ipv4Text } from '../field/bytes-text.js';
import type { Field } from '../field/field.js';
import type { Tree } from '../field/tree.js';
import {
  DhcpOffset,
  DhcpOption,
  hasMacAddress,
  hasOptions,
  messageType,
  messageTypeName,
  visitOptions,
} from './dhcp.js';
import { DHCP_OPTION_FIELDS, DHCP_FIELDS as FIELDS } from './dhcp-fields.js';
import { dhcpOptionName } from './dhcp-option-names.js';

/** What stands before the client's hardware address, in order. */
const FIRST_FIELDS: readonly Field[] = [
  FIELDS.type,
  FIELDS.hardwareType,
  FIELDS.hardwareLength,
  FIELDS.hops,
  FIELDS.id,
  FIELDS.seconds,
];

const ADDRESSES: readonly Field[] = [
  FIELDS.clientAddress,
  FIELDS.yourAddress,
  FIELDS.serverAddress,
  FIELDS.relayAddress,
];

/** Draws a message of DHCP or BOOTP as far as it is captured. */
export function describeDhcp(tree: Tree, bytes: Uint8Array, start: number, end: number): void {
  if (!tree.wants('dhcp')) return;
  const type = messageType(bytes, start, end);
  const kind = type === undefined ? '' : ` (${messageTypeName(type)})`;
  tree.open(FIELDS.protocol, undefined, start, end - start, FIELDS.protocol.label + kind);
  if (end - start >= DhcpOffset.SERVER_NAME) describeFixedPart(tree, bytes, start);
  if (end - start >= DhcpOffset.FILE) {
    describeName(tree, FIELDS.server, bytes, start + DhcpOffset.SERVER_NAME, start + DhcpOffset.FILE);
  }
  if (end - start >= DhcpOffset.COOKIE) {
    describeName(tree, FIELDS.file, bytes, start + DhcpOffset.FILE, start + DhcpOffset.COOKIE);
  }
  if (hasOptions(bytes, start, end)) {
    tree.fixed(FIELDS.cookie, start, 'Magic cookie: DHCP');
    visitOptions(bytes, start + DhcpOffset.OPTIONS, end, (code, at, data, dataEnd) => {
      describeOption(tree, bytes, code, at, data, dataEnd);
      return true;
    });
  }
  tree.close();
}

function describeFixedPart(tree: Tree, bytes: Uint8Array, start: number): void {
  for (const field of FIRST_FIELDS) tree.fixed(field, start);
  const flags = Number(tree.valueAt(FIELDS.flags, start));
  const cast = (flags & 0x8000) !== 0 ? 'Broadcast' : 'Unicast';
  tree.open(FIELDS.flags, flags, start + 10, 2, `Bootp flags: 0x${flags.toString(16).padStart(4, '0')} (${cast})`);
  tree.fixed(FIELDS.broadcast, start);
  tree.fixed(FIELDS.reserved, start);
  tree.close();
  for (const field of ADDRESSES) tree.fixed(field, start);
  if (hasMacAddress(bytes, start)) {
    tree.fixed(FIELDS.macAddress, start);
    tree.fixed(FIELDS.macPadding, start);
  } else {
    tree.fixed(FIELDS.hardwareAddress, start);
  }
}

/** A name that zeros fill up; it begins with one where none is given. */
function describeName(tree: Tree, field: Field, bytes: Uint8Array, start: number, end: number): void {
  let nameEnd = start;
  while (nameEnd < end && uint8(bytes, nameEnd) !== 0) nameEnd++;
  const name = Buffer.from(bytes.subarray(start, nameEnd)).toString('utf8');
  tree.add(field, name, start, end - start, name === '' ? `${field.label} not given` : undefined);
}

function describeOption(tree: Tree, bytes: Uint8Array, code: number, at: number, data: number, dataEnd: number): void {
  const OPTION = DHCP_OPTION_FIELDS;
  if (code === DhcpOption.PAD) return;
  const name = dhcpOptionName(code) ?? 'Unknown';
  const value = optionValue(bytes, code, data, dataEnd);
  tree.open(OPTION.option, code, at, dataEnd - at, `Option: (${code}) ${name}${value === '' ? '' : ` (${value})`}`);
  if (code === DhcpOption.END) {
    tree.fixed(OPTION.end, at);
  } else {
    tree.fixed(OPTION.length, at);
    if (dataEnd > data) describeValue(tree, bytes, code, at, data, dataEnd);
  }
  tree.close();
}

/** What the option's line says of its value. */
function optionValue(bytes: Uint8Array, code: number, data: number, dataEnd: number): string {
  if (code === DhcpOption.MESSAGE_TYPE && dataEnd > data) return messageTypeName(uint8(bytes, data));
  if (code === DhcpOption.REQUESTED_ADDRESS && dataEnd - data === 4) return ipv4Text(bytes, data);
  return '';
}

function describeValue(tree: Tree, bytes: Uint8Array, code: number, at: number, data: number, dataEnd: number): void {
  const OPTION = DHCP_OPTION_FIELDS;
  const length = dataEnd - data;
  if (code === DhcpOption.MESSAGE_TYPE) tree.fixed(OPTION.messageType, at);
  else if (code === DhcpOption.REQUESTED_ADDRESS && length === 4) tree.fixed(OPTION.requestedAddress, at);
  else if (code === DhcpOption.HOST_NAME) {
    tree.add(OPTION.hostName, Buffer.from(bytes.subarray(data, dataEnd)).toString('utf8'), data, length);
  } else tree.add(OPTION.value, bytes.subarray(data, dataEnd), data, length);
}
