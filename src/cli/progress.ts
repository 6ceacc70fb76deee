import { statSync } from 'node:fs';
import { type CliOutput, writeText } from './io.js';

/** Work shorter than this shows no progress, in milliseconds. */
const PATIENCE = 1000;
/** Time between two updates, in milliseconds. */
const INTERVAL = 100;

const CLEAR_LINE = '\r\u001b[K';

/** A line on a terminal that says how far the reading of files is. */
export class Progress {
  readonly #output: CliOutput;
  readonly #total: number;
  #next = Date.now() + PATIENCE;
  #shown = false;

  /** @param total bytes to be read */
  constructor(output: CliOutput, total: number) {
    this.#output = output;
    this.#total = total;
  }

  /** @param done bytes that have been read */
  update(done: number): void {
    const now = Date.now();
    if (now < this.#next || this.#total === 0) return;
    this.#next = now + INTERVAL;
    this.#shown = true;
    const percent = Math.min(100, Math.floor((done / this.#total) * 100));
    writeText(this.#output, `${CLEAR_LINE}${percent}% of ${megabytes(this.#total)}`);
  }

  /** Takes the line away, so that something else can be written. */
  clear(): void {
    if (this.#shown) writeText(this.#output, CLEAR_LINE);
    this.#shown = false;
  }
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

/** Size of all files together in bytes, or undefined where one of them is no regular file. */
export function totalSize(paths: readonly string[]): number | undefined {
  let total = 0;
  for (const path of paths) {
    const stats = path === '-' ? undefined : statSync(path, { throwIfNoEntry: false });
    if (stats?.isFile() !== true) return undefined;
    total += stats.size;
  }
  return total;
}
