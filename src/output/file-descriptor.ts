import { writeSync } from 'node:fs';
import type { ByteOutput } from './byte-output.js';

/** The waits between two attempts to write into a full pipe, in milliseconds: from the first, doubling, to the last. */
const FIRST_WAIT = 1;
const LAST_WAIT = 32;

const never = new Int32Array(new SharedArrayBuffer(4));

/**
 * Writes to a file descriptor at once, without the event loop. A full pipe is waited for; a reader that has left (EPIPE)
 * is no error, but nothing more is written.
 */
export class FileDescriptorOutput implements ByteOutput {
  /** The reader has left: whatever is written from now on goes nowhere. */
  closed = false;
  readonly #descriptor: number;

  constructor(descriptor: number) {
    this.#descriptor = descriptor;
  }

  /** @throws the system's error where the write fails for another reason than EAGAIN and EPIPE (ENOSPC, EIO, …) */
  write(bytes: Uint8Array, start: number, end: number): void {
    let at = start;
    let wait = FIRST_WAIT;
    while (at < end && !this.closed) {
      try {
        at += writeSync(this.#descriptor, bytes, at, end - at);
        wait = FIRST_WAIT;
      } catch (error) {
        const code = error instanceof Error && 'code' in error ? error.code : undefined;
        if (code === 'EPIPE') {
          this.closed = true;
        } else if (code === 'EAGAIN') {
          Atomics.wait(never, 0, 0, wait);
          wait = Math.min(wait * 2, LAST_WAIT);
        } else {
          throw error;
        }
      }
    }
  }
}
