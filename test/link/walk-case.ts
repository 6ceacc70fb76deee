import { Packet } from '../../src/capture/packet.js';
import { formatAddress } from '../../src/net/address.js';
import { Decapsulator } from '../../src/net/decapsulator.js';

/** An IPv4 packet, 10.0.0.1 to 10.0.0.2, with a TCP header and four bytes of data behind it: 44 bytes. */
export const IPV4_TCP =
  '4500002c 00014000 40060000 0a000001 0a000002 04000050 00000001 00000002 50180400 00000000 64617461';

/** The same with a total length of 0, as segmentation offload leaves it: it reaches to the end of the packet. */
export const IPV4_OFFLOADED = IPV4_TCP.replace('4500002c', '45000000');

/** An IPv6 packet, 2001:db8::1 to 2001:db8::2, with the same segment: 64 bytes. */
export const IPV6_TCP =
  '60000000 00180640 20010db8000000000000000000000001 20010db8000000000000000000000002' +
  '04000050 00000001 00000002 50180400 00000000 64617461';

/** An Ethernet header that leads to IPv4: 14 bytes. */
export const ETHERNET_IPV4 = '020000000002 020000000001 0800';

/** Where a TCP segment stands in its packet. */
export interface Segment {
  /** Of the TCP header, in bytes from the start of the packet. */
  readonly offset: number;
  /** Of the last captured byte of the segment, plus one. */
  readonly end: number;
  readonly missing: number;
  readonly source: string;
  readonly destination: string;
}

/** A packet, and the TCP segment it leads to. */
export interface WalkCase {
  readonly name: string;
  readonly linkType: number;
  readonly bytes: Uint8Array;
  readonly fcsLength?: number;
  /** Undefined where the packet leads to none. */
  readonly segment: Segment | undefined;
}

/** A segment between the addresses of {@link IPV4_TCP}. */
export function overIpv4(offset: number, end: number): Segment {
  return { offset, end, missing: 0, source: '10.0.0.1', destination: '10.0.0.2' };
}

/** A segment between the addresses of {@link IPV6_TCP}. */
export function overIpv6(offset: number, end: number): Segment {
  return { offset, end, missing: 0, source: '2001:db8::1', destination: '2001:db8::2' };
}

/** How a packet is laid out in memory. */
export interface Placement {
  /** Bytes that are captured; all unless given. */
  readonly captured?: number;
  /** What stands before and behind the packet in the read buffer. */
  readonly before?: Uint8Array;
  readonly behind?: Uint8Array;
}

/** The packet of a case as a reader hands it out. */
export function packetOf(walkCase: WalkCase, placement: Placement = {}): Packet {
  const { captured = walkCase.bytes.length, before = new Uint8Array(0), behind = new Uint8Array(0) } = placement;
  const packet = new Packet();
  packet.bytes = Uint8Array.from([...before, ...walkCase.bytes.subarray(0, captured), ...behind]);
  packet.start = before.length;
  packet.end = before.length + captured;
  packet.originalLength = walkCase.bytes.length;
  packet.linkType = walkCase.linkType;
  packet.fcsLength = walkCase.fcsLength ?? 0;
  return packet;
}

/** The segment that a fresh decapsulator finds. */
export function walk(walkCase: WalkCase, placement?: Placement): Segment | undefined {
  const packet = packetOf(walkCase, placement);
  const decapsulator = new Decapsulator();
  return decapsulator.walk(packet) ? segmentAt(decapsulator, packet) : undefined;
}

/** Where the walk has ended, which found a segment in the packet. */
export function segmentAt({ cursor }: Decapsulator, packet: Packet): Segment {
  const { bytes, source, destination, ipVersion } = cursor;
  if (ipVersion === 0) throw new Error('a segment without addresses');
  return {
    offset: cursor.offset - packet.start,
    end: cursor.end - packet.start,
    missing: cursor.missing,
    source: formatAddress(bytes, source, ipVersion),
    destination: formatAddress(bytes, destination, ipVersion),
  };
}
