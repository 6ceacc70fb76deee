import type { Moment } from '../capture/moment.js';
import type { ByteWriter } from '../output/byte-writer.js';
import type { OutputFormat } from '../output/format.js';
import type { TextOptions } from '../output/text-options.js';
import { loadPalette, wantsColour } from './colours.js';
import type { CliIo, CliOutput } from './io.js';
import type { CliOptions } from './option-spec.js';

/** Makes the format that `--format` names. Each is loaded only when it is used. */
export async function loadFormat(
  options: CliOptions,
  writer: ByteWriter,
  start: Readonly<Moment>,
  output: CliOutput,
  io: CliIo,
): Promise<OutputFormat> {
  if (options.format === 'ndjson') {
    const { NdjsonFormat } = await import('../output/ndjson.js');
    return new NdjsonFormat(writer);
  }
  const text: TextOptions = {
    palette: await loadPalette(wantsColour(options.color ?? 'auto', io, output.terminal)),
    ...(options.time !== undefined && { time: options.time }),
    ...(options.numbering !== undefined && { numbering: options.numbering }),
    ...(options.maxPayload !== undefined && { maxPayload: options.maxPayload }),
  };
  if (options.format === 'lines') {
    const { LinesFormat } = await import('../output/lines.js');
    return new LinesFormat(writer, start, { ...text, ...(output.terminal && { columns: output.columns }) });
  }
  const { FiddlerFormat } = await import('../output/fiddler.js');
  return new FiddlerFormat(writer, start, text);
}
