/** Where the bytes of a capture go. */
export interface CaptureOutput {
  /** Takes `bytes[start … end)`, which are valid only during the call. */
  write(bytes: Uint8Array, start: number, end: number): void;
}

/** Longest value an option can have (draft-ietf-opsawg-pcapng, section 3.5). */
export const MAX_OPTION_LENGTH = 65_535;

const CAPACITY = 256 * 1024;
/** Bytes in front of a block's body: its type and total length. */
const HEADER_LENGTH = 8;
const OPTION_HEADER_LENGTH = 4;

/** Writes pcapng blocks, little-endian, into a buffer that empties itself between two blocks. */
export class PcapngBlockWriter {
  readonly #output: CaptureOutput;
  #bytes = Buffer.alloc(CAPACITY);
  /** Behind the last whole block, and behind what there is of the one at work. */
  #whole = 0;
  #length = 0;
  #hasOptions = false;

  constructor(output: CaptureOutput) {
    this.#output = output;
  }

  /** Hands on the blocks that have been written. */
  flush(): void {
    if (this.#whole === 0) return;
    this.#output.write(this.#bytes, 0, this.#whole);
    this.#bytes.copyWithin(0, this.#whole, this.#length);
    this.#length -= this.#whole;
    this.#whole = 0;
  }

  /** Begins a block of this type. */
  begin(type: number): void {
    this.#hasOptions = false;
    this.uint32(type);
    this.uint32(0);
  }

  /** Ends the block, and its options where it has some. */
  end(): void {
    if (this.#hasOptions) this.uint32(0);
    const length = this.#length + 4 - this.#whole;
    this.#bytes.writeUInt32LE(length, this.#whole + HEADER_LENGTH - 4);
    this.uint32(length);
    this.#whole = this.#length;
  }

  uint16(value: number): void {
    this.#reserve(2);
    this.#length = this.#bytes.writeUInt16LE(value, this.#length);
  }

  uint32(value: number): void {
    this.#reserve(4);
    this.#length = this.#bytes.writeUInt32LE(value, this.#length);
  }

  /** Copies `bytes[start … end)` and fills up to 32 bits. */
  padded(bytes: Uint8Array, start: number, end: number): void {
    const padding = -(end - start) & 3;
    this.#reserve(end - start + padding);
    this.#bytes.set(bytes.subarray(start, end), this.#length);
    this.#length += end - start;
    this.#bytes.fill(0, this.#length, this.#length + padding);
    this.#length += padding;
  }

  /** An option; a value that is too long is cut. */
  option(code: number, value: Uint8Array): void {
    const length = Math.min(value.length, MAX_OPTION_LENGTH);
    this.#reserve(OPTION_HEADER_LENGTH + length);
    this.uint16(code);
    this.uint16(length);
    this.padded(value, 0, length);
    this.#hasOptions = true;
  }

  /** An option of text, where there is one. */
  text(code: number, text: string | undefined): void {
    if (text !== undefined) this.option(code, Buffer.from(text, 'utf8'));
  }

  #reserve(count: number): void {
    if (this.#length + count <= this.#bytes.length) return;
    this.flush();
    if (this.#length + count <= this.#bytes.length) return;
    const larger = Buffer.alloc((this.#length + count) * 2);
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}
