import { Dissection } from '../dissection.js';
import { ByteWriter } from '../output/byte-writer.js';
import { EventCounts } from '../output/event-counts.js';
import { SessionList } from '../output/session-list.js';
import { SessionRecords } from '../output/session-records.js';
import { sessionTable } from '../output/session-table.js';
import type { CommandLine } from './command-line.js';
import { dissectionOptions, interruptOf } from './dissection-options.js';
import { type CliIo, type CliOutput, writeLine } from './io.js';
import { nothingFound } from './nothing-found.js';
import { openOutput } from './output-file.js';
import { run } from './run.js';

/** `wsdissect sessions`: what sessions there are. @returns the exit status */
export async function sessionsCommand(line: CommandLine, io: CliIo): Promise<number> {
  const { output, close } = openOutput(line.options.output, line.captures, io);
  try {
    return await sessions(line, io, output);
  } finally {
    close();
  }
}

async function sessions(line: CommandLine, io: CliIo, output: CliOutput): Promise<number> {
  const { captures, options } = line;
  const quiet = options.quiet === true;
  const interrupt = interruptOf(line);
  const dissection = new Dissection(captures, dissectionOptions(options, interrupt?.signal));
  const writer = new ByteWriter(output);
  const counts = new EventCounts();
  const list = new SessionList();
  const result = options.format === 'ndjson' ? new SessionRecords(writer) : list;

  const warnings = await run(dissection, [result, counts], { line, io, output, writer, quiet, interrupt });
  if (list.sessions.length > 0) {
    const columns = output.terminal ? output.columns : Number.POSITIVE_INFINITY;
    for await (const piece of sessionTable(list.sessions, columns)) writer.text(piece);
  }
  writer.flush();
  if (output.closed) return 0;
  warnings.finish();
  if (!quiet && warnings.whole && counts.sessions === 0) {
    writeLine(io.stderr, nothingFound(dissection.packets, options));
  }
  return warnings.whole ? 0 : 2;
}
