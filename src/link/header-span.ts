import type { Layer } from './layer.js';

/** Where one header of a packet stands, as the walk over it found. The same objects serve all packets. */
export class HeaderSpan {
  layer: Layer = 0;
  bytes: Uint8Array = new Uint8Array(0);
  /** Index of the header's first byte in `bytes`. */
  start = 0;
  /** Index behind its last byte: where its payload begins. At most `payloadEnd`. */
  end = 0;
  /** Index behind the last captured byte of its payload, as the header itself says: padding is not in it. */
  payloadEnd = 0;
  /** Index behind the last byte that the header which follows claims: what is behind it is padding or a trailer. */
  innerEnd = 0;
  /** Bytes of its payload behind `payloadEnd` that were not captured. */
  missing = 0;
  /** Index behind the last captured byte that there was for it, before it narrowed that; and bytes not captured behind. */
  available = 0;
  availableMissing = 0;
  /** IP version of the addresses around it: 4, 6, or 0 before any IP header; and their indexes in `bytes`. */
  ipVersion: 0 | 4 | 6 = 0;
  source = 0;
  destination = 0;
  /** Layer of the header in front of it; NONE for the first. */
  before: Layer = 0;
  /** Layer of the header that follows; NONE where the walk ended. */
  next: Layer = 0;
  /** The bytes are those of a reassembled datagram, not of the packet in place. */
  reassembled = false;
  /** It is quoted in an ICMP error. */
  quoted = false;
}
