import type { CaptureFile } from '../capture/captures.js';
import type { Packet } from '../capture/packet.js';
import type { PcapngWriter } from '../capture/pcapng-writer.js';
import type { CaptureInterface, CaptureSummary } from '../capture/summary.js';

/** Copies packets, and what their captures say around them: interfaces, comments, decryption secrets. */
export class CaptureCopy {
  readonly #writer: PcapngWriter;
  readonly #files: readonly CaptureFile[];
  /** How many secrets of each capture have been copied. */
  readonly #secrets = new Map<CaptureSummary, number>();
  #begun = false;
  #last: CaptureInterface | undefined;
  #lastFile = -1;

  constructor(writer: PcapngWriter, files: readonly CaptureFile[]) {
    this.#writer = writer;
    this.#files = files;
  }

  /** @param comments to be added to those that the packet has */
  packet(packet: Packet, comments: readonly string[]): void {
    const summary = this.#files[packet.file]?.summary;
    this.#begin();
    if (summary !== undefined) this.#copySecrets(summary);
    const all = comments.length === 0 ? packet.comments : [...packet.comments, ...comments];
    this.#writer.packet(packet, summary === undefined ? undefined : this.#interfaceOf(packet, summary), all);
  }

  /** No more packets: a copy without any is a capture too. */
  finish(): void {
    this.#begin();
    this.#writer.flush();
  }

  #begin(): void {
    if (this.#begun) return;
    this.#begun = true;
    const comments = this.#files.flatMap(({ summary }) => summary?.comments ?? []).filter(({ on }) => on === 'section');
    this.#writer.begin(comments.map(({ text }) => text));
  }

  #copySecrets(summary: CaptureSummary): void {
    const { secrets } = summary;
    const copied = this.#secrets.get(summary) ?? 0;
    if (copied === secrets.length) return;
    for (const { type, data } of secrets.slice(copied)) this.#writer.secrets(type, data);
    this.#secrets.set(summary, secrets.length);
  }

  /** The interface that a packet was captured on: of the section that is being read. */
  #interfaceOf({ file, interfaceId }: Packet, { interfaces, sections }: CaptureSummary): CaptureInterface | undefined {
    const last = this.#last;
    const isLast = last !== undefined && file === this.#lastFile && last.id === interfaceId;
    if (isLast && last.section === sections - 1) return last;
    this.#last = interfaces.findLast(({ id, section }) => id === interfaceId && section === sections - 1);
    this.#lastFile = file;
    return this.#last;
  }
}
