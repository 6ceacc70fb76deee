import type { Moment } from '../capture/moment.js';
import type { FollowedPiece, FollowedStream } from '../follow/follow-sink.js';
import type { From } from '../session/events.js';
import { writeBase64 } from './base64.js';
import type { ByteWriter } from './byte-writer.js';
import type { FollowFormat } from './follow-format.js';
import { visible } from './visible-text.js';

/** Bytes that make a line of 76 characters in base64 (RFC 2045, section 6.8). */
const BYTES_A_LINE = 57;

const PEER: Readonly<Record<From, number>> = { client: 0, server: 1 };

const BILLION = 1_000_000_000n;

/** `--show yaml`: tshark's document of peers and packets; holes are entries with `missing` in the place of `data`. */
export class FollowYaml implements FollowFormat {
  readonly #writer: ByteWriter;

  constructor(writer: ByteWriter) {
    this.#writer = writer;
  }

  begin({ client, server }: FollowedStream): void {
    const peers = [client, server].map(
      ({ address, port }, peer) => `  - peer: ${peer}\n    host: ${address}\n    port: ${port}\n`,
    );
    this.#writer.text(`peers:\n${peers.join('')}packets:\n`);
  }

  piece({ from, bytes, start, end, packet, at, kind }: FollowedPiece): void {
    const writer = this.#writer;
    this.#entry(from, packet, at);
    if (kind !== undefined) writer.text(`    kind: ${kind}\n`);
    if (start === end) {
      writer.text('    data: !!binary ""\n');
      return;
    }
    writer.text('    data: !!binary |\n');
    for (let line = start; line < end; line += BYTES_A_LINE) {
      writer.text('      ');
      writeBase64(writer, bytes, line, Math.min(line + BYTES_A_LINE, end));
      writer.text('\n');
    }
  }

  hole(from: From, length: number, at: Readonly<Moment>): void {
    this.#entry(from, at.packet, at);
    this.#writer.text(`    missing: ${length}\n`);
  }

  note(_from: From | undefined, text: string): void {
    this.#writer.text(`  # ${visible(text)}\n`);
  }

  finish(): void {}

  #entry(from: From, packet: number, at: Readonly<Moment>): void {
    this.#writer.text(`  - packet: ${packet}\n    peer: ${PEER[from]}\n    timestamp: ${epochText(at)}\n`);
  }
}

/** Seconds since 1970 with nine digits behind the point. */
function epochText({ seconds, nanoseconds }: Readonly<Moment>): string {
  const total = BigInt(seconds) * BILLION + BigInt(nanoseconds);
  const size = total < 0n ? -total : total;
  return `${total < 0n ? '-' : ''}${size / BILLION}.${String(size % BILLION).padStart(9, '0')}`;
}
