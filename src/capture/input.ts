import { open } from 'node:fs/promises';
import process from 'node:process';
import { FollowedFile } from './followed-file.js';
import { CaptureProblem } from './problem.js';
import { type ByteSource, BytesSource, FileSource, InterruptedSource, ReplayedSource, StreamSource } from './source.js';
import type { CaptureSummary } from './summary.js';

/** A capture to read: a path, `-` for standard input, its bytes, or a stream of them. */
export type CaptureInput = string | Uint8Array | AsyncIterable<Uint8Array>;

/** One of the captures that are read as one. */
export interface CaptureFile {
  /** As problems name it: its path, or what it is. */
  readonly name: string;
  /** Size as it lies on disk, in bytes; undefined while it has not been opened, and for pipes and streams. */
  readonly size: number | undefined;
  /** Bytes of it that have been read so far, as they lie on disk. */
  readonly bytesRead: number;
  /** What it says of itself; undefined while nothing of it has been read, and where it is no capture. */
  readonly summary: CaptureSummary | undefined;
}

/**
 * An input, which can be opened twice: to look at its beginning, and to read it. Files are opened anew, so that none is
 * held open meanwhile; of what can be read only once, the beginning is remembered.
 */
export class Input implements CaptureFile {
  readonly name: string;
  size: number | undefined;
  bytesRead = 0;
  summary: CaptureSummary | undefined;
  readonly #input: CaptureInput;
  /** What can be read only once and has been looked at. */
  #remembered: ReplayedSource | undefined;
  #opened: ByteSource | undefined;

  constructor(input: CaptureInput) {
    this.#input = input;
    if (input === '-') this.name = 'standard input';
    else if (typeof input === 'string') this.name = input;
    else this.name = input instanceof Uint8Array ? 'bytes' : 'stream';
  }

  /**
   * Opens it to look at its beginning.
   * @param interrupt ends what would wait for more
   * @param look is given the source, and must not keep it
   * @throws as {@link open}
   */
  async peek<Found>(interrupt: AbortSignal | undefined, look: (source: ByteSource) => Promise<Found>): Promise<Found> {
    const { source, again } = await this.#open();
    this.#opened = source;
    if (!again) this.#remembered = new ReplayedSource(source);
    const beginning = this.#remembered ?? source;
    try {
      return await look(interrupt === undefined ? beginning : new InterruptedSource(beginning, interrupt));
    } finally {
      if (again) await this.close();
    }
  }

  /**
   * Opens it to be read from its beginning, which is counted.
   * @param interrupt ends what would wait for more
   * @param follow whether a file is read on as it grows, until it is interrupted
   * @throws the system's error (ENOENT, EACCES, …) where it cannot be opened
   */
  async open(interrupt: AbortSignal | undefined, follow: boolean): Promise<ByteSource> {
    this.#remembered?.rewind();
    const source = this.#remembered ?? (await this.#open(follow ? interrupt : undefined)).source;
    this.#opened = source;
    return new CountedSource(interrupt === undefined ? source : new InterruptedSource(source, interrupt), this);
  }

  async close(): Promise<void> {
    const opened = this.#opened;
    this.#opened = undefined;
    await opened?.close();
  }

  /** Takes what the capture says of itself, which grows as it is read. */
  describe(summary: CaptureSummary): void {
    this.summary = summary;
    summary.fileSize = this.size;
  }

  async #open(follow?: AbortSignal): Promise<{ source: ByteSource; again: boolean }> {
    const input = this.#input;
    if (input instanceof Uint8Array) {
      this.size = input.length;
      return { source: new BytesSource(input), again: true };
    }
    if (typeof input !== 'string') return { source: new StreamSource(input), again: false };
    if (input === '-') return { source: new StreamSource(process.stdin), again: false };
    const handle = await open(input, 'r');
    const stats = await handle.stat();
    if (stats.isDirectory()) {
      await handle.close();
      throw new CaptureProblem('capture-unreadable', 0, 'this is a directory; name the captures in it');
    }
    if (!stats.isFile()) return { source: new FileSource(handle), again: false };
    this.size = stats.size;
    return { source: follow ? new FollowedFile(handle, input, follow) : new FileSource(handle), again: true };
  }
}

/** Counts what is read of an input. */
class CountedSource implements ByteSource {
  readonly #source: ByteSource;
  readonly #input: Input;

  constructor(source: ByteSource, input: Input) {
    this.#source = source;
    this.#input = input;
  }

  async read(into: Uint8Array, at: number): Promise<number> {
    const length = await this.#source.read(into, at);
    this.#input.bytesRead += length;
    return length;
  }

  async close(): Promise<void> {}
}
