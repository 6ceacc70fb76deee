import { type FileHandle, open } from 'node:fs/promises';

/** Where the bytes of a capture come from. */
export interface ByteSource {
  /**
   * Waits for some bytes and writes them to `into[at …)`.
   * @returns how many came; 0 at the end
   */
  read(into: Uint8Array, at: number): Promise<number>;
  close(): Promise<void>;
}

/** A file on disk. */
export class FileSource implements ByteSource {
  readonly #handle: FileHandle;

  constructor(handle: FileHandle) {
    this.#handle = handle;
  }

  /** @throws the system's error (ENOENT, EACCES, …) where the file cannot be opened */
  static async open(path: string): Promise<FileSource> {
    return new FileSource(await open(path, 'r'));
  }

  async read(into: Uint8Array, at: number): Promise<number> {
    const { bytesRead } = await this.#handle.read(into, at, into.length - at, null);
    return bytesRead;
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }
}

/** A pipe, a decompressor, or any other stream of chunks. */
export class StreamSource implements ByteSource {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #chunk: Uint8Array = new Uint8Array(0);
  #taken = 0;

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  async read(into: Uint8Array, at: number): Promise<number> {
    while (this.#taken === this.#chunk.length) {
      const next = await this.#chunks.next();
      if (next.done === true) return 0;
      this.#chunk = next.value;
      this.#taken = 0;
    }
    const length = Math.min(this.#chunk.length - this.#taken, into.length - at);
    into.set(this.#chunk.subarray(this.#taken, this.#taken + length), at);
    this.#taken += length;
    return length;
  }

  async close(): Promise<void> {
    await this.#chunks.return?.();
  }
}
