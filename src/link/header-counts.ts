import { LAYER_COUNT, type Layer } from './layer.js';

const UINT8_VALUES = 0x100;

/** Packets of one link type. */
export interface LinkTypeCount {
  packets: number;
}

/**
 * How many headers of which protocol were walked over. A packet in a tunnel counts for the outer and for the inner
 * headers. What is not decoded counts by the number it has in the header before it.
 */
export class HeaderCounts {
  /** By LINKTYPE_ value of the interface. */
  readonly linkTypes = new Map<number, LinkTypeCount>();
  /**
   * Headers that were come to, by Layer, also those that turned out to be cut or damaged. For TCP these are the
   * segments that were found, for NONE the walks that found none.
   */
  readonly layers = new Float64Array(LAYER_COUNT);
  /** By EtherType: payloads that are not decoded, such as ARP. */
  readonly otherEtherTypes = new Map<number, number>();
  /** By IP protocol number: payloads that are not decoded, such as ICMP; a fragmented one counts when it is whole. */
  readonly otherIpProtocols = new Float64Array(UINT8_VALUES);

  /** The count of a link type, to be raised by whoever asked for it. */
  ofLinkType(linkType: number): LinkTypeCount {
    let count = this.linkTypes.get(linkType);
    if (count === undefined) {
      count = { packets: 0 };
      this.linkTypes.set(linkType, count);
    }
    return count;
  }

  addLayer(layer: Layer): void {
    this.layers[layer] = (this.layers[layer] as number) + 1;
  }

  addOtherEtherType(etherType: number): void {
    this.otherEtherTypes.set(etherType, (this.otherEtherTypes.get(etherType) ?? 0) + 1);
  }

  addOtherIpProtocol(protocol: number): void {
    this.otherIpProtocols[protocol] = (this.otherIpProtocols[protocol] as number) + 1;
  }
}
