import type { FileHandle } from 'node:fs/promises';

/** Where the bytes of a capture come from. */
export interface ByteSource {
  /**
   * Waits for some bytes and writes them to `into[at …)`, as many as are there and fit.
   * @returns how many came; 0 at the end
   * @throws CaptureProblem where the bytes contradict themselves, or the system's error (EISDIR, EIO, …)
   */
  read(into: Uint8Array, at: number): Promise<number>;
  close(): Promise<void>;
}

/** A file on disk, or a named pipe. */
export class FileSource implements ByteSource {
  readonly #handle: FileHandle;

  constructor(handle: FileHandle) {
    this.#handle = handle;
  }

  async read(into: Uint8Array, at: number): Promise<number> {
    const { bytesRead } = await this.#handle.read(into, at, into.length - at, null);
    return bytesRead;
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }
}

/** A pipe, a decompressor, or any other stream of chunks. A chunk is copied before the next one is asked for. */
export class StreamSource implements ByteSource {
  readonly #stream: AsyncIterable<Uint8Array>;
  readonly #chunks: AsyncIterator<Uint8Array>;
  #chunk: Uint8Array = new Uint8Array(0);
  #taken = 0;
  #waiting = false;

  constructor(stream: AsyncIterable<Uint8Array>) {
    this.#stream = stream;
    this.#chunks = stream[Symbol.asyncIterator]();
  }

  async read(into: Uint8Array, at: number): Promise<number> {
    while (this.#taken === this.#chunk.length) {
      this.#waiting = true;
      const next = await this.#chunks.next();
      this.#waiting = false;
      if (next.done === true) return 0;
      // Whoever has no types can hand in a stream of text.
      if (!(next.value instanceof Uint8Array)) throw new TypeError(`the stream gives ${typeof next.value}s, not bytes`);
      this.#chunk = next.value;
      this.#taken = 0;
    }
    const length = Math.min(this.#chunk.length - this.#taken, into.length - at);
    into.set(this.#chunk.subarray(this.#taken, this.#taken + length), at);
    this.#taken += length;
    return length;
  }

  async close(): Promise<void> {
    if (!this.#waiting) {
      await this.#chunks.return?.();
      return;
    }
    // Asked to return now, an iterator would do so only after what it waits for. A stream of Node can be told to stop.
    const { destroy } = this.#stream as { destroy?: () => void };
    if (destroy !== undefined) destroy.call(this.#stream);
    else this.#chunks.return?.().catch(() => {});
  }
}

/** Bytes in memory. */
export class BytesSource implements ByteSource {
  #taken = 0;

  constructor(readonly bytes: Uint8Array) {}

  async read(into: Uint8Array, at: number): Promise<number> {
    const length = Math.min(this.bytes.length - this.#taken, into.length - at);
    into.set(this.bytes.subarray(this.#taken, this.#taken + length), at);
    this.#taken += length;
    return length;
  }

  async close(): Promise<void> {}
}

/** Bytes that were read ahead of a source, and then the source itself. */
export class PrefixedSource implements ByteSource {
  readonly #prefix: BytesSource;
  readonly #source: ByteSource;

  constructor(prefix: Uint8Array, source: ByteSource) {
    this.#prefix = new BytesSource(prefix);
    this.#source = source;
  }

  async read(into: Uint8Array, at: number): Promise<number> {
    return (await this.#prefix.read(into, at)) || (await this.#source.read(into, at));
  }

  async close(): Promise<void> {
    await this.#source.close();
  }
}

/**
 * A source that can be read only once but is looked at before: what {@link rewind} finds read so far is read again.
 */
export class ReplayedSource implements ByteSource {
  #recorded: Uint8Array[] | undefined = [];
  readonly #source: ByteSource;
  #replay: BytesSource | undefined;

  constructor(source: ByteSource) {
    this.#source = source;
  }

  /** Ends the recording: what was read so far comes again, and then what follows. */
  rewind(): void {
    this.#replay = new BytesSource(Buffer.concat(this.#recorded ?? []));
    this.#recorded = undefined;
  }

  async read(into: Uint8Array, at: number): Promise<number> {
    const replayed = await this.#replay?.read(into, at);
    if (replayed !== undefined && replayed > 0) return replayed;
    this.#replay = undefined;
    const length = await this.#source.read(into, at);
    this.#recorded?.push(into.slice(at, at + length));
    return length;
  }

  async close(): Promise<void> {
    await this.#source.close();
  }
}

/** A source that ends when it is told to, even while it is waited for. Whoever made the source closes it. */
export class InterruptedSource implements ByteSource {
  readonly #source: ByteSource;
  readonly #signal: AbortSignal;

  constructor(source: ByteSource, signal: AbortSignal) {
    this.#source = source;
    this.#signal = signal;
  }

  async read(into: Uint8Array, at: number): Promise<number> {
    if (this.#signal.aborted) return 0;
    let interrupt = (): void => {};
    const interrupted = new Promise<number>((resolve) => {
      interrupt = () => resolve(0);
    });
    this.#signal.addEventListener('abort', interrupt);
    try {
      return await Promise.race([this.#source.read(into, at), interrupted]);
    } finally {
      this.#signal.removeEventListener('abort', interrupt);
    }
  }

  async close(): Promise<void> {}
}
