import { visible } from '../output/visible-text.js';
import { type CliIo, writeLine } from './io.js';
import { systemErrorText } from './system-error.js';
import { UsageError } from './usage-error.js';

/** Does what a command line asks for, and tells in a line what keeps it from that. @returns the exit status */
export async function reporting(io: CliIo, action: () => Promise<number>): Promise<number> {
  try {
    return await action();
  } catch (error) {
    writeLine(io.stderr, `wsdissect: ${visible(errorText(error))}`);
    if (error instanceof UsageError && !error.isPlain) writeLine(io.stderr, "Try 'wsdissect --help'.");
    return 2;
  }
}

function errorText(error: unknown): string {
  if (error instanceof UsageError) return error.message;
  const message = error instanceof Error ? error.message : String(error);
  return systemErrorText(error) ?? `this should not have happened: ${message}`;
}
