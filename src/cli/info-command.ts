import type { CommandLine } from './command-line.js';
import type { CliIo } from './io.js';

export async function infoCommand(_line: CommandLine, _io: CliIo): Promise<number> {
  return 0;
}
