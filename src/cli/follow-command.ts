import { Following } from '../follow/following.js';
import { ByteWriter } from '../output/byte-writer.js';
import { loadFollowFormat } from '../output/follow-formats.js';
import { counted } from '../output/session-text.js';
import type { CommandLine } from './command-line.js';
import { interruptOf } from './dissection-options.js';
import { type CliIo, type CliOutput, writeLine } from './io.js';
import { openOutput } from './output-file.js';
import { read } from './run.js';
import { UsageError } from './usage-error.js';

/** `wsdissect follow`: what one TCP stream carried. @returns the exit status */
export async function followCommand(line: CommandLine, io: CliIo): Promise<number> {
  const [stream, ...more] = line.options.stream ?? [];
  if (stream === undefined || more.length > 0) throw new UsageError('--stream: name the one TCP stream to follow');
  const { output, close } = openOutput(line.options.output, line.captures, io);
  try {
    return await follow(line, stream, io, output);
  } finally {
    close();
  }
}

async function follow(line: CommandLine, stream: number, io: CliIo, output: CliOutput): Promise<number> {
  const { captures, options } = line;
  const { as = 'tcp', show = 'ascii', limit, wsPort } = options;
  const quiet = options.quiet === true;
  const interrupt = interruptOf(line);
  const following = new Following(captures, {
    stream,
    as,
    ...(limit !== undefined && { limits: limit }),
    ...(wsPort !== undefined && { wsPorts: wsPort }),
    ...(interrupt !== undefined && { follow: interrupt.signal }),
  });
  const writer = new ByteWriter(output);
  const format = await loadFollowFormat(show, as, writer);
  const warnings = await read(following, { line, io, output, writer, quiet, interrupt }, (told) =>
    following.run(format, (warning) => told.warning(warning)),
  );
  format.finish();
  writer.flush();
  if (output.closed) return 0;
  warnings.finish();
  if (!following.found && warnings.whole) {
    const there = `there is no TCP stream ${stream} in ${counted(following.packets, 'packet')}`;
    throw new UsageError(`--stream: ${there}; ${streamsText(following.streams)}`);
  }
  if (!quiet && warnings.whole && following.pieces === 0) {
    writeLine(io.stderr, `wsdissect: TCP stream ${stream} carries nothing to be shown as ${as}`);
  }
  return warnings.whole ? 0 : 2;
}

/** Which streams there are. */
function streamsText(streams: number): string {
  if (streams === 0) return 'there is none at all';
  return streams === 1 ? 'the only one is 0' : `they go from 0 to ${streams - 1}`;
}
