import { type FileHandle, stat } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { CaptureProblem } from './problem.js';
import type { ByteSource } from './source.js';

/** Time between two looks at a file that has not grown, in milliseconds. */
const INTERVAL = 100;

/**
 * A file that is read on as it grows, like `tail -f`, until a signal ends it. It is looked at again and again, as
 * notifications are not sent on every file system.
 */
export class FollowedFile implements ByteSource {
  readonly #handle: FileHandle;
  readonly #path: string;
  readonly #signal: AbortSignal;
  #position = 0;

  constructor(handle: FileHandle, path: string, signal: AbortSignal) {
    this.#handle = handle;
    this.#path = path;
    this.#signal = signal;
  }

  /** @throws CaptureProblem where the file was cut, or another one has taken its name, and all of it has been read */
  async read(into: Uint8Array, at: number): Promise<number> {
    let change: string | undefined;
    while (!this.#signal.aborted) {
      const { bytesRead } = await this.#handle.read(into, at, into.length - at, null);
      this.#position += bytesRead;
      if (bytesRead > 0) return bytesRead;
      if (change !== undefined) {
        const message = `the file ${change} while it was followed; what it held before, ${this.#position} bytes, was read`;
        throw new CaptureProblem('capture-changed', this.#position, message);
      }
      change = await this.#change();
      // What was written between the last reading and the change is still read.
      if (change === undefined) await setTimeout(INTERVAL, undefined, { signal: this.#signal }).catch(() => {});
    }
    return 0;
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }

  /** What has happened to the file, where it is no longer the one that is read. */
  async #change(): Promise<string | undefined> {
    const open = await this.#handle.stat();
    if (open.size < this.#position) return `was cut to ${open.size} bytes`;
    // A file that was only removed or renamed may still grow.
    const named = await stat(this.#path).catch(() => undefined);
    if (named === undefined || (named.ino === open.ino && named.dev === open.dev)) return undefined;
    return 'was replaced by another one of the same name';
  }
}
