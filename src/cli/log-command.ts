import { Dissection } from '../dissection.js';
import type { MessageChooser } from '../filter/message-chooser.js';
import { ByteWriter } from '../output/byte-writer.js';
import { EventCounts } from '../output/event-counts.js';
import type { OutputFormat } from '../output/format.js';
import type { SessionList } from '../output/session-list.js';
import { counted } from '../output/session-text.js';
import type { CommandLine } from './command-line.js';
import { dissectionOptions, interruptOf } from './dissection-options.js';
import { type CliIo, type CliOutput, writeLine } from './io.js';
import { loadFormat } from './log-formats.js';
import type { CliOptions } from './option-spec.js';
import { openOutput } from './output-file.js';
import { run } from './run.js';
import { UsageError } from './usage-error.js';

/** Sessions in the table at the end of a log on a terminal. */
const MOST_IN_SUMMARY = 500;

/** `wsdissect [log]`: the conversation. @returns the exit status */
export async function logCommand(line: CommandLine, io: CliIo): Promise<number> {
  const chooser = await chooserOf(line.options);
  const { output, close } = openOutput(line.options.output, line.captures, io);
  try {
    return await log(line, chooser, io, output);
  } finally {
    close();
  }
}

/** What `-Y` chooses; it is loaded only when it is used. @throws UsageError */
async function chooserOf(options: CliOptions): Promise<MessageChooser | undefined> {
  if (options.filter === undefined) return undefined;
  const { messageChooser } = await import('./packet-commands.js');
  const chooser = await messageChooser(options);
  if (typeof chooser === 'string') throw new UsageError(chooser, true);
  return chooser;
}

async function log(
  line: CommandLine,
  chooser: MessageChooser | undefined,
  io: CliIo,
  output: CliOutput,
): Promise<number> {
  const { captures, options } = line;
  const interrupt = interruptOf(line);
  const dissection = new Dissection(captures, {
    ...dissectionOptions(options, interrupt?.signal),
    ...(chooser !== undefined && { chooser }),
  });
  const writer = new ByteWriter(output);
  const formats: OutputFormat[] = [];
  if (options.payloads !== undefined) {
    const { PayloadFiles } = await import('../output/payloads.js');
    formats.push(new PayloadFiles(options.payloads));
  }
  const hasLog = options.payloads === undefined || options.format !== undefined;
  if (hasLog) formats.push(await loadFormat(options, writer, dissection.start, output, io));
  const ndjson = options.format === 'ndjson';
  const hasSummary = hasLog && output.terminal && !ndjson && options.quiet !== true;
  const summary = hasSummary ? await newSummary() : undefined;
  const counts = new EventCounts();

  const sinks = [...formats, counts, ...(summary === undefined ? [] : [summary])];
  const quiet = options.quiet === true;
  const warnings = await run(dissection, sinks, { line, io, output, writer, quiet: quiet || ndjson, interrupt });
  for (const format of formats) format.finish();
  if (summary !== undefined && summary.sessions.length > 0) {
    const { sessionTable } = await import('../output/session-table.js');
    writer.text('\n');
    for await (const piece of sessionTable(summary.sessions, output.columns)) writer.text(piece);
    if (summary.omitted > 0) {
      writer.text(`and ${counted(summary.omitted, 'more session')}; 'wsdissect sessions' shows all of them\n`);
    }
  }
  writer.flush();
  if (output.closed) return 0;
  warnings.finish();
  if (!quiet && options.payloads !== undefined) {
    writeLine(io.stderr, `wsdissect: ${counted(counts.messages, 'payload')} written to ${options.payloads}`);
  }
  if (!quiet && warnings.whole && counts.sessions === 0) {
    const { nothingFound } = await import('./nothing-found.js');
    writeLine(io.stderr, nothingFound(dissection.packets, line.options));
  }
  return warnings.whole ? 0 : 2;
}

async function newSummary(): Promise<SessionList> {
  const { SessionList } = await import('../output/session-list.js');
  return new SessionList(MOST_IN_SUMMARY);
}
