import type { FollowedPiece } from '../follow/follow-sink.js';
import type { From } from '../session/events.js';
import type { ByteWriter } from './byte-writer.js';
import { holeText, isData } from './follow-banner.js';
import type { FollowFormat } from './follow-format.js';
import { visible } from './visible-text.js';

const BYTES_A_LINE = 8;

const PEER: Readonly<Record<From, number>> = { client: 0, server: 1 };

/** `--show c-array`: each piece as an array in C, as Wireshark's Follow window has it. */
export class FollowCArray implements FollowFormat {
  readonly #writer: ByteWriter;
  readonly #counts: Record<From, number> = { client: 0, server: 0 };

  constructor(writer: ByteWriter) {
    this.#writer = writer;
  }

  begin(): void {}

  piece({ from, bytes, start, end, packet, kind }: FollowedPiece): void {
    const name = `peer${PEER[from]}_${this.#counts[from]++}`;
    this.#writer.text(`char ${name}[] = { /* Packet ${packet}${isData(kind) ? '' : `, ${kind}`} */\n`);
    for (let at = start; at < end; at += BYTES_A_LINE) this.#line(bytes, at, Math.min(at + BYTES_A_LINE, end), end);
    if (start === end) this.#writer.text('};\n');
  }

  #line(bytes: Uint8Array, start: number, end: number, pieceEnd: number): void {
    const pairs = Array.from(bytes.subarray(start, end), (byte) => `0x${byte.toString(16).padStart(2, '0')}`);
    this.#writer.text(`${pairs.join(', ')}${end === pieceEnd ? ' };' : ', '}\n`);
  }

  hole(from: From, length: number): void {
    this.#writer.text(`/* peer${PEER[from]}: ${holeText(length)} */\n`);
  }

  note(_from: From | undefined, text: string): void {
    this.#writer.text(`/* ${visible(text).replaceAll('*/', '* /')} */\n`);
  }

  finish(): void {}
}
