import { LAYER_COUNT } from './layer.js';

const UINT16_VALUES = 0x10000;
const UINT8_VALUES = 0x100;

/**
 * How many headers of which protocol were walked over. Each array is indexed by the protocol's own number and counts
 * every header, so that a packet in a tunnel counts once for the outer and once for the inner protocol. What stands
 * behind an unfinished or damaged header is not counted.
 */
export class HeaderCounts {
  /** Packets by the LINKTYPE_ value of their interface. */
  readonly linkTypes = new Float64Array(UINT16_VALUES);
  /** By Layer: headers that were come to; behind TCP, IP and UDP these are all there were, as each is walked over. */
  readonly layers = new Float64Array(LAYER_COUNT);
  /**
   * EtherTypes of Ethernet and all that carries them (VLAN tags, SNAP, cooked captures, GRE …): also those that lead
   * nowhere, such as ARP.
   */
  readonly etherTypes = new Float64Array(UINT16_VALUES);
  /**
   * Protocol fields of IPv4 headers and next-header fields of IPv6 and its extension headers, also those that lead
   * nowhere, such as ICMP. Each fragment counts, with the protocol of its datagram.
   */
  readonly ipProtocols = new Float64Array(UINT8_VALUES);
}

/** Adds one to `counts[index]`. */
export function count(counts: Float64Array, index: number): void {
  counts[index] = (counts[index] as number) + 1;
}
