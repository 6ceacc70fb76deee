import { visible } from '../output/visible-text.js';
import { type CommandLine, parseCommandLine } from './command-line.js';
import { type CliIo, writeLine, writeText } from './io.js';
import { systemErrorText } from './system-error.js';
import { UsageError } from './usage-error.js';

/**
 * The command line.
 * @param argv the arguments alone, without the paths of node and of the script
 * @returns the exit status: 0 done; 2 wrong usage, or input that could not be read whole
 */
export async function main(argv: readonly string[], io: CliIo): Promise<number> {
  try {
    return await dispatch(parseCommandLine(argv), io);
  } catch (error) {
    writeLine(io.stderr, `wsdissect: ${visible(errorText(error))}`);
    if (error instanceof UsageError) writeLine(io.stderr, "Try 'wsdissect --help'.");
    return 2;
  }
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
  }
}

function errorText(error: unknown): string {
  if (error instanceof UsageError) return error.message;
  const message = error instanceof Error ? error.message : String(error);
  return systemErrorText(error) ?? `this should not have happened: ${message}`;
}
