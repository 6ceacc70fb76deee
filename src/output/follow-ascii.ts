import type { FollowAs, FollowedPiece } from '../follow/follow-sink.js';
import type { ByteWriter } from './byte-writer.js';
import { BanneredFollow, INDENT, isData } from './follow-banner.js';
import { DOT, isPrintable } from './printable-ascii.js';

const LF = 0x0a;
const CR = 0x0d;

/** Bytes of a piece that are written in one go. */
const SLICE = 64 * 1024;

/** `--show ascii`: the length of each piece, and the piece; what is neither printable ASCII nor a line end is a dot. */
export class FollowAscii extends BanneredFollow {
  constructor(writer: ByteWriter, as: FollowAs) {
    super(writer, as, 'ascii');
  }

  piece({ from, bytes, start, end, kind }: FollowedPiece): void {
    this.writer.text(`${INDENT[from]}${end - start}${isData(kind) ? '' : ` ${kind}`}\n`);
    for (let at = start; at < end; at += SLICE) this.#slice(bytes, at, Math.min(at + SLICE, end), end);
    this.writer.byte(LF);
  }

  #slice(bytes: Uint8Array, start: number, end: number, pieceEnd: number): void {
    const { writer } = this;
    writer.reserve(end - start);
    const { bytes: out } = writer;
    let to = writer.length;
    for (let at = start; at < end; at++) {
      const byte = bytes[at] ?? 0;
      // A CR alone would take a terminal back over what it has shown.
      const isLineEnd = byte === LF || (byte === CR && (at + 1 === pieceEnd || bytes[at + 1] === LF));
      out[to++] = isLineEnd || isPrintable(byte) ? byte : DOT;
    }
    writer.length = to;
  }
}
