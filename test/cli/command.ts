import type { CliIo, CliOutput } from '../../src/cli/io.js';
import { main } from '../../src/cli/main.js';

export interface Ran {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface World {
  readonly env?: Record<string, string>;
  /** Width of the terminal that standard output is; no terminal unless given. */
  readonly columns?: number;
  /** Bytes after which the reader of standard output leaves. */
  readonly readerLeavesAfter?: number;
}

/** Standard output or standard error, kept in memory. */
class Kept implements CliOutput {
  readonly terminal: boolean;
  readonly columns: number;
  readonly #most: number;
  readonly #pieces: Buffer[] = [];
  length = 0;

  constructor(columns: number | undefined, most = Number.POSITIVE_INFINITY) {
    this.terminal = columns !== undefined;
    this.columns = columns ?? 80;
    this.#most = most;
  }

  get closed(): boolean {
    return this.length >= this.#most;
  }

  write(bytes: Uint8Array, start: number, end: number): void {
    if (this.closed) return;
    this.#pieces.push(Buffer.from(bytes.subarray(start, end)));
    this.length += end - start;
  }

  get text(): string {
    return Buffer.concat(this.#pieces).toString('utf8');
  }
}

/** Runs the command line in this process. */
export async function wsdissect(argv: readonly string[], world: World = {}): Promise<Ran> {
  const stdout = new Kept(world.columns, world.readerLeavesAfter);
  const stderr = new Kept(undefined);
  const io: CliIo = { stdout, stderr, env: world.env ?? {}, onInterrupt: () => () => {} };
  const status = await main(argv, io);
  return { status, stdout: stdout.text, stderr: stderr.text };
}
