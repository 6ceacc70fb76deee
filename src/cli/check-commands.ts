import { checkCommand } from './check-command.js';
import type { CommandLine } from './command-line.js';
import type { CliIo } from './io.js';
import { reporting } from './reporting.js';
import { rulesCommand } from './rules-command.js';

/** Judges captures, or tells of the rules; and tells what keeps it from that. @returns the exit status */
export function checkCommands(line: CommandLine, name: 'check' | 'rules', io: CliIo): Promise<number> {
  return reporting(io, async () => (name === 'check' ? checkCommand(line, io) : rulesCommand(line, io)));
}
