import type { FollowAs, FollowedPiece } from '../follow/follow-sink.js';
import type { From } from '../session/events.js';
import type { ByteWriter } from './byte-writer.js';
import { BanneredFollow, INDENT, isData } from './follow-banner.js';
import { DOT, isPrintable } from './printable-ascii.js';

const BYTES_A_LINE = 16;
const OFFSET_DIGITS = 8;
/** Columns of a line: where the hex pairs begin, and where the characters. */
const HEX_COLUMN = OFFSET_DIGITS + 2;
const TEXT_COLUMN = HEX_COLUMN + BYTES_A_LINE * 3 + 2;
const LINE_LENGTH = TEXT_COLUMN + BYTES_A_LINE + 1;

const SPACE = 0x20;
const TAB = 0x09;
const LF = 0x0a;
const DIGITS = Buffer.from('0123456789abcdef', 'latin1');
const UPPER_DIGITS = Buffer.from('0123456789ABCDEF', 'latin1');

/**
 * `--show hex`: sixteen bytes a line behind their offset in what the side sent. A hole takes its place among the offsets,
 * so that those behind it are right.
 */
export class FollowHex extends BanneredFollow {
  readonly #offsets: Record<From, number> = { client: 0, server: 0 };

  constructor(writer: ByteWriter, as: FollowAs) {
    super(writer, as, 'hex');
  }

  piece({ from, bytes, start, end, kind }: FollowedPiece): void {
    if (!isData(kind)) this.writer.text(`${INDENT[from]}[${kind}, ${end - start} bytes]\n`);
    for (let at = start; at < end; at += BYTES_A_LINE) {
      const next = Math.min(at + BYTES_A_LINE, end);
      this.#line(from, bytes, at, next);
      this.#offsets[from] += next - at;
    }
  }

  override hole(from: From, length: number): void {
    super.hole(from, length);
    this.#offsets[from] += length;
  }

  #line(from: From, bytes: Uint8Array, start: number, end: number): void {
    const { writer } = this;
    if (from === 'server') writer.byte(TAB);
    writer.reserve(LINE_LENGTH + 1);
    const { bytes: out, length: begin } = writer;
    out.fill(SPACE, begin, begin + TEXT_COLUMN);
    const offset = this.#offsets[from];
    for (let digit = 0; digit < OFFSET_DIGITS; digit++) {
      const nibble = (offset >>> (4 * (OFFSET_DIGITS - 1 - digit))) & 0xf;
      out[begin + digit] = UPPER_DIGITS[nibble] ?? 0;
    }
    let text = begin + TEXT_COLUMN;
    for (let at = start; at < end; at++) {
      const index = at - start;
      const byte = bytes[at] ?? 0;
      const half = index >= BYTES_A_LINE / 2 ? 1 : 0;
      const hex = begin + HEX_COLUMN + index * 3 + half;
      out[hex] = DIGITS[byte >> 4] ?? 0;
      out[hex + 1] = DIGITS[byte & 0xf] ?? 0;
      out[text++] = isPrintable(byte) ? byte : DOT;
      if (index === BYTES_A_LINE / 2 - 1) out[text++] = SPACE;
    }
    // As tshark, which takes one blank away from the end of a line.
    if (out[text - 1] === SPACE) text--;
    out[text++] = LF;
    writer.length = text;
  }
}
