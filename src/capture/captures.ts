import { uint32 } from '../byte-order.js';
import { Packet, type PacketSink } from './packet.js';
import { isPcapMagic, PcapReader } from './pcap.js';
import { CaptureProblem } from './problem.js';
import type { CaptureReader } from './reader.js';
import { type ByteSource, FileSource } from './source.js';
import { ReadWindow } from './window.js';

/** Reads captures one after the other as one. */
export class Captures {
  readonly window = new ReadWindow();
  readonly problems: CaptureProblem[] = [];
  readonly #inputs: readonly string[];
  readonly #packet = new Packet();

  constructor(inputs: readonly string[]) {
    this.#inputs = inputs;
  }

  /** Hands every packet to `sink`; yields after each piece of input, so that the caller can pass on what came of it. */
  async *packets(sink: PacketSink): AsyncGenerator<void> {
    for (const [index, path] of this.#inputs.entries()) {
      this.#packet.file = index;
      const source = await FileSource.open(path);
      try {
        yield* this.#read(source, sink);
      } finally {
        await source.close();
      }
    }
  }

  async *#read(source: ByteSource, sink: PacketSink): AsyncGenerator<void> {
    const window = this.window;
    window.reset();
    let reader: CaptureReader | undefined;
    for (;;) {
      window.makeRoom(reader?.wanted ?? 0);
      const length = await source.read(window.bytes, window.end);
      if (length === 0) break;
      window.end += length;
      if (reader === undefined) {
        if (window.end - window.start < 4) continue;
        if (!isPcapMagic(uint32(window.bytes, window.start))) {
          this.problems.push(new CaptureProblem('not-a-capture', 0, 'this is no capture'));
          return;
        }
        reader = new PcapReader(this.#packet);
      }
      window.take(reader.read(window.bytes, window.start, window.end, window.offset, sink));
      if (reader.problem !== undefined) break;
      yield;
    }
    reader?.finish(window.end - window.start, window.offset);
    if (reader?.problem !== undefined) this.problems.push(reader.problem);
  }
}
