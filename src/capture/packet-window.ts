import type { Packet } from './packet.js';

/** Where a byte stands in a capture. */
export interface Place {
  /** Number of the packet, from 1. */
  readonly packet: number;
  /** Offset in the packet's captured bytes; absent where it is not known: the byte came late or in IP fragments. */
  readonly offset?: number;
  /** Offset in the (decompressed) capture file; absent with `offset`. */
  readonly fileOffset?: number;
}

/** Tells where bytes that are seen in place stand in the packet at hand. Made only where someone asks for places. */
export class PacketWindow {
  /** The packet being dissected. */
  packet: Packet | undefined;

  /** @returns the offset of `bytes[index]` in the packet at hand; -1 where the bytes are not that packet's own */
  offsetOf(bytes: Uint8Array, index: number): number {
    const packet = this.packet;
    if (packet === undefined || packet.bytes !== bytes || index < packet.start || index >= packet.end) return -1;
    return index - packet.start;
  }

  /** @param offset as {@link offsetOf} tells @returns the offset in the file, -1 where `offset` is */
  fileOffsetOf(offset: number): number {
    const packet = this.packet;
    return packet === undefined || offset < 0 ? -1 : packet.fileOffset + packet.headerLength + offset;
  }

  /** @param carrier number of the packet that carries the byte, where it is not the one at hand */
  place(bytes: Uint8Array, index: number, carrier: number): Place {
    const offset = this.offsetOf(bytes, index);
    if (offset < 0) return { packet: carrier };
    return placeOf(this.packet?.number ?? carrier, offset, this.fileOffsetOf(offset));
  }
}

/** @param offset -1 where not known; `fileOffset` likewise */
export function placeOf(packet: number, offset: number, fileOffset: number): Place {
  return offset < 0 ? { packet } : { packet, offset, fileOffset };
}
