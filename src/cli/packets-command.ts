import type { DisplayFilter } from '../display-filter/display-filter.js';
import type { FieldRegistry } from '../field/registry.js';
import { ByteWriter } from '../output/byte-writer.js';
import { PacketDissection } from '../packet-dissection.js';
import type { DrawnPayloads } from '../packets/application.js';
import { fieldRegistry, payloadsOf } from '../packets/fields.js';
import { PacketSelection } from '../packets/packet-selection.js';
import type { CommandLine } from './command-line.js';
import { interruptOf } from './dissection-options.js';
import { filterOf } from './filter-option.js';
import { type CliIo, type CliOutput, writeLine } from './io.js';
import type { CliOptions } from './option-spec.js';
import { openOutput } from './output-file.js';
import { loadPacketFormat } from './packet-formats.js';
import { read } from './run.js';

/** `wsdissect packets`: every packet, as Wireshark shows it. @returns the exit status */
export async function packetsCommand(line: CommandLine, io: CliIo): Promise<number> {
  const registry = fieldRegistry();
  // Before the file of -o is made anew.
  const filter = filterOf(line.options, registry);
  const { output, close } = openOutput(line.options.output, line.captures, io);
  try {
    return await packets(line, registry, filter, io, output);
  } finally {
    close();
  }
}

async function packets(
  line: CommandLine,
  registry: FieldRegistry,
  filter: DisplayFilter | undefined,
  io: CliIo,
  output: CliOutput,
): Promise<number> {
  const { captures, options } = line;
  const quiet = options.quiet === true;
  const interrupt = interruptOf(line);
  const writer = new ByteWriter(output);
  const dissection = new PacketDissection(captures, {
    drawn: drawnPayloads(options, registry, filter),
    ...(options.limit !== undefined && { limits: options.limit }),
    ...(options.wsPort !== undefined && { wsPorts: options.wsPort }),
    ...(interrupt !== undefined && { follow: interrupt.signal }),
  });
  const { format, tree } = await loadPacketFormat(options, writer, dissection.timeline, registry, output, io);
  const selection = new PacketSelection(
    (packet) => format.view(packet),
    {
      ...(options.packet !== undefined && { ranges: options.packet }),
      ...(options.stream !== undefined && { streams: options.stream }),
      ...(filter !== undefined && { filter }),
    },
    tree,
  );
  const warnings = await read(dissection, { line, io, output, writer, quiet, interrupt }, (told) =>
    dissection.run(selection, (warning) => told.warning(warning)),
  );
  format.finish();
  writer.flush();
  if (output.closed) return 0;
  warnings.finish();
  const beyond = (options.packet ?? []).find(({ from }) => from > dissection.packets);
  if (beyond !== undefined) {
    writeLine(io.stderr, `wsdissect: there is no packet ${beyond.from}: the last one is ${dissection.packets}`);
    return 2;
  }
  return warnings.whole ? 0 : 2;
}

/** What is drawn of that which packets complete. */
function drawnPayloads(options: CliOptions, registry: FieldRegistry, filter: DisplayFilter | undefined): DrawnPayloads {
  const { details, hex, type, field = [] } = options;
  const isList = type === undefined || type === 'text';
  const isFields = type === 'fields' || (type === undefined && field.length > 0);
  if (details === true || hex === true || !(isList || isFields)) return 'all';
  const shown = isFields ? field.flatMap((name) => registry.byName(name)) : [];
  return payloadsOf([...shown, ...(filter?.fields ?? [])]);
}
