import { closeSync, openSync, statSync } from 'node:fs';
import { FileDescriptorOutput } from '../output/file-descriptor.js';
import type { CliIo, CliOutput } from './io.js';
import { UsageError } from './usage-error.js';

/** The file named by `--output`. */
class OutputFile extends FileDescriptorOutput implements CliOutput {
  readonly terminal = false;
  readonly columns = Number.POSITIVE_INFINITY;
  readonly #descriptor: number;

  constructor(descriptor: number) {
    super(descriptor);
    this.#descriptor = descriptor;
  }

  close(): void {
    closeSync(this.#descriptor);
  }
}

/**
 * Where results go: standard output, or the file of `--output`, which is made anew.
 * @throws UsageError where that file is one of the captures: opening it would empty it
 */
export function openOutput(
  path: string | undefined,
  captures: readonly string[],
  io: Pick<CliIo, 'stdout'>,
  option = '--output',
): { output: CliOutput; close: () => void } {
  if (path === undefined) return { output: io.stdout, close: () => {} };
  const existing = statSync(path, { throwIfNoEntry: false });
  for (const capture of existing?.isFile() ? captures : []) {
    const other = statSync(capture, { throwIfNoEntry: false });
    if (other !== undefined && other.ino === existing?.ino && other.dev === existing.dev) {
      throw new UsageError(`${option}: ${path} is one of the captures`);
    }
  }
  const file = new OutputFile(openSync(path, 'w'));
  return { output: file, close: () => file.close() };
}
