import type { PacketSink } from '../capture/packet.js';
import type { Dissection } from '../dissection.js';
import type { ByteWriter } from '../output/byte-writer.js';
import { FanOut } from '../output/fan-out.js';
import type { SessionSink } from '../session/events.js';
import type { CommandLine } from './command-line.js';
import { type CliIo, type CliOutput, writeLine } from './io.js';
import type { Progress } from './progress.js';
import { WarningLines } from './warning-lines.js';

export interface RunOptions {
  readonly line: CommandLine;
  readonly io: CliIo;
  /** Where results go. */
  readonly output: CliOutput;
  /** What has been written, but not yet to `output`. */
  readonly writer: ByteWriter;
  /** Keep warnings off standard error. */
  readonly quiet: boolean;
  /** Ends the reading when the user asks for it. */
  readonly interrupt: AbortController | undefined;
  /** Looks at each packet. */
  readonly packets?: PacketSink;
}

/**
 * Runs a dissection into `sinks`. Results are passed on with each piece of input, so that a live capture shows at once;
 * warnings and progress go to standard error; a reader that has left ends the run.
 * @returns the warnings; their errors are not yet written
 */
export async function run(
  dissection: Dissection,
  sinks: readonly SessionSink[],
  { line, io, output, writer, quiet, interrupt, packets }: RunOptions,
): Promise<WarningLines> {
  const progress = await progressOf(line, io, output);
  const tell = (text: string) => {
    if (output.terminal) writer.flush();
    progress?.clear();
    writeLine(io.stderr, text);
  };
  const warnings = new WarningLines({ quiet, write: tell });
  const stopListening = interrupt === undefined ? () => {} : io.onInterrupt(() => interrupt.abort());
  try {
    for await (const _ of dissection.run(new FanOut([...sinks, warnings]), packets)) {
      writer.flush();
      if (output.closed) break;
      progress?.update(dissection.bytesRead);
    }
  } finally {
    stopListening();
    progress?.clear();
  }
  return warnings;
}

/** Progress is shown on a terminal that shows nothing else, and only where the end is known. */
async function progressOf(
  { captures, options }: CommandLine,
  io: CliIo,
  output: CliOutput,
): Promise<Progress | undefined> {
  if (!io.stderr.terminal || output.terminal || options.quiet === true || options.follow === true) return undefined;
  const { Progress, totalSize } = await import('./progress.js');
  const total = totalSize(captures);
  return total === undefined ? undefined : new Progress(io.stderr, total);
}
