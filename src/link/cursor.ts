import { HeaderCounts } from './header-counts.js';
import { Layer } from './layer.js';

export { Layer } from './layer.js';

/**
 * How far the walk into a packet has come. One object serves all packets. The function of each header reads the header
 * at `offset`, moves `offset` behind it, narrows `end` to the layer's own length, and says in `next` what follows;
 * it checks that the bytes it reads are captured, and sets `next` to NONE where they are not.
 */
export class Cursor {
  bytes: Uint8Array = new Uint8Array(0);
  /** Index of the next header. */
  offset = 0;
  /** Index behind the last captured byte of the present layer: padding and FCS are already cut off. */
  end = 0;
  /** Bytes behind `end` that belong to the present layer and that the snaplen cut off. */
  missing = 0;
  next: Layer = Layer.NONE;
  /** LINKTYPE_ value of the last link-layer header: the packet's, or what a PPI or PKTAP header says. */
  linkType = 0;
  /** IP version of the innermost addresses: 4, 6, or 0 before any IP header. */
  ipVersion: 0 | 4 | 6 = 0;
  /** Index in `bytes` of the innermost IP source and destination address. */
  source = 0;
  destination = 0;
  /** The bytes come from a reassembled datagram, not from the packet in place. */
  reassembled = false;
  /** The headers are quoted in an ICMP error: no packet of theirs is here. */
  quoted = false;
  /** Index of a further frame that the same packet holds (802.11 A-MSDU), -1 for none; it reaches to `aggregateEnd`. */
  aggregate = -1;
  aggregateEnd = 0;
  aggregateMissing = 0;
  /** EtherType of a payload that is not decoded, -1 for none; an IP protocol's number likewise. */
  otherEtherType = -1;
  otherIpProtocol = -1;
  readonly counts = new HeaderCounts();

  /**
   * Moves over a header of `length` bytes.
   * @returns whether it is captured; where it is not, the walk ends
   */
  skip(length: number): boolean {
    if (length > this.end - this.offset) {
      this.next = Layer.NONE;
      return false;
    }
    this.offset += length;
    return true;
  }

  /** Narrows the layer to `length` bytes from `start`, where its header tells its true length. */
  limit(start: number, length: number): void {
    const trueEnd = start + length;
    const wireEnd = this.end + this.missing;
    if (trueEnd >= wireEnd) return;
    if (trueEnd <= this.end) {
      this.end = trueEnd;
      this.missing = 0;
    } else {
      this.missing = trueEnd - this.end;
    }
  }

  /** Cuts `length` bytes off the layer's end on the wire, such as an FCS, where they are captured at all. */
  dropTrailer(length: number): void {
    this.missing -= length;
    if (this.missing < 0) {
      this.end += this.missing;
      this.missing = 0;
    }
  }
}
