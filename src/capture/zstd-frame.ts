import type { Decompress } from 'fzstd';
import { ZlibStage, type ZlibTransform } from './zlib-stage.js';

/** Decodes the blocks of one Zstandard frame. Every method throws where the data is damaged. */
export interface ZstdFrameDecoder {
  /** Takes a whole block with its header. @returns what it expands to, at most 128 KiB or a little more, in pieces */
  block(bytes: Uint8Array): Promise<Uint8Array[]>;
  /** The frame has ended. @param checksum of its content, four bytes, where the frame has one */
  end(checksum: Uint8Array | undefined): Promise<Uint8Array[]>;
  destroy(): void;
}

/** @param header of the frame, from its magic on */
export type NewZstdFrameDecoder = (header: Uint8Array) => ZstdFrameDecoder;

/** Bit of the byte behind the magic that says that a checksum follows the last block. */
const CHECKSUM_FLAG = 0x04;
/** fzstd does not look at less than this. */
const FZSTD_MINIMUM = 18;

/** Decodes with fzstd, which is plain JavaScript. Does not look at checksums. */
export class FzstdFrame implements ZstdFrameDecoder {
  readonly #decoder: Decompress;
  #pending: Uint8Array;
  #started = false;
  #output: Uint8Array[] = [];

  constructor(Decoder: typeof Decompress, header: Uint8Array) {
    this.#decoder = new Decoder((chunk) => this.#output.push(chunk));
    this.#pending = header.slice();
    this.#pending[4] = (header[4] ?? 0) & ~CHECKSUM_FLAG;
  }

  async block(bytes: Uint8Array): Promise<Uint8Array[]> {
    if (this.#started) {
      // In two parts: given just one block, fzstd would keep an empty piece of it for ever.
      this.#decoder.push(bytes.subarray(0, 1));
      this.#decoder.push(bytes.subarray(1));
      return this.#take();
    }
    this.#pending = Buffer.concat([this.#pending, bytes]);
    if (this.#pending.length >= FZSTD_MINIMUM) {
      this.#started = true;
      this.#decoder.push(this.#pending);
    }
    return this.#take();
  }

  async end(): Promise<Uint8Array[]> {
    this.#decoder.push(this.#started ? new Uint8Array(0) : this.#pending, true);
    return this.#take();
  }

  destroy(): void {}

  #take(): Uint8Array[] {
    const output = this.#output;
    this.#output = [];
    return output;
  }
}

/** Decodes with node:zlib, which has Zstandard from Node 22.15 on and is several times faster. */
export class NativeZstdFrame implements ZstdFrameDecoder {
  readonly #stage: ZlibStage;
  readonly #header: Uint8Array;

  constructor(transform: ZlibTransform, header: Uint8Array) {
    this.#stage = new ZlibStage(transform);
    this.#header = header.slice();
    this.#stage.write(this.#header);
  }

  async block(bytes: Uint8Array): Promise<Uint8Array[]> {
    const output = await this.#drain();
    this.#stage.write(bytes);
    return output.concat(await this.#drain());
  }

  async end(checksum: Uint8Array | undefined): Promise<Uint8Array[]> {
    if (checksum !== undefined) this.#stage.write(checksum);
    this.#stage.close();
    return this.#drain();
  }

  destroy(): void {
    this.#stage.destroy();
  }

  async #drain(): Promise<Uint8Array[]> {
    const output: Uint8Array[] = [];
    for (let chunk = await this.#stage.next(); chunk !== undefined; chunk = await this.#stage.next())
      output.push(chunk);
    if (this.#stage.error !== undefined) throw this.#stage.error;
    return output;
  }
}
