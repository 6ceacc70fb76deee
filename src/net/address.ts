import { ipv4Text, ipv6Text } from '../field/bytes-text.js';

/**
 * Text of the IP address at `bytes[at]`: IPv4 in dotted form, IPv6 as RFC 5952 writes it, with an IPv4-mapped address
 * in mixed notation (`::ffff:192.0.2.1`, RFC 5952, section 5).
 * @param version 4 or 6
 */
export function formatAddress(bytes: Uint8Array, at: number, version: 4 | 6): string {
  return version === 4 ? ipv4Text(bytes, at) : ipv6Text(bytes, at);
}

/**
 * Text of an address and a TCP or UDP port: `192.0.2.1:80`, or `[2001:db8::1]:80` (RFC 3986, section 3.2.2).
 * @param address as {@link formatAddress} gives it
 */
export function formatEndpoint(address: string, port: number): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}
