import type { Packet } from '../capture/packet.js';
import { Cursor, Layer } from '../link/cursor.js';
import { walkEthernet } from '../link/ethernet.js';
import type { HeaderCounts, LinkTypeCount } from '../link/header-counts.js';
import { LAYER_COUNT } from '../link/layer.js';
import { type HeaderWalk, LINK_HEADERS } from '../link/link-headers.js';
import { layerOfLinkType, tellsFcs } from '../link/link-type.js';
import { DEFAULT_FRAGMENT_LIMITS, type FragmentLimits, FragmentTable } from './fragment-table.js';
import type { HeaderTrace } from './header-trace.js';
import { walkIpv4 } from './ipv4.js';
import { walkIpv4Fragment } from './ipv4-fragment.js';
import { walkIpv6 } from './ipv6.js';
import { walkIpv6Fragment } from './ipv6-fragment.js';
import { NET_HEADERS } from './net-headers.js';

/** Headers that are walked over in one packet at most: hostile packets nest tunnels without end. */
const MAX_HEADERS = 64;

/** More is missing of no packet; hostile captures claim more than an integer holds. */
const MAX_MISSING = 0x3fffffff;

/** By layer; undefined where the walk ends, or where it needs more than the cursor. */
const HEADERS: (HeaderWalk | undefined)[] = new Array(LAYER_COUNT).fill(undefined);
for (const [layer, walk] of [...LINK_HEADERS, ...NET_HEADERS]) HEADERS[layer] = walk;

/** Finds the innermost TCP segment of a packet, through links, tunnels and fragments. */
export class Decapsulator {
  /**
   * Where the last walk ended: the TCP header is at `offset`, its segment ends at `end`. How much of it is captured, the
   * caller checks. Valid until the next walk, and no longer than the packet's bytes unless `reassembled`.
   */
  readonly cursor = new Cursor();
  /** The IP datagrams that wait for fragments. */
  readonly fragments: FragmentTable;
  readonly #trace: HeaderTrace | undefined;
  #packet: Packet | undefined;
  /** Of the link type of the packet before: its number, the layer it begins with, its count. */
  #linkType = -1;
  #firstLayer: Layer = Layer.NONE;
  #linkTypeCount: LinkTypeCount = { packets: 0 };

  /** @param trace told where each header stands */
  constructor(limits: FragmentLimits = DEFAULT_FRAGMENT_LIMITS, trace?: HeaderTrace) {
    this.fragments = new FragmentTable(limits);
    this.#trace = trace;
  }

  /** How many headers of which protocol all walks together met. */
  get counts(): HeaderCounts {
    return this.cursor.counts;
  }

  /**
   * The link type for which the last walk ended, as it is not decoded: the packet's, or one that a PPI or PKTAP header
   * names. Undefined where the walk did not end for that.
   */
  get unknownLinkType(): number | undefined {
    return this.cursor.next === Layer.UNKNOWN_LINK ? this.cursor.linkType : undefined;
  }

  /**
   * Whether the last walk ended at a TCP header that is only quoted in an ICMP error: the cursor is at it, though no
   * segment was found.
   */
  get quotesTcp(): boolean {
    return this.cursor.quoted && this.cursor.next === Layer.TCP;
  }

  /**
   * Walks to the packet's TCP segment; where it is the last of the fragments of a datagram, to the segment in that.
   * @returns whether the packet leads to a TCP segment
   */
  walk(packet: Packet): boolean {
    const cursor = this.cursor;
    this.#packet = packet;
    cursor.bytes = packet.bytes;
    cursor.offset = packet.start;
    cursor.end = packet.end;
    const missing = packet.originalLength - (packet.end - packet.start);
    cursor.missing = missing === 0 ? 0 : Math.min(missing, MAX_MISSING);
    cursor.ipVersion = 0;
    cursor.reassembled = false;
    cursor.quoted = false;
    cursor.otherEtherType = -1;
    cursor.otherIpProtocol = -1;
    cursor.aggregate = -1;
    const linkType = packet.linkType;
    if (linkType !== this.#linkType) {
      this.#linkType = linkType;
      this.#firstLayer = layerOfLinkType(linkType);
      this.#linkTypeCount = cursor.counts.ofLinkType(linkType);
    }
    cursor.linkType = linkType;
    cursor.next = this.#firstLayer;
    this.#linkTypeCount.packets++;
    if (packet.fcsLength !== 0 && !tellsFcs(linkType)) cursor.dropTrailer(packet.fcsLength);
    return this.#descend(packet) || this.walkNext();
  }

  /**
   * Walks to the next TCP segment of the same packet: an 802.11 frame can hold several (A-MSDU). To be called until it
   * gives false, while the packet is valid.
   */
  walkNext(): boolean {
    const cursor = this.cursor;
    const packet = this.#packet;
    while (cursor.aggregate >= 0 && packet !== undefined) {
      cursor.bytes = packet.bytes;
      cursor.offset = cursor.aggregate;
      cursor.end = cursor.aggregateEnd;
      cursor.missing = cursor.aggregateMissing;
      cursor.ipVersion = 0;
      cursor.reassembled = false;
      cursor.quoted = false;
      cursor.aggregate = -1;
      cursor.next = Layer.AMSDU_SUBFRAME;
      if (this.#descend(packet)) return true;
    }
    return false;
  }

  #descend(packet: Packet): boolean {
    const cursor = this.cursor;
    const counts = cursor.counts;
    const trace = this.#trace;
    for (let headers = 0; headers < MAX_HEADERS; headers++) {
      const layer = cursor.next;
      counts.addLayer(layer);
      if (trace !== undefined) trace.enter(layer, cursor);
      switch (layer) {
        case Layer.TCP:
          return !cursor.quoted;
        case Layer.IPV4:
          walkIpv4(cursor);
          break;
        case Layer.ETHERNET:
          walkEthernet(cursor);
          break;
        case Layer.IPV6:
          walkIpv6(cursor);
          break;
        case Layer.IPV4_FRAGMENT:
          walkIpv4Fragment(cursor, this.fragments, captureTime(packet));
          break;
        case Layer.IPV6_FRAGMENT:
          walkIpv6Fragment(cursor, this.fragments, captureTime(packet));
          break;
        default: {
          const walk = HEADERS[layer];
          if (walk === undefined) return false;
          walk(cursor);
        }
      }
    }
    return false;
  }
}

/** In seconds since 1970. */
function captureTime(packet: Packet): number {
  return packet.seconds + packet.nanoseconds / 1e9;
}
