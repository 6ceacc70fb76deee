import { Dissection } from '../dissection.js';
import { crossCheckAll, Survey } from '../info.js';
import { ByteWriter } from '../output/byte-writer.js';
import { infoText } from '../output/info-text.js';
import type { CommandLine } from './command-line.js';
import { dissectionOptions, interruptOf } from './dissection-options.js';
import type { CliIo, CliOutput } from './io.js';
import { openOutput } from './output-file.js';
import { run } from './run.js';

/** `wsdissect info`: what the captures hold. @returns the exit status */
export async function infoCommand(line: CommandLine, io: CliIo): Promise<number> {
  const { output, close } = openOutput(line.options.output, line.captures, io);
  try {
    return await info(line, io, output);
  } finally {
    close();
  }
}

async function info(line: CommandLine, io: CliIo, output: CliOutput): Promise<number> {
  const { captures, options } = line;
  const interrupt = interruptOf(line);
  const dissection = new Dissection(captures, dissectionOptions(options, interrupt?.signal));
  const writer = new ByteWriter(output);
  const survey = new Survey();
  // Warnings are counted in the result; only what could not be read is told besides.
  const warnings = await run(dissection, [survey], {
    line,
    io,
    output,
    writer,
    quiet: true,
    interrupt,
    packets: survey,
  });
  const crossChecks = options.crossCheck === true ? await crossCheckAll(captures) : [];
  const { captures: records, total } = survey.info(dissection.files, crossChecks);
  if (options.format === 'ndjson') {
    for (const record of [...records, total]) writer.text(`${JSON.stringify(record)}\n`);
  } else {
    writer.text(infoText(records, total));
  }
  writer.flush();
  if (output.closed) return 0;
  warnings.finish();
  return warnings.whole ? 0 : 2;
}
