import { int32 } from '../byte-order.js';
import type { Cursor } from '../link/cursor.js';
import { FragmentedDatagram } from './fragmented-datagram.js';
import { IPV4_DESTINATION_OFFSET, IPV4_HEADER_LENGTH, IPV4_SOURCE_OFFSET } from './ipv4.js';
import { IPV6_DESTINATION_OFFSET, IPV6_HEADER_LENGTH, IPV6_SOURCE_OFFSET } from './ipv6.js';

/** What a capture can make the reassembly of IP fragments hold. Where it would be more, the oldest eighth is given up. */
export interface FragmentLimits {
  /** Datagrams that wait for fragments at once. */
  readonly datagrams: number;
  /** Bytes held for all of them together. */
  readonly bytes: number;
  /** Seconds of capture time that a datagram waits for its fragments, from the first one that came. */
  readonly seconds: number;
}

export const DEFAULT_FRAGMENT_LIMITS: FragmentLimits = {
  datagrams: 4096,
  bytes: 16 * 1024 * 1024,
  // As Linux waits (net.ipv4.ipfrag_time), between RFC 791's 15 and RFC 8200's 60.
  seconds: 30,
};

/**
 * Fragments of a datagram that is whole are taken for copies of the same packets (captured on two interfaces) for this
 * many seconds of capture time at least, and twice as many at most; later its identification has come round.
 */
const COPY_SECONDS = 1;

/** What is left of the limits when one was reached. */
const KEPT_SHARE = 7 / 8;

/** Longest datagram there is (RFC 791, section 3.1; RFC 8200, section 4.5), in bytes. */
const MAX_DATAGRAM_LENGTH = 65_535;

/** IP datagrams of which not all fragments have come yet. */
export class FragmentTable {
  readonly #limits: FragmentLimits;
  /** In the order of their first fragments. */
  readonly #waiting = new Map<string, FragmentedDatagram>();
  /** Those that became whole in the present stretch of COPY_SECONDS, and in the one before. */
  #whole = new Set<string>();
  #wholeBefore = new Set<string>();
  #wholeSince = 0;
  #bytes = 0;
  /** Datagrams that were given up before all their fragments had come. */
  givenUp = 0;

  constructor(limits: FragmentLimits = DEFAULT_FRAGMENT_LIMITS) {
    this.#limits = limits;
  }

  /** Datagrams that still wait for fragments. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /** Bytes held for them. */
  get bytes(): number {
    return this.#bytes;
  }

  /**
   * Takes the fragment whose data begins at the cursor and reaches to the layer's end. Where fragments overlap, the
   * first copy wins. When the datagram is whole, the cursor is moved into it: to a copy of the first fragment's IP
   * header, without options and extension headers, with the whole data behind it.
   * @param protocol of the data; in IPv6 only the first fragment's counts
   * @param position of the data in the datagram's, in bytes
   * @param more whether this is not the last fragment
   * @param time capture time in seconds
   * @returns the protocol of the data when the datagram is whole, otherwise -1
   */
  add(cursor: Cursor, identification: number, protocol: number, position: number, more: boolean, time: number): number {
    const captured = cursor.end - cursor.offset;
    // All fragments but the last hold a multiple of eight bytes; what is over belongs to none.
    const length = more ? (captured + cursor.missing) & ~7 : captured + cursor.missing;
    if (length === 0 || position + length > MAX_DATAGRAM_LENGTH) return -1;
    this.#passTime(time);
    const isIpv4 = cursor.ipVersion === 4;
    const addresses = cursor.source;
    const key = keyOf(cursor.bytes, addresses, isIpv4 ? 2 : 8, identification, isIpv4 ? protocol : -1);
    if (this.#whole.has(key) || this.#wholeBefore.has(key)) return -1;

    const headerLength = isIpv4 ? IPV4_HEADER_LENGTH : IPV6_HEADER_LENGTH;
    const sourceOffset = isIpv4 ? IPV4_SOURCE_OFFSET : IPV6_SOURCE_OFFSET;
    const destinationOffset = isIpv4 ? IPV4_DESTINATION_OFFSET : IPV6_DESTINATION_OFFSET;
    let datagram = this.#waiting.get(key);
    if (datagram !== undefined && time - datagram.time > this.#limits.seconds) {
      this.#giveUp(key, datagram);
      datagram = undefined;
    }
    const before = datagram?.size ?? 0;
    if (datagram === undefined) {
      datagram = new FragmentedDatagram(headerLength, time);
      this.#waiting.set(key, datagram);
    }
    if (position === 0 && datagram.protocol < 0) {
      datagram.protocol = protocol;
      datagram.setHeader(cursor.bytes, addresses - sourceOffset, cursor.destination, destinationOffset);
    }
    datagram.add(cursor.bytes, cursor.offset, Math.min(captured, length), position, length, more);
    this.#bytes += datagram.size - before;
    if (!datagram.isWhole) {
      this.#keepLimits();
      return -1;
    }
    this.#remove(key, datagram);
    this.#whole.add(key);
    cursor.bytes = datagram.bytes;
    cursor.offset = headerLength;
    cursor.end = datagram.end;
    cursor.missing = datagram.missing;
    cursor.source = sourceOffset;
    cursor.destination = destinationOffset;
    cursor.reassembled = true;
    return datagram.protocol;
  }

  /** Once in COPY_SECONDS: gives up what has waited too long, and forgets what became whole before the last time. */
  #passTime(time: number): void {
    const passed = time - this.#wholeSince;
    if (Math.abs(passed) < COPY_SECONDS && this.#whole.size < this.#limits.datagrams) return;
    this.#wholeBefore = passed < 2 * COPY_SECONDS ? this.#whole : new Set();
    this.#whole = new Set();
    this.#wholeSince = time;
    for (const [key, datagram] of this.#waiting) {
      if (time - datagram.time <= this.#limits.seconds) break;
      this.#giveUp(key, datagram);
    }
  }

  #keepLimits(): void {
    const { datagrams, bytes } = this.#limits;
    if (this.#waiting.size <= datagrams && this.#bytes <= bytes) return;
    for (const [key, datagram] of this.#waiting) {
      if (this.#waiting.size <= datagrams * KEPT_SHARE && this.#bytes <= bytes * KEPT_SHARE) break;
      this.#giveUp(key, datagram);
    }
  }

  #giveUp(key: string, datagram: FragmentedDatagram): void {
    this.#remove(key, datagram);
    this.givenUp++;
  }

  #remove(key: string, datagram: FragmentedDatagram): void {
    this.#waiting.delete(key);
    this.#bytes -= datagram.size;
  }
}

/** @param words how many words of four bytes source and destination address are together */
function keyOf(bytes: Uint8Array, addresses: number, words: number, identification: number, protocol: number): string {
  let key = `${identification} ${protocol}`;
  for (let word = 0; word < words; word++) key += ` ${int32(bytes, addresses + word * 4)}`;
  return key;
}
