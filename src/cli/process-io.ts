import { fstatSync } from 'node:fs';
import { FileDescriptorOutput } from '../output/file-descriptor.js';
import type { CliIo, CliOutput } from './io.js';

const STDOUT = 1;
const STDERR = 2;

/** Terminals that do not tell their width are taken to be this wide. */
const USUAL_COLUMNS = 80;

/** A standard stream of the process. `process.stdout` itself is asked only on a terminal: making it takes milliseconds. */
class StandardOutput extends FileDescriptorOutput implements CliOutput {
  readonly terminal: boolean;
  readonly #stream: () => NodeJS.WriteStream;

  constructor(descriptor: number, stream: () => NodeJS.WriteStream) {
    super(descriptor);
    this.#stream = stream;
    // Terminals are character devices; so is /dev/null, which `isTTY` tells apart.
    this.terminal = fstatSync(descriptor).isCharacterDevice() && stream().isTTY === true;
  }

  get columns(): number {
    return this.terminal ? this.#stream().columns || USUAL_COLUMNS : USUAL_COLUMNS;
  }
}

/** The standard streams, environment and signals of this process. */
export function processIo(): CliIo {
  return {
    stdout: new StandardOutput(STDOUT, () => process.stdout),
    stderr: new StandardOutput(STDERR, () => process.stderr),
    env: process.env,
    onInterrupt(interrupted) {
      process.once('SIGINT', interrupted);
      return () => process.off('SIGINT', interrupted);
    },
  };
}
