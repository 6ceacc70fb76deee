import type { Packet } from '../capture/packet.js';
import { Extraction } from '../extract/extraction.js';
import { NeedsFileError } from '../extract/rereadable.js';
import { counted } from '../output/session-text.js';
import type { PacketMatcher } from '../packets/packet-matcher.js';
import type { CommandLine } from './command-line.js';
import { matcherOf } from './filter-option.js';
import { type CliIo, type CliOutput, writeLine } from './io.js';
import { openOutput } from './output-file.js';
import { read } from './run.js';
import { UsageError } from './usage-error.js';
import { version } from './version.js';

/** `wsdissect extract`: a capture of chosen packets. @returns the exit status */
export async function extractCommand(line: CommandLine, io: CliIo): Promise<number> {
  const { output: path } = line.options;
  if (path === undefined) throw new UsageError('-o: name the capture to write, or - for standard output');
  if (path === '-' && io.stdout.terminal) throw new UsageError('-o: a capture is not written to a terminal');
  const matcher = await matcherOf(line.options);
  const { output, close } = openOutput(path === '-' ? undefined : path, line.captures, io);
  try {
    return await extract(line, path, io, output, matcher);
  } catch (error) {
    if (error instanceof NeedsFileError) throw new UsageError(error.message);
    throw error;
  } finally {
    close();
  }
}

async function extract(
  line: CommandLine,
  path: string,
  io: CliIo,
  output: CliOutput,
  matcher: PacketMatcher | undefined,
): Promise<number> {
  const { captures, options } = line;
  const { packet, stream, session, comments, limit, wsPort } = options;
  const quiet = options.quiet === true;
  const extraction = new Extraction(
    captures,
    {
      ...(packet !== undefined && { packets: packet }),
      ...(stream !== undefined && { streams: stream }),
      ...(session !== undefined && { sessions: session }),
      ...(matcher !== undefined && { matches: (candidate: Packet) => matcher.matches(candidate) }),
    },
    {
      application: `wsdissect ${version()}`,
      ...(comments !== undefined && { comments }),
      ...(limit !== undefined && { limits: limit }),
      ...(wsPort !== undefined && { wsPorts: wsPort }),
    },
  );
  // The extraction passes on by itself what it has written.
  const writer = { flush: () => {} };
  const warnings = await read(extraction, { line, io, output, writer, quiet, interrupt: undefined }, () =>
    extraction.run(output),
  );
  if (output.closed) return 0;
  for (const { code, input, message } of extraction.problems)
    warnings.warning({ code, message: `${input}: ${message}` });
  warnings.finish();
  for (const missing of extraction.missingSessions) {
    writeLine(io.stderr, `wsdissect: there is no session ${missing}; there are ${extraction.sessions}`);
  }
  if (!quiet) {
    const where = path === '-' ? 'standard output' : path;
    const packets = counted(extraction.packets, 'packet');
    writeLine(io.stderr, `wsdissect: ${extraction.copied} of ${packets} written to ${where}`);
  }
  return warnings.whole && extraction.missingSessions.length === 0 ? 0 : 2;
}
