import { CompressedInput } from './compressed-input.js';
import type { ByteSource } from './source.js';
import type { NewZstdFrameDecoder } from './zstd-frame.js';

const MAGIC = 0xfd2fb528;
/** Bits of a frame header's descriptor (RFC 8878, section 3.1.1.1.1); its two uppermost are a code for a field's size. */
const Flag = { DICTIONARY: 0x03, CHECKSUM: 0x04, RESERVED: 0x08, SINGLE_SEGMENT: 0x20 } as const;
const CHECKSUM_LENGTH = 4;
const BLOCK_HEADER_LENGTH = 3;
const BlockType = { RLE: 1, RESERVED: 3 } as const;
/** The longest block there is, in bytes (section 3.1.1.2.3). */
const MAX_BLOCK_LENGTH = 128 * 1024;
/** The largest window that is reserved for a frame: as much as the zstd program grants unasked. */
const MAX_WINDOW_LENGTH = 128 * 1024 * 1024;

/**
 * Decompresses Zstandard (RFC 8878), all frames of it. Frames and blocks are told apart here and only the blocks are left
 * to a decoder, one at a time, so that no cut and no further frame goes unnoticed and output never piles up.
 * @param newDecoder makes the decoder of one frame
 * @throws CaptureProblem behind the last byte that could be decompressed
 */
export async function* decompressZstd(source: ByteSource, newDecoder: NewZstdFrameDecoder): AsyncGenerator<Uint8Array> {
  const frames = new ZstdFrames(new CompressedInput(source, 'zstd'), newDecoder);
  while (await frames.next()) yield* frames.content();
}

class ZstdFrames {
  readonly #input: CompressedInput;
  readonly #newDecoder: NewZstdFrameDecoder;
  #headerLength = 0;
  #windowLength = 0;
  #checksum = false;

  constructor(input: CompressedInput, newDecoder: NewZstdFrameDecoder) {
    this.#input = input;
    this.#newDecoder = newDecoder;
  }

  /** Goes to the next frame and reads its header. @returns false at the end of the source */
  async next(): Promise<boolean> {
    const input = this.#input;
    const magic = await input.nextFrameMagic();
    if (magic === undefined) return false;
    if (magic !== MAGIC) throw input.damaged('is followed by something that is no zstd frame');
    if (!(await input.need(5))) throw input.cut();
    const descriptor = input.uint8(4);
    if ((descriptor & Flag.RESERVED) !== 0) throw input.damaged('has a frame header that is not valid');
    const single = (descriptor & Flag.SINGLE_SEGMENT) !== 0;
    const dictionaryLength = [0, 1, 2, 4][descriptor & Flag.DICTIONARY] ?? 0;
    const contentSizeLength = [single ? 1 : 0, 2, 4, 8][descriptor >>> 6] ?? 0;
    const dictionaryAt = single ? 5 : 6;
    const contentSizeAt = dictionaryAt + dictionaryLength;
    this.#headerLength = contentSizeAt + contentSizeLength;
    this.#checksum = (descriptor & Flag.CHECKSUM) !== 0;
    if (!(await input.need(this.#headerLength))) throw input.cut();
    if (this.#number(dictionaryAt, dictionaryLength) !== 0)
      throw input.unsupported('was made with a dictionary', 'zstd -d -D DICTIONARY');
    const contentSize = this.#number(contentSizeAt, contentSizeLength) + (contentSizeLength === 2 ? 256 : 0);
    this.#windowLength = single ? contentSize : windowLength(input.uint8(5));
    if (this.#windowLength > MAX_WINDOW_LENGTH) {
      throw input.unsupported(
        `needs ${Math.ceil(this.#windowLength / 2 ** 20)} MiB of memory for its window`,
        'zstd -d --long=31',
      );
    }
    return true;
  }

  /** What the frame holds, whose header has been read. */
  async *content(): AsyncGenerator<Uint8Array> {
    const input = this.#input;
    const decoder = this.#newDecoder(input.bytes.subarray(input.start, input.start + this.#headerLength));
    input.take(this.#headerLength);
    try {
      for (let last = false; !last; ) {
        if (!(await input.need(BLOCK_HEADER_LENGTH))) throw input.cut();
        const header = input.uint16(0) | (input.uint8(2) << 16);
        last = (header & 1) !== 0;
        const type = (header >>> 1) & 3;
        const size = header >>> 3;
        if (type === BlockType.RESERVED || size > Math.min(this.#windowLength, MAX_BLOCK_LENGTH)) {
          throw input.damaged('has a block that is not valid');
        }
        const length = BLOCK_HEADER_LENGTH + (type === BlockType.RLE ? 1 : size);
        if (!(await input.need(length))) throw input.cut();
        yield* this.#decode(() => decoder.block(input.bytes.subarray(input.start, input.start + length)));
        input.take(length);
      }
      if (this.#checksum && !(await input.need(CHECKSUM_LENGTH))) throw input.cut();
      const checksum = this.#checksum ? input.bytes.slice(input.start, input.start + CHECKSUM_LENGTH) : undefined;
      yield* this.#decode(() => decoder.end(checksum));
      input.take(checksum?.length ?? 0);
    } finally {
      decoder.destroy();
    }
  }

  async *#decode(decode: () => Promise<Uint8Array[]>): AsyncGenerator<Uint8Array> {
    let output: Uint8Array[];
    try {
      output = await decode();
    } catch (error) {
      throw this.#input.damaged(`cannot be decompressed (${error instanceof Error ? error.message : error})`);
    }
    for (const chunk of output) {
      this.#input.produced += chunk.length;
      if (chunk.length > 0) yield chunk;
    }
  }

  /** A number of 0, 1, 2, 4 or 8 bytes in little-endian order. */
  #number(at: number, length: number): number {
    let value = 0;
    for (let i = length - 1; i >= 0; i--) value = value * 256 + this.#input.uint8(at + i);
    return value;
  }
}

/** Window_Size of a Window_Descriptor (section 3.1.1.1.2), 1 KiB … 3.75 TiB. */
function windowLength(descriptor: number): number {
  const base = 2 ** (10 + (descriptor >>> 3));
  return base + (base / 8) * (descriptor & 7);
}
