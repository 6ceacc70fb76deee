import { decompress } from './decompress.js';
import { type Detected, detect } from './detect.js';
import { describeForeign, FOREIGN_HEAD_LENGTH } from './foreign-formats.js';
import type { Packet, PacketSink } from './packet.js';
import { PcapReader } from './pcap.js';
import { PcapngReader } from './pcapng.js';
import { CaptureProblem, readingProblem } from './problem.js';
import type { CaptureReader } from './reader.js';
import { type ByteSource, PrefixedSource } from './source.js';
import type { CaptureSummary } from './summary.js';
import type { ReadWindow } from './window.js';

/** One reading of one capture, from the bytes of its source to packets: finds out what it is, and decompresses it. */
export class CapturePass {
  /** What was found wrong so far. */
  readonly problems: CaptureProblem[] = [];
  readonly #window: ReadWindow;
  readonly #packet: Packet;
  /** What the packets are read from: the source given, or what it holds when decompressed. */
  #source: ByteSource;
  #compression: string | undefined;
  #reader: CaptureReader | undefined;
  #notesTold = 0;
  readonly #begun: (summary: CaptureSummary) => void;

  /**
   * @param packet the object that is handed out
   * @param begun is given the summary before the first packet is handed out
   */
  constructor(
    source: ByteSource,
    window: ReadWindow,
    packet: Packet,
    begun: (summary: CaptureSummary) => void = () => {},
  ) {
    this.#source = source;
    this.#window = window;
    this.#packet = packet;
    this.#begun = begun;
    window.reset();
  }

  /** Known from the first piece on. */
  get summary(): CaptureSummary | undefined {
    return this.#reader?.summary;
  }

  /** Waits for a further piece of the capture and hands its packets to `sink`. @returns false at its end */
  async next(sink: PacketSink): Promise<boolean> {
    const window = this.#window;
    let length: number;
    try {
      this.#reader ??= await this.#begin();
      window.makeRoom();
      length = await this.#source.read(window.bytes, window.end);
    } catch (error) {
      this.problems.push(readingProblem(error, window.offset + window.end - window.start));
      return false;
    }
    const reader = this.#reader;
    window.end += length;
    this.#packet.filling = window.filling;
    if (length > 0) window.take(reader.read(window.bytes, window.start, window.end, window.offset, sink));
    else reader.finish(window.end - window.start, window.offset);
    this.problems.push(...reader.notes.slice(this.#notesTold));
    this.#notesTold = reader.notes.length;
    if (reader.problem !== undefined) this.problems.push(reader.problem);
    return length > 0 && reader.problem === undefined;
  }

  /** Lets go of what was opened here; the source that was given stays open. */
  async close(): Promise<void> {
    if (this.#compression !== undefined) await this.#source.close();
  }

  /** Finds out what the source holds. @throws CaptureProblem where it is no capture, and as the source does */
  async #begin(): Promise<CaptureReader> {
    for (;;) {
      const { head, detected } = await this.#look();
      if (detected.kind === 'compressed' && this.#compression === undefined) {
        this.#source = await decompress(detected.compression, new PrefixedSource(head, this.#source));
        this.#compression = detected.compression;
        continue;
      }
      const reader = this.#newReader(detected, head);
      reader.summary.compression = this.#compression;
      this.#begun(reader.summary);
      this.#source = new PrefixedSource(head, this.#source);
      return reader;
    }
  }

  #newReader(detected: Detected, head: Uint8Array): CaptureReader {
    const inside = this.#compression === undefined ? '' : `decompressed from ${this.#compression}, `;
    switch (detected.kind) {
      case 'pcap':
        return new PcapReader(this.#packet);
      case 'pcapng':
        return new PcapngReader(this.#packet);
      case 'compressed':
        throw new CaptureProblem(
          'not-a-capture',
          0,
          `${inside}this is ${detected.compression} data once more; decompress it once before`,
        );
      case 'unknown':
        if (head.length === 0) throw new CaptureProblem('empty-capture', 0, `${inside}this is empty`);
        throw new CaptureProblem('not-a-capture', 0, `${inside}${describeForeign(head)}`);
    }
  }

  /** Reads as much of the source's beginning as shows what it is. */
  async #look(): Promise<{ head: Uint8Array; detected: Detected }> {
    const buffer = new Uint8Array(FOREIGN_HEAD_LENGTH);
    let length = 0;
    for (;;) {
      const read = await this.#source.read(buffer, length);
      length += read;
      const head = buffer.subarray(0, length);
      const ended = read === 0 || length === buffer.length;
      const detected = detect(head, ended);
      if (detected !== undefined && (detected.kind !== 'unknown' || ended)) return { head, detected };
    }
  }
}
