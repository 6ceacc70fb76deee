import { ipv4, ipv6 } from '../../fixtures/build/ip.js';
import { concat } from '../../fixtures/build/octets.js';
import { Packet } from '../../src/capture/packet.js';
import { formatAddress } from '../../src/net/address.js';
import type { Decapsulator } from '../../src/net/decapsulator.js';

/** A run of bytes of a datagram's data, and where it belongs. */
export interface Piece {
  /** A multiple of eight. */
  readonly position: number;
  readonly data: Uint8Array;
  /** Whether it is not the last one. */
  readonly more: boolean;
}

export interface FragmentOptions {
  readonly identification?: number;
  readonly protocol?: number;
  readonly source?: string;
  readonly destination?: string;
}

/** Makes the IP packet of a piece. */
export type Fragment = (piece: Piece, options?: FragmentOptions) => Uint8Array;

/** How a test's fragments are made, in either version. */
export const VERSIONS: ReadonlyArray<{ version: number; source: string; destination: string; fragment: Fragment }> = [
  {
    version: 4,
    source: '10.0.0.1',
    destination: '10.0.0.2',
    fragment: ({ position, data, more }, options = {}) => {
      const header = { source: '10.0.0.1', destination: '10.0.0.2', identification: 7, ...options };
      return ipv4({ ...header, moreFragments: more, fragmentOffset: position, dontFragment: false }, data);
    },
  },
  {
    version: 6,
    source: '2001:db8::1',
    destination: '2001:db8::2',
    fragment: ({ position, data, more }, options = {}) => {
      const { source = '2001:db8::1', destination = '2001:db8::2', identification = 7, protocol = 6 } = options;
      const extension = new Uint8Array(8);
      const view = new DataView(extension.buffer);
      extension[0] = protocol;
      view.setUint16(2, position | (more ? 1 : 0));
      view.setUint32(4, identification);
      return ipv6({ source, destination, protocol: 44 }, concat(extension, data));
    },
  },
];

/** The data in pieces of these lengths, in order; what is over is the last piece. */
export function pieces(data: Uint8Array, ...lengths: number[]): Piece[] {
  const result: Piece[] = [];
  let position = 0;
  for (const length of lengths) {
    result.push({ position, data: data.slice(position, position + length), more: true });
    position += length;
  }
  return [...result, { position, data: data.slice(position), more: false }];
}

/** A packet of LINKTYPE_RAW. */
export function rawPacket(bytes: Uint8Array, time = 0, captured = bytes.length): Packet {
  const packet = new Packet();
  packet.linkType = 101;
  packet.seconds = Math.floor(time);
  packet.nanoseconds = (time % 1) * 1e9;
  packet.bytes = bytes.slice(0, captured);
  packet.end = captured;
  packet.originalLength = bytes.length;
  return packet;
}

/** The segment that a walk has found in a reassembled datagram. */
export interface Reassembled {
  readonly data: Uint8Array;
  readonly missing: number;
  readonly source: string;
  readonly destination: string;
  readonly reassembled: boolean;
}

/** What a packet leads to, undefined for nothing. */
export function walkOf(decapsulator: Decapsulator, packet: Packet): Reassembled | undefined {
  if (!decapsulator.walk(packet)) return undefined;
  const { bytes, offset, end, missing, source, destination, ipVersion, reassembled } = decapsulator.cursor;
  if (ipVersion === 0) throw new Error('a segment without addresses');
  return {
    data: bytes.slice(offset, end),
    missing,
    source: formatAddress(bytes, source, ipVersion),
    destination: formatAddress(bytes, destination, ipVersion),
    reassembled,
  };
}

/** All orders of some things. */
export function permutations<T>(things: readonly T[]): T[][] {
  if (things.length === 0) return [[]];
  return things.flatMap((thing, index) =>
    permutations(things.filter((_, other) => other !== index)).map((rest) => [thing, ...rest]),
  );
}
