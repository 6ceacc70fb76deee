import type { Field } from '../field/field.js';
import type { FieldRegistry } from '../field/registry.js';
import { Tree } from '../field/tree.js';
import type { ByteWriter } from '../output/byte-writer.js';
import type { PacketFormat } from '../output/packet-format.js';
import type { Timeline } from '../packets/packet-view.js';
import { wantsColour } from './colours.js';
import type { CliIo, CliOutput } from './io.js';
import type { CliOptions } from './option-spec.js';
import { UsageError } from './usage-error.js';

/** A form of output, and the tree that it wants of each packet. */
export interface PacketOutput {
  readonly format: PacketFormat;
  readonly tree: Tree | undefined;
}

/** Makes the form of output that `-T`, `-V` and `-x` ask for. Each is loaded only when it is used. @throws UsageError */
export async function loadPacketFormat(
  options: CliOptions,
  writer: ByteWriter,
  timeline: Timeline,
  registry: FieldRegistry,
  output: CliOutput,
  io: CliIo,
): Promise<PacketOutput> {
  const { type = options.field === undefined ? 'text' : 'fields' } = options;
  if (type !== 'text') refuseTextOptions(options, type);
  switch (type) {
    case 'fields':
      return loadFields(options, writer, registry);
    case 'json': {
      const { PacketJson } = await import('../output/packet-json.js');
      return { format: new PacketJson(writer), tree: new Tree() };
    }
    case 'tshark-json': {
      const { PacketTsharkJson } = await import('../output/packet-tshark-json.js');
      return { format: new PacketTsharkJson(writer), tree: new Tree() };
    }
    case 'ek': {
      const { PacketEk } = await import('../output/packet-ek.js');
      return { format: new PacketEk(writer), tree: new Tree() };
    }
    case 'text':
      return loadText(options, writer, timeline, output, io);
  }
}

function refuseTextOptions(options: CliOptions, type: string): void {
  if (options.details === true) throw new UsageError(`--details shows text; -T ${type} has all fields already`);
  if (options.hex === true) throw new UsageError(`--hex shows text; it does not go with -T ${type}`);
  if (type === 'fields') return;
  if (options.field !== undefined) throw new UsageError(`--field belongs to -T fields, not to -T ${type}`);
  if (options.fieldsOption !== undefined)
    throw new UsageError(`--fields-option belongs to -T fields, not to -T ${type}`);
}

async function loadFields(options: CliOptions, writer: ByteWriter, registry: FieldRegistry): Promise<PacketOutput> {
  const names = options.field ?? [];
  if (names.length === 0) throw new UsageError('-T fields shows the fields of -e, and there is none: -e frame.number');
  const { PacketFields, isColumn } = await import('../output/packet-fields.js');
  const { DEFAULT_FIELDS_OPTIONS, FIELDS_OPTION_VALUES, withFieldsOption } = await import(
    '../output/fields-options.js'
  );
  const chosen = new Set<Field>();
  for (const name of names) {
    if (isColumn(name)) continue;
    const fields = registry.byName(name);
    if (fields.length === 0) throw new UsageError(await unknownField(name, registry));
    for (const field of fields) chosen.add(field);
  }
  let fieldsOptions = DEFAULT_FIELDS_OPTIONS;
  for (const text of options.fieldsOption ?? []) {
    const changed = withFieldsOption(fieldsOptions, text);
    if (changed === undefined) {
      const known = [...FIELDS_OPTION_VALUES].map(([name, values]) => `${name}= ${values}`).join('; ');
      throw new UsageError(`--fields-option: '${text}' is none of ${known}`);
    }
    fieldsOptions = changed;
  }
  return { format: new PacketFields(writer, names, fieldsOptions), tree: new Tree(chosen) };
}

async function unknownField(name: string, registry: FieldRegistry): Promise<string> {
  const { didYouMean } = await import('../display-filter/suggestions.js');
  return `--field: '${name}' is no field${didYouMean(name, registry.names())}; 'wsdissect fields' lists them`;
}

async function loadText(
  options: CliOptions,
  writer: ByteWriter,
  timeline: Timeline,
  output: CliOutput,
  io: CliIo,
): Promise<PacketOutput> {
  const { PacketList } = await import('../output/packet-list.js');
  const { PacketColours } = await import('../output/packet-colours.js');
  const wanted = wantsColour(options.color ?? 'auto', io, output.terminal);
  const colours = wanted ? new PacketColours(await loadPaint()) : undefined;
  const [details, hex] = [options.details === true, options.hex === true];
  const list = new PacketList(writer, timeline, {
    ...(options.timestamps !== undefined && { time: options.timestamps }),
    ...(colours !== undefined && { colours }),
  });
  if (!details && !hex) return { format: list, tree: undefined };
  const { PacketDetails } = await import('../output/packet-details.js');
  const format = new PacketDetails(writer, {
    tree: details,
    dump: hex,
    ...(colours !== undefined && { colours }),
  });
  return { format, tree: new Tree() };
}

async function loadPaint(): Promise<import('../output/packet-colours.js').Paint> {
  const { Chalk, supportsColor } = await import('chalk');
  const level = supportsColor === false ? 1 : supportsColor.level;
  const chalk = new Chalk({ level: level === 0 ? 1 : level });
  return (foreground, background) => {
    const styled = chalk.rgb(...foreground);
    const [open = '', close = ''] = (background === undefined ? styled : styled.bgRgb(...background))('\0').split('\0');
    return { open, close };
  };
}
