import { uint32 } from '../byte-order.js';
import { addExpert, ExpertGroup, Severity } from '../field/expert.js';
import type { Field, FieldTable } from '../field/field.js';
import type { Tree } from '../field/tree.js';
import { ARP_FIXED_LENGTH, arpLength } from './arp-length.js';
import { EtherType } from './ethertype.js';
import type { HeaderSpan } from './header-span.js';
import { Layer } from './layer.js';

export const ETHERNET_TRAILER_FIELDS = {
  padding: { name: 'eth.padding', label: 'Padding', type: 'bytes' },
  trailer: { name: 'eth.trailer', label: 'Trailer', type: 'bytes' },
  frameCheck: { name: 'eth.fcs', label: 'Frame check sequence', type: 'uint', base: 'hex', width: 32 },
  frameCheckStatus: { name: 'eth.fcs.status', label: 'FCS Status', type: 'uint', width: 8 },
  paddingUnclear: {
    name: 'eth.padding_bad',
    label: "Didn't find padding of zeros, and an undecoded trailer exists. There may be padding of non-zeros.",
    type: 'none',
  },
} as const satisfies FieldTable;

const FIELDS = ETHERNET_TRAILER_FIELDS;

/** Shortest frame (IEEE 802.3, clause 4.4.2), in bytes, without and with its frame check sequence. */
const MIN_FRAME_LENGTH = 60;
const MIN_FRAME_LENGTH_WITH_FCS = 64;
const FCS_LENGTH = 4;

/** Value of `eth.fcs.status`: as Wireshark by default, the sequence is not checked. */
const UNVERIFIED = 2;

/** Index behind the payload of a header with an EtherType, where the payload says how long it is; else the frame's end. */
export function endOfPayload(header: HeaderSpan, etherType: number): number {
  if (header.next === Layer.IPV4 || header.next === Layer.IPV6) return header.innerEnd;
  const isArp = etherType === EtherType.ARP || etherType === EtherType.RARP;
  if (!isArp || header.end + ARP_FIXED_LENGTH > header.payloadEnd) return header.payloadEnd;
  return Math.min(header.end + arpLength(header.bytes, header.end), header.payloadEnd);
}

/**
 * Adds what is behind a frame's payload: zeros that pad a short frame, a trailer, and what may be the frame check
 * sequence.
 * @param trailer the field for what is neither
 * @param from index of its first byte
 * @param end index behind its last captured byte
 */
export function addEthernetTrailer(tree: Tree, header: HeaderSpan, trailer: Field, from: number, end: number): void {
  const { bytes } = header;
  if (from >= end) return;
  const packet = tree.sources[0];
  const frameLength = (packet === undefined ? 0 : packet.end - packet.start) + header.availableMissing;
  const length = end - from + header.availableMissing;
  const due = frameLength >= MIN_FRAME_LENGTH ? Math.max(MIN_FRAME_LENGTH - (frameLength - length), 0) : 0;
  const padding = isZero(bytes, from, Math.min(from + due, end)) ? Math.min(due, end - from) : 0;
  if (padding > 0) tree.add(FIELDS.padding, bytes.subarray(from, from + padding), from, padding);
  const mayHaveFcs =
    trailer === FIELDS.trailer && end + header.availableMissing - header.start >= MIN_FRAME_LENGTH_WITH_FCS;
  const hasFcs = mayHaveFcs && length - padding >= FCS_LENGTH;
  const start = from + padding;
  const trailerEnd = hasFcs ? Math.min(end + header.availableMissing - FCS_LENGTH, end) : end;
  if (start < trailerEnd) {
    tree.open(trailer, bytes.subarray(start, trailerEnd), start, trailerEnd - start);
    if (due > padding) addExpert(tree, FIELDS.paddingUnclear, Severity.NOTE, ExpertGroup.PROTOCOL, start, 0);
    tree.close();
  }
  if (!hasFcs || header.availableMissing > 0) return;
  const sequence = uint32(bytes, trailerEnd);
  const text = `Frame check sequence: 0x${sequence.toString(16).padStart(8, '0')} [unverified]`;
  tree.add(FIELDS.frameCheck, sequence, trailerEnd, FCS_LENGTH, text);
  tree.generated(FIELDS.frameCheckStatus, UNVERIFIED, trailerEnd, 0, 'FCS Status: Unverified');
}

function isZero(bytes: Uint8Array, from: number, end: number): boolean {
  for (let at = from; at < end; at++) {
    if (bytes[at] !== 0) return false;
  }
  return true;
}
