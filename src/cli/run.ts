import type { PacketSink } from '../capture/packet.js';
import type { Dissection } from '../dissection.js';
import type { ByteWriter } from '../output/byte-writer.js';
import { FanOut } from '../output/fan-out.js';
import type { SessionSink } from '../session/events.js';
import type { CommandLine } from './command-line.js';
import { type CliIo, type CliOutput, writeLine } from './io.js';
import type { Progress } from './progress.js';
import { WarningLines } from './warning-lines.js';

export interface ReadOptions {
  readonly line: CommandLine;
  readonly io: CliIo;
  /** Where results go. */
  readonly output: CliOutput;
  /** What has been written, but not yet to `output`. */
  readonly writer: Pick<ByteWriter, 'flush'>;
  /** Keep warnings off standard error. */
  readonly quiet: boolean;
  /** Ends the reading when the user asks for it. */
  readonly interrupt: AbortController | undefined;
}

export interface RunOptions extends ReadOptions {
  /** Looks at each packet. */
  readonly packets?: PacketSink;
}

/**
 * Runs a dissection into `sinks`.
 * @returns the warnings; their errors are not yet written
 */
export async function run(
  dissection: Dissection,
  sinks: readonly SessionSink[],
  { packets, ...options }: RunOptions,
): Promise<WarningLines> {
  return read(dissection, options, (warnings) => dissection.run(new FanOut([...sinks, warnings]), packets));
}

/**
 * Reads captures piece by piece. Results are passed on with each, so that a live capture shows at once; warnings and
 * progress go to standard error; a reader that has left ends the run.
 * @param captures tells how far the reading is
 * @param start begins the reading; it is given where warnings go
 * @returns the warnings; their errors are not yet written
 */
export async function read(
  captures: { readonly bytesRead: number },
  { line, io, output, writer, quiet, interrupt }: ReadOptions,
  start: (warnings: WarningLines) => AsyncIterable<void>,
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
    for await (const _ of start(warnings)) {
      writer.flush();
      if (output.closed) break;
      progress?.update(captures.bytesRead);
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
