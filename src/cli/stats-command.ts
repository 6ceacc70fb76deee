import { ByteWriter } from '../output/byte-writer.js';
import { counted } from '../output/session-text.js';
import { statsRecords } from '../output/stats-records.js';
import { statsText } from '../output/stats-text.js';
import { fieldRegistry } from '../packets/fields.js';
import { Statistics } from '../statistics.js';
import { loadPalette, wantsColour } from './colours.js';
import type { CommandLine } from './command-line.js';
import { interruptOf } from './dissection-options.js';
import { filterOf } from './filter-option.js';
import { type CliIo, type CliOutput, writeLine } from './io.js';
import { openOutput } from './output-file.js';
import { read } from './run.js';

/** `wsdissect stats`: protocols, conversations, endpoints, messages over time, remarks. @returns the exit status */
export async function statsCommand(line: CommandLine, io: CliIo): Promise<number> {
  const { output, close } = openOutput(line.options.output, line.captures, io);
  try {
    return await stats(line, io, output);
  } finally {
    close();
  }
}

async function stats(line: CommandLine, io: CliIo, output: CliOutput): Promise<number> {
  const { captures, options } = line;
  const { format, limit, wsPort, color = 'auto' } = options;
  const quiet = options.quiet === true;
  const interrupt = interruptOf(line);
  const filter = filterOf(options, fieldRegistry());
  const statistics = new Statistics(captures, {
    ...(filter !== undefined && { filter }),
    ...(limit !== undefined && { limits: limit }),
    ...(wsPort !== undefined && { wsPorts: wsPort }),
    ...(interrupt !== undefined && { follow: interrupt.signal }),
  });
  const writer = new ByteWriter(output);
  const warnings = await read(statistics, { line, io, output, writer, quiet, interrupt }, (told) =>
    statistics.run((warning) => told.warning(warning)),
  );
  const { result, packets } = statistics;
  if (format === 'ndjson') {
    for (const record of statsRecords(result)) writer.text(`${JSON.stringify(record)}\n`);
  } else {
    const palette = await loadPalette(wantsColour(color, io, output.terminal));
    const columns = output.terminal ? output.columns : Number.POSITIVE_INFINITY;
    for await (const piece of statsText(result, { packets, columns, palette })) writer.text(piece);
  }
  writer.flush();
  if (output.closed) return 0;
  warnings.finish();
  if (!quiet && warnings.whole && result.packets === 0) {
    const none = filter === undefined ? 'there is no packet to count' : 'no packet matches the filter';
    writeLine(io.stderr, `wsdissect: ${none}, of ${counted(packets, 'packet')}`);
  }
  return warnings.whole ? 0 : 2;
}
