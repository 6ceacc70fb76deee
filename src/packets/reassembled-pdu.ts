import type { Tree } from '../field/tree.js';
import { TCP_FIELDS as FIELDS } from '../tcp/fields.js';
import type { PduSegment } from './pdu.js';

/** Bytes of a unit, in its packet or put together from several. */
export interface GatheredUnit {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  readonly pieces: readonly PduSegment[];
}

/** A copy of what was gathered that stays as it is until its packet has been drawn. */
export function keepUnit({ bytes, start, end, pieces }: GatheredUnit): GatheredUnit {
  // What came in one piece stands in the packet, which stays.
  if (pieces.length <= 1) return { bytes, start, end, pieces: pieces.map(copyPiece) };
  return { bytes: bytes.slice(start, end), start: 0, end: end - start, pieces: pieces.map(copyPiece) };
}

function copyPiece({ packet, length }: PduSegment): PduSegment {
  return { packet, length };
}

/** Bytes of a unit of several packets that the last of them carries; 0 for a unit in one packet. */
export function partOf({ pieces }: Pick<GatheredUnit, 'pieces'>): number {
  return pieces.length > 1 ? (pieces.at(-1)?.length ?? 0) : 0;
}

/** Draws from which packets a unit was put together, and goes on in its bytes. */
export function enterUnit(tree: Tree, { bytes, start, end, pieces }: GatheredUnit): void {
  const known = tree.sources.find((source) => source.bytes === bytes);
  if (pieces.length <= 1) {
    tree.enterSource(known ?? { title: 'Reassembled TCP', bytes, start, end });
    return;
  }
  const length = end - start;
  tree.enterSource({ title: 'Reassembled TCP', bytes, start, end });
  const parts = pieces.map((piece) => `#${piece.packet}(${piece.length})`).join(', ');
  const text = `${pieces.length} Reassembled TCP Segments (${length} bytes): ${parts}`;
  tree.openGenerated(FIELDS.segments, undefined, start, length, text);
  let at = 0;
  for (const piece of pieces) {
    const last = at + piece.length - 1;
    const line = `Frame: ${piece.packet}, payload: ${at}-${last} (${piece.length} byte${piece.length === 1 ? '' : 's'})`;
    tree.generated(FIELDS.segment, piece.packet, start + Math.min(at, length), 0, line);
    at += piece.length;
  }
  tree.generated(FIELDS.segmentCount, pieces.length, start, 0);
  tree.generated(FIELDS.reassembledLength, length, start, 0);
  tree.generated(FIELDS.reassembledData, bytes.subarray(start, end), start, length);
  tree.close();
}
