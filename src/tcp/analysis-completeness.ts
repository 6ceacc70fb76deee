import { Flag } from './header.js';

/** What has been seen of a connection, as bits of tcp.completeness. */
export const Completeness = { SYN: 0x01, SYN_ACK: 0x02, ACK: 0x04, DATA: 0x08, FIN: 0x10, RST: 0x20 } as const;

/** The sums that Wireshark 4.0 has a name for. */
const NAMES: ReadonlyMap<number, string> = new Map([
  [1, 'Incomplete, SYN_SENT'],
  [3, 'Incomplete, CLIENT_ESTABLISHED'],
  [7, 'Incomplete, ESTABLISHED'],
  [15, 'Incomplete, DATA'],
  [23, 'Complete, NO_DATA'],
  [39, 'Complete, NO_DATA'],
  [55, 'Complete, NO_DATA'],
  [31, 'Complete, WITH_DATA'],
  [47, 'Complete, WITH_DATA'],
  [63, 'Complete, WITH_DATA'],
]);

/** tcp.completeness as Wireshark words it: `Incomplete, DATA (15)`. */
export function completenessText(completeness: number): string {
  return `${NAMES.get(completeness) ?? 'Incomplete'} (${completeness})`;
}

/**
 * What a segment adds to its connection's completeness.
 * @param length payload in bytes
 * @param first whether it is the connection's first: only there a SYN counts, and nothing else does
 */
export function completenessOf(flags: number, length: number, first: boolean): number {
  const handshake = flags & (Flag.SYN | Flag.ACK);
  if (first) {
    if (handshake !== Flag.SYN) return 0;
    return length > 0 ? Completeness.SYN | Completeness.DATA : Completeness.SYN;
  }
  let bits = 0;
  if (handshake === (Flag.SYN | Flag.ACK)) bits = Completeness.SYN_ACK;
  else if (handshake === Flag.ACK) bits = length > 0 ? Completeness.DATA : Completeness.ACK;
  if ((flags & (Flag.FIN | Flag.ACK)) === (Flag.FIN | Flag.ACK)) bits |= Completeness.FIN;
  if ((flags & Flag.RST) !== 0) bits |= Completeness.RST;
  return bits;
}
