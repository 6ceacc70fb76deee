import type { Transform } from 'node:stream';

/** Bytes of output that wait to be taken before the stream is paused. */
const MAX_WAITING = 1024 * 1024;

/** A decompressing stream of node:zlib; `bytesWritten` is how much input it has used. */
export type ZlibTransform = Transform & { readonly bytesWritten: number };

/**
 * Runs a decompressor of node:zlib piece by piece: input is written when it asks for some, output is taken when it is
 * there, and never more than a megabyte waits, however much a piece of input expands to.
 */
export class ZlibStage {
  /** All output has been taken. */
  ended = false;
  error: Error | undefined;
  readonly #stream: ZlibTransform;
  #output: Uint8Array[] = [];
  #waiting = 0;
  #written = 0;
  #writing = false;
  #closing = false;
  #wake: () => void = () => {};

  constructor(stream: ZlibTransform) {
    this.#stream = stream;
    stream.on('data', (chunk: Uint8Array) => {
      this.#output.push(chunk);
      this.#waiting += chunk.length;
      if (this.#waiting > MAX_WAITING) stream.pause();
      this.#wake();
    });
    stream.on('end', () => {
      this.ended = true;
      this.#wake();
    });
    stream.on('error', (error) => {
      this.error = error;
      this.#wake();
    });
  }

  /** Input it has used: less than was written where the compressed data ended within it. */
  get bytesUsed(): number {
    return this.#stream.bytesWritten;
  }

  /** Gives it input, which must stay as it is until {@link next} asks for more. */
  write(bytes: Uint8Array): void {
    this.#writing = true;
    this.#written += bytes.length;
    this.#stream.write(bytes, () => {
      this.#writing = false;
      this.#wake();
    });
  }

  /** Says that no input follows. */
  close(): void {
    this.#closing = true;
    this.#stream.end();
  }

  /** @returns the next piece of output; undefined where it needs input, has {@link ended}, or has an {@link error} */
  async next(): Promise<Uint8Array | undefined> {
    for (;;) {
      const chunk = this.#output.shift();
      if (chunk !== undefined) {
        this.#waiting -= chunk.length;
        if (this.#stream.isPaused() && this.#waiting <= MAX_WAITING / 2) this.#stream.resume();
        return chunk;
      }
      if (this.ended || this.error !== undefined) return undefined;
      // Input left over means that the compressed data has ended, which the stream is about to say.
      const ending = this.#closing || this.bytesUsed < this.#written;
      if (!this.#writing && !ending) return undefined;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  destroy(): void {
    this.#stream.destroy();
  }
}
