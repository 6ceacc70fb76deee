import { uint16le, uint32le } from '../byte-order.js';
import { CaptureProblem, type CaptureProblemCode } from './problem.js';
import { isSkippableMagic } from './skippable-frame.js';
import type { ByteSource } from './source.js';

/**
 * The compressed bytes of a source, for a decompressor: gives them in pieces of the length that it asks for, in a buffer
 * that grows only as the bytes arrive, and words what can be wrong with them.
 */
export class CompressedInput {
  /** The bytes not yet taken are `bytes[start … end)`. */
  bytes: Uint8Array;
  start = 0;
  end = 0;
  /** Bytes of the source before `start`. */
  offset = 0;
  /** Bytes that the decompressor has given so far. */
  produced = 0;
  readonly #source: ByteSource;
  readonly #format: string;

  /**
   * @param format its name, for messages: `gzip`
   * @param capacity bytes that are asked of the source at once, at first
   */
  constructor(source: ByteSource, format: string, capacity = 256 * 1024) {
    this.#source = source;
    this.#format = format;
    this.bytes = new Uint8Array(capacity);
  }

  /** Bytes that are there. */
  get length(): number {
    return this.end - this.start;
  }

  /** Waits until at least `count` bytes are there in one piece. @returns false where the source ends before */
  async need(count: number): Promise<boolean> {
    while (this.length < count) {
      if (!(await this.more())) return false;
    }
    return true;
  }

  /** Waits for some more bytes. @returns false at the end of the source */
  async more(): Promise<boolean> {
    if (this.end === this.bytes.length) this.#makeRoom();
    const length = await this.#source.read(this.bytes, this.end);
    this.end += length;
    return length > 0;
  }

  /** Marks `count` bytes that are there as taken. */
  take(count: number): void {
    this.start += count;
    this.offset += count;
  }

  /** Steps over `count` bytes, there or not yet. @returns false where the source ends before */
  async skip(count: number): Promise<boolean> {
    let left = count;
    for (;;) {
      const step = Math.min(left, this.length);
      this.take(step);
      left -= step;
      if (left === 0) return true;
      if (!(await this.more())) return false;
    }
  }

  /**
   * Goes on to the next frame, over the skippable ones that Zstandard (RFC 8878, section 3.1.2) and LZ4 share.
   * @returns its magic number, which is not taken; undefined at the end of the source
   */
  async nextFrameMagic(): Promise<number | undefined> {
    for (;;) {
      if (!(await this.need(1))) return undefined;
      if (!(await this.need(4))) throw this.cut();
      const magic = this.uint32(0);
      if (!isSkippableMagic(magic)) return magic;
      if (!(await this.need(8)) || !(await this.skip(8 + this.uint32(4)))) throw this.cut();
    }
  }

  /** The byte `at` bytes behind `start`; the caller has asked for it. */
  uint8(at: number): number {
    return this.bytes[this.start + at] ?? 0;
  }

  /** 16 bits in little-endian order, `at` bytes behind `start`. */
  uint16(at: number): number {
    return uint16le(this.bytes, this.start + at);
  }

  /** 32 bits in little-endian order, `at` bytes behind `start`. */
  uint32(at: number): number {
    return uint32le(this.bytes, this.start + at);
  }

  /** The source has ended where it must not. */
  cut(): CaptureProblem {
    const where = `is cut off at byte ${this.offset + this.length} of the file`;
    return this.#problem('capture-cut', `${where}; what could be decompressed, ${this.produced} bytes, was read`);
  }

  /** @param what is wrong, of the data: `has no valid header` */
  damaged(what: string): CaptureProblem {
    const where = `near byte ${this.offset} of the file`;
    const message = `${what} ${where}; what could be decompressed before, ${this.produced} bytes, was read`;
    return this.#problem('capture-damaged', message);
  }

  /** @param command that decompresses it nevertheless */
  unsupported(why: string, command: string): CaptureProblem {
    return this.#problem('capture-unreadable', `${why}; decompress it with \`${command}\` first`);
  }

  #problem(code: CaptureProblemCode, what: string): CaptureProblem {
    return new CaptureProblem(code, this.produced, `the ${this.#format} data ${what}`);
  }

  #makeRoom(): void {
    const left = this.length;
    const bytes = left > this.bytes.length / 2 ? new Uint8Array(this.bytes.length * 2) : this.bytes;
    if (bytes === this.bytes) bytes.copyWithin(0, this.start, this.end);
    else bytes.set(this.bytes.subarray(this.start, this.end));
    this.bytes = bytes;
    this.start = 0;
    this.end = left;
  }
}
