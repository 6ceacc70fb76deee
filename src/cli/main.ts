import { type CommandLine, parseCommandLine } from './command-line.js';
import { type CliIo, writeLine, writeText } from './io.js';
import { reporting } from './reporting.js';

/**
 * The command line.
 * @param argv the arguments alone, without the paths of node and of the script
 * @returns the exit status: 0 done; 2 wrong usage, or input that could not be read whole
 */
export async function main(argv: readonly string[], io: CliIo): Promise<number> {
  return reporting(io, async () => dispatch(parseCommandLine(argv), io));
}

async function dispatch(line: CommandLine, io: CliIo): Promise<number> {
  if (line.options.version === true) {
    const { version } = await import('./version.js');
    writeLine(io.stdout, version());
    return 0;
  }
  if (line.options.help === true) {
    const { helpText } = await import('./help.js');
    writeText(io.stdout, helpText(line.named ? line.command : undefined));
    return 0;
  }
  switch (line.command) {
    case 'log': {
      const { logCommand } = await import('./log-command.js');
      return logCommand(line, io);
    }
    case 'sessions': {
      const { sessionsCommand } = await import('./sessions-command.js');
      return sessionsCommand(line, io);
    }
    case 'info': {
      const { infoCommand } = await import('./info-command.js');
      return infoCommand(line, io);
    }
    case 'check':
    case 'rules': {
      // A file of its own, like the packet view.
      const { checkCommands } = await import('./check-commands.js');
      return checkCommands(line, line.command, io);
    }
    case 'packets':
    case 'fields':
    case 'follow':
    case 'stats':
    case 'extract': {
      // A file of its own: a log does not wait until that is read.
      const { packetCommand } = await import('./packet-commands.js');
      return packetCommand(line, line.command, io);
    }
  }
}
