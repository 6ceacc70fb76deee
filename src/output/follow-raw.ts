import type { FollowAs, FollowedPiece } from '../follow/follow-sink.js';
import type { ByteWriter } from './byte-writer.js';
import { BanneredFollow, INDENT } from './follow-banner.js';

/** Bytes of a piece that are turned into hex in one go. */
const SLICE = 16 * 1024;

/** `--show raw`: each piece as one line of hex digits, as tshark has it. */
export class FollowRaw extends BanneredFollow {
  constructor(writer: ByteWriter, as: FollowAs) {
    super(writer, as, 'raw');
  }

  piece({ from, bytes, start, end }: FollowedPiece): void {
    this.writer.text(INDENT[from]);
    for (let at = start; at < end; at += SLICE) {
      const slice = bytes.subarray(at, Math.min(at + SLICE, end));
      this.writer.text(Buffer.from(slice.buffer, slice.byteOffset, slice.length).toString('hex'));
    }
    this.writer.text('\n');
  }
}
