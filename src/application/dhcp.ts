import { uint8, uint32 } from '../byte-order.js';
import { hexText } from '../field/bytes-text.js';
import { MAC_ADDRESS_LENGTH, macText } from '../link/mac-address.js';
import { type Columns, unfinished } from './info-column.js';

/** Where the fields of the fixed part stand (RFC 2131, section 2), in bytes. */
export const DhcpOffset = {
  HARDWARE_ADDRESS: 28,
  SERVER_NAME: 44,
  FILE: 108,
  COOKIE: 236,
  OPTIONS: 240,
} as const;

/** Begins the options (RFC 2131, section 3). */
const MAGIC_COOKIE = 0x63825363;

/** BOOTP without that cookie has a vendor's area of 64 bytes (RFC 951, section 3). */
const BOOTP_LENGTH = 300;

export const DhcpOption = { PAD: 0, HOST_NAME: 12, REQUESTED_ADDRESS: 50, MESSAGE_TYPE: 53, END: 255 } as const;

/** Hardware types whose addresses are MAC addresses: Ethernet and IEEE 802. */
const MAC_HARDWARE: ReadonlySet<number> = new Set([1, 6]);

const REQUEST = 1;
const REPLY = 2;

/** Where a proxy answers, besides the servers (PXE). */
const PROXY_PORT = 4011;

/** DHCP message types (IANA), in Wireshark's words. */
const MESSAGE_TYPES: ReadonlyMap<number, string> = new Map([
  [1, 'Discover'],
  [2, 'Offer'],
  [3, 'Request'],
  [4, 'Decline'],
  [5, 'ACK'],
  [6, 'NAK'],
  [7, 'Release'],
  [8, 'Inform'],
  [9, 'Force Renew'],
  [10, 'Lease query'],
  [11, 'Lease Unassigned'],
  [12, 'Lease Unknown'],
  [13, 'Lease Active'],
  [14, 'Bulk Lease Query'],
  [15, 'Lease Query Done'],
  [16, 'Active LeaseQuery'],
  [17, 'Lease Query Status'],
  [18, 'TLS'],
]);

/** dhcp.type: 1 from a client, 2 from a server */
export function operation(bytes: Uint8Array, at: number): number {
  return uint8(bytes, at);
}

/** dhcp.hw.type */
export function hardwareType(bytes: Uint8Array, at: number): number {
  return uint8(bytes, at + 1);
}

/** dhcp.hw.len: length of the client's hardware address in bytes */
export function hardwareLength(bytes: Uint8Array, at: number): number {
  return uint8(bytes, at + 2);
}

/** dhcp.id */
export function transactionId(bytes: Uint8Array, at: number): number {
  return uint32(bytes, at + 4);
}

export function messageTypeName(type: number): string {
  return MESSAGE_TYPES.get(type) ?? `Unknown Message Type (0x${type.toString(16).padStart(2, '0')})`;
}

/** Whether the client's hardware address is a MAC address. */
export function hasMacAddress(bytes: Uint8Array, at: number): boolean {
  return MAC_HARDWARE.has(hardwareType(bytes, at)) && hardwareLength(bytes, at) === MAC_ADDRESS_LENGTH;
}

/** Whether the message has options, not a vendor's area. */
export function hasOptions(bytes: Uint8Array, start: number, end: number): boolean {
  return end - start >= DhcpOffset.OPTIONS && uint32(bytes, start + DhcpOffset.COOKIE) === MAGIC_COOKIE;
}

/** Takes the place of an option; pad and end have no data. @returns false to see no more of them */
export type VisitOption = (code: number, at: number, data: number, dataEnd: number) => boolean;

/**
 * Goes through the options (RFC 2132, section 2), the end option included.
 * @param start index of the first option
 * @returns false where they are cut
 */
export function visitOptions(bytes: Uint8Array, start: number, end: number, visit: VisitOption): boolean {
  let at = start;
  while (at < end) {
    const code = uint8(bytes, at);
    const single = code === DhcpOption.PAD || code === DhcpOption.END;
    if (!single && at + 1 >= end) return false;
    const data = at + (single ? 1 : 2);
    const dataEnd = single ? data : data + uint8(bytes, at + 1);
    if (!visit(code, at, data, Math.min(dataEnd, end)) || code === DhcpOption.END) return true;
    if (dataEnd > end) return false;
    at = dataEnd;
  }
  return true;
}

/** dhcp.option.dhcp, as the last of such options says; undefined where there is none: BOOTP. */
export function messageType(bytes: Uint8Array, start: number, end: number): number | undefined {
  return findMessageType(bytes, start, end).type;
}

function findMessageType(
  bytes: Uint8Array,
  start: number,
  end: number,
): { readonly type: number | undefined; readonly whole: boolean } {
  let type: number | undefined;
  if (!hasOptions(bytes, start, end)) return { type, whole: end - start >= BOOTP_LENGTH };
  const whole = visitOptions(bytes, start + DhcpOffset.OPTIONS, end, (code, _at, data, dataEnd) => {
    if (code === DhcpOption.MESSAGE_TYPE && data < dataEnd) type = uint8(bytes, data);
    return true;
  });
  return { type, whole };
}

/** A message's protocol and line in the packet list: `DHCP Discover - Transaction ID 0x3d1d`. */
export function dhcpColumns(
  bytes: Uint8Array,
  start: number,
  end: number,
  missing: number,
  ports: readonly [from: number, to: number],
): Columns {
  const { type, whole } = findMessageType(bytes, start, end);
  const suffix = whole ? '' : unfinished(missing);
  if (type === undefined) return { protocol: 'BOOTP', info: bootpInfo(bytes, start, end) + suffix };
  const name = ports.includes(PROXY_PORT) ? 'proxyDHCP' : 'DHCP';
  const id = transactionId(bytes, start).toString(16);
  return { protocol: 'DHCP', info: `${name} ${messageTypeName(type).padEnd(8)} - Transaction ID 0x${id}${suffix}` };
}

function bootpInfo(bytes: Uint8Array, start: number, end: number): string {
  if (end - start < 3) return '';
  if (operation(bytes, start) === REPLY) return 'Boot Reply';
  if (operation(bytes, start) !== REQUEST) return `Unknown BOOTP message type (${operation(bytes, start)})`;
  const address = start + DhcpOffset.HARDWARE_ADDRESS;
  const length = hardwareLength(bytes, start);
  if (address + length > end) return '';
  if (length === 0) return 'Boot Request from <No address>';
  if (!hasMacAddress(bytes, start)) return `Boot Request from ${hexText(bytes.subarray(address, address + length))}`;
  const mac = macText(bytes, address);
  return `Boot Request from ${mac} (${mac})`;
}
