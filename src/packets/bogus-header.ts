import { uint8 } from '../byte-order.js';
import { headerLength, IPV4_HEADER_LENGTH, totalLength } from '../net/ipv4.js';
import { destinationPort, length, sourcePort } from '../net/udp.js';

/** What cannot be of an IPv4 header, in Wireshark's words. @param at index of its first byte; 20 bytes are there */
export function ipv4Bogus(bytes: Uint8Array, at: number): string | undefined {
  const version = uint8(bytes, at) >> 4;
  const header = headerLength(bytes, at);
  const total = totalLength(bytes, at);
  if (version !== 4) return `Bogus IPv4 version (${version}, must be 4)`;
  if (header < IPV4_HEADER_LENGTH) return `Bogus IP header length (${header}, must be at least ${IPV4_HEADER_LENGTH})`;
  return total !== 0 && total < header ? `Bogus IP length (${total}, less than header length ${header})` : undefined;
}

const UDP_HEADER_LENGTH = 8;

/**
 * What the list says of a datagram whose length cannot be; undefined where it can.
 * @param at index of the header's first byte
 * @param available bytes of it on the wire
 */
export function udpBogus(bytes: Uint8Array, at: number, available: number): string | undefined {
  const own = length(bytes, at);
  const ports = `${sourcePort(bytes, at)} → ${destinationPort(bytes, at)}`;
  if (own < UDP_HEADER_LENGTH) return `${ports} [BAD UDP LENGTH ${own} < ${UDP_HEADER_LENGTH}]`;
  if (own <= available) return undefined;
  return `${ports} [BAD UDP LENGTH ${own} > IP PAYLOAD LENGTH] Len=${own - UDP_HEADER_LENGTH}`;
}
