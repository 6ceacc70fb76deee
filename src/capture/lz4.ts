import { CompressedInput } from './compressed-input.js';
import { decodeLz4Block, LZ4_WINDOW } from './lz4-block.js';
import type { CaptureProblem } from './problem.js';
import type { ByteSource } from './source.js';

const MAGIC = 0x184d2204;
/** The form before the frame format, as `lz4 -l` still writes it. */
const LEGACY_MAGIC = 0x184c2102;
/** Bits of a frame's flags (LZ4 frame format, version 1.6). */
const Flag = {
  DICTIONARY: 0x01,
  CONTENT_CHECKSUM: 0x04,
  CONTENT_SIZE: 0x08,
  BLOCK_CHECKSUM: 0x10,
  INDEPENDENT: 0x20,
} as const;
const VERSION_MASK = 0xc0;
const VERSION = 0x40;
/** Bit of a block's size that says that the block is stored as it is. */
const STORED = 0x8000_0000;
const CHECKSUM_LENGTH = 4;

/**
 * Decompresses LZ4 frames, any number of them, with linked and independent blocks. One block is decoded at a time, at
 * most 4 MiB. Checksums are stepped over.
 * @throws CaptureProblem behind the last byte that could be decompressed
 */
export async function* decompressLz4(source: ByteSource): AsyncGenerator<Uint8Array> {
  const decoder = new Lz4Decoder(new CompressedInput(source, 'LZ4'));
  while (await decoder.nextFrame()) {
    for (let chunk = await decoder.nextBlock(); chunk !== undefined; chunk = await decoder.nextBlock()) yield chunk;
  }
}

class Lz4Decoder {
  readonly #input: CompressedInput;
  #flags = 0;
  #maxBlockLength = 0;
  /** The window that matches refer to, and behind it the block at work. */
  #out = new Uint8Array(0);
  /** Bytes of the window that are known. */
  #history = 0;
  /** What is wrong with the block that was given last: it was given as far as it can be decoded. */
  #problem: CaptureProblem | undefined;

  constructor(input: CompressedInput) {
    this.#input = input;
  }

  /** Goes to the next frame's first block. @returns false at the end of the source */
  async nextFrame(): Promise<boolean> {
    const input = this.#input;
    const magic = await input.nextFrameMagic();
    if (magic === undefined) return false;
    if (magic === LEGACY_MAGIC) throw input.unsupported('is in its legacy form', 'lz4 -d');
    if (magic !== MAGIC) throw input.damaged('is followed by something that is no LZ4 frame');
    if (!(await input.need(7))) throw input.cut();
    this.#flags = input.uint8(4);
    const sizeCode = (input.uint8(5) >>> 4) & 7;
    if ((this.#flags & VERSION_MASK) !== VERSION || sizeCode < 4)
      throw input.damaged('has a frame header that is not valid');
    if (this.#has(Flag.DICTIONARY)) throw input.unsupported('was made with a dictionary', 'lz4 -d -D DICTIONARY');
    this.#maxBlockLength = 1 << (8 + 2 * sizeCode);
    this.#history = 0;
    // The seven bytes are the magic, flags, block size and header checksum.
    if (!(await input.skip(7 + (this.#has(Flag.CONTENT_SIZE) ? 8 : 0)))) throw input.cut();
    return true;
  }

  /** @returns the frame's next block, which stands only until the next call; undefined at the end of the frame */
  async nextBlock(): Promise<Uint8Array | undefined> {
    if (this.#problem !== undefined) throw this.#problem;
    const input = this.#input;
    if (!(await input.need(4))) throw input.cut();
    const word = input.uint32(0);
    if (word === 0) {
      if (!(await input.skip(4 + (this.#has(Flag.CONTENT_CHECKSUM) ? CHECKSUM_LENGTH : 0)))) throw input.cut();
      return undefined;
    }
    const stored = word >= STORED;
    const length = stored ? word - STORED : word;
    if (length > this.#maxBlockLength) throw input.damaged('has a block that is too long');
    const whole = await input.need(4 + length);
    const out = this.#makeRoom();
    const at = this.#history;
    const begin = input.start + 4;
    const there = Math.min(length, input.length - 4);
    let end: number;
    if (stored) {
      out.set(input.bytes.subarray(begin, begin + there), at);
      end = at + there;
    } else {
      const from = this.#has(Flag.INDEPENDENT) ? at : 0;
      const reached = decodeLz4Block(input.bytes, begin, begin + there, out, at, from, at + this.#maxBlockLength);
      end = reached < 0 ? ~reached : reached;
      if (reached < 0 && whole) this.#problem = input.damaged('cannot be decompressed');
    }
    input.produced += end - at;
    this.#history = end;
    if (!whole) this.#problem = input.cut();
    else if (this.#problem === undefined) {
      input.take(4 + length);
      if (this.#has(Flag.BLOCK_CHECKSUM) && !(await input.skip(CHECKSUM_LENGTH))) this.#problem = input.cut();
    }
    return out.subarray(at, end);
  }

  /** Moves the window to the front of the buffer, so that a block fits behind it. */
  #makeRoom(): Uint8Array {
    const kept = Math.min(this.#history, LZ4_WINDOW);
    const needed = LZ4_WINDOW + this.#maxBlockLength;
    const out = this.#out.length >= needed ? this.#out : new Uint8Array(needed);
    out.set(this.#out.subarray(this.#history - kept, this.#history));
    this.#out = out;
    this.#history = kept;
    return out;
  }

  #has(flag: number): boolean {
    return (this.#flags & flag) !== 0;
  }
}
