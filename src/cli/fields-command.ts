import { ByteWriter } from '../output/byte-writer.js';
import { writeFieldRecords, writeFieldTable } from '../output/field-list.js';
import { fieldRegistry } from '../packets/fields.js';
import type { CommandLine } from './command-line.js';
import { type CliIo, writeLine } from './io.js';
import { openOutput } from './output-file.js';

/** `wsdissect fields [PATTERN]`: what filters and -e know. @returns the exit status */
export async function fieldsCommand({ captures, options }: CommandLine, io: CliIo): Promise<number> {
  const [pattern = ''] = captures;
  const { output, close } = openOutput(options.output, [], io);
  try {
    const fields = fieldRegistry().search(pattern);
    const writer = new ByteWriter(output);
    if (options.format === 'ndjson') writeFieldRecords(writer, fields);
    else writeFieldTable(writer, fields);
    writer.flush();
    if (fields.length > 0) return 0;
    writeLine(io.stderr, `wsdissect: no field has '${pattern}' in its name or label; 'wsdissect fields' lists all`);
    return 2;
  } finally {
    close();
  }
}
