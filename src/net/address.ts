import { uint8, uint16 } from '../byte-order.js';

const GROUPS = 8;

/**
 * Text of the IP address at `bytes[at]`: IPv4 in dotted form, IPv6 as RFC 5952 writes it, with an IPv4-mapped address
 * in mixed notation (`::ffff:192.0.2.1`, RFC 5952, section 5).
 * @param version 4 or 6
 */
export function formatAddress(bytes: Uint8Array, at: number, version: 4 | 6): string {
  if (version === 4) return formatIpv4(bytes, at);
  if (isIpv4Mapped(bytes, at)) return `::ffff:${formatIpv4(bytes, at + 12)}`;
  return formatIpv6(bytes, at);
}

/**
 * Text of an address and a TCP or UDP port: `192.0.2.1:80`, or `[2001:db8::1]:80` (RFC 3986, section 3.2.2).
 * @param address as {@link formatAddress} gives it
 */
export function formatEndpoint(address: string, port: number): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

function formatIpv4(bytes: Uint8Array, at: number): string {
  return `${uint8(bytes, at)}.${uint8(bytes, at + 1)}.${uint8(bytes, at + 2)}.${uint8(bytes, at + 3)}`;
}

/** Whether the address is in ::ffff:0:0/96 (RFC 4291, section 2.5.5.2). */
function isIpv4Mapped(bytes: Uint8Array, at: number): boolean {
  for (let group = 0; group < 5; group++) {
    if (uint16(bytes, at + group * 2) !== 0) return false;
  }
  return uint16(bytes, at + 10) === 0xffff;
}

function formatIpv6(bytes: Uint8Array, at: number): string {
  const groups = Array.from({ length: GROUPS }, (_, group) => uint16(bytes, at + group * 2));
  const [first, length] = longestZeros(groups);
  if (length < 2) return hex(groups);
  return `${hex(groups.slice(0, first))}::${hex(groups.slice(first + length))}`;
}

function hex(groups: readonly number[]): string {
  return groups.map((group) => group.toString(16)).join(':');
}

/** The first of the longest runs of zero groups (RFC 5952, section 4.2.3). @returns where it begins and its length */
function longestZeros(groups: readonly number[]): [first: number, length: number] {
  let longest: [number, number] = [0, 0];
  let run = 0;
  groups.forEach((group, index) => {
    run = group === 0 ? run + 1 : 0;
    if (run > longest[1]) longest = [index - run + 1, run];
  });
  return longest;
}
