import { hexText } from '../field/bytes-text.js';
import { printable } from '../field/printable.js';
import type { Tree, TreeItem } from '../field/tree.js';
import { valueText } from '../field/value-text.js';
import type { ShownPacket } from '../packets/packet-view.js';
import type { ByteWriter } from './byte-writer.js';
import { DEFAULT_FIELDS_OPTIONS, type FieldsOptions } from './fields-options.js';
import { DATA } from './layers.js';
import type { PacketFormat } from './packet-format.js';

const BYTE_ORDER_MARK = '\ufeff';

/** The columns of the packet list, as fields. */
const COLUMNS: ReadonlyMap<string, (packet: ShownPacket) => string> = new Map([
  ['_ws.col.No.', ({ number }) => String(number)],
  ['_ws.col.Source', ({ source }) => source],
  ['_ws.col.Destination', ({ destination }) => destination],
  ['_ws.col.Protocol', ({ protocol }) => protocol],
  ['_ws.col.Length', ({ originalLength }) => String(originalLength)],
  ['_ws.col.Info', ({ info }) => info],
]);

/** Whether a name is that of a column of the list, which no tree has. */
export function isColumn(name: string): boolean {
  return COLUMNS.has(name);
}

/** Chosen fields, one line a packet. */
export class PacketFields implements PacketFormat {
  readonly #writer: ByteWriter;
  readonly #names: readonly string[];
  readonly #options: FieldsOptions;
  /** The values of each chosen field in the packet at hand. */
  readonly #values: ReadonlyMap<string, string[]>;

  /** @param names of fields or of columns ({@link isColumn}), in their order */
  constructor(writer: ByteWriter, names: readonly string[], options: FieldsOptions = DEFAULT_FIELDS_OPTIONS) {
    this.#writer = writer;
    this.#names = names;
    this.#options = options;
    this.#values = new Map(names.map((name) => [name, []]));
    if (options.bom) writer.text(BYTE_ORDER_MARK);
    if (options.header) writer.text(`${names.join(options.separator)}\n`);
  }

  view(packet: ShownPacket): void {
    for (const [name, values] of this.#values) {
      values.length = 0;
      const column = COLUMNS.get(name)?.(packet);
      if (column !== undefined && column !== '') values.push(column);
    }
    if (packet.tree !== undefined) this.#collect(packet.tree, packet.tree.roots);
    this.#writer.text(`${this.#names.map((name) => this.#cell(name)).join(this.#options.separator)}\n`);
  }

  finish(): void {}

  #collect(tree: Tree, items: readonly TreeItem[]): void {
    for (const item of items) {
      this.#values.get(item.field.name)?.push(fieldText(tree, item));
      this.#collect(tree, item.children);
    }
  }

  #cell(name: string): string {
    const { occurrence, aggregator, quote } = this.#options;
    const all = this.#values.get(name) ?? [];
    if (all.length === 0) return '';
    const chosen = occurrence === 'all' ? all : all.slice(...(occurrence === 'first' ? [0, 1] : [-1]));
    const text = chosen.map((value) => (this.#options.escape ? printable(value) : value)).join(aggregator);
    // RFC 4180, section 2: a quote within quotes is doubled.
    return quote === '' ? text : quote + text.replaceAll(quote, quote + quote) + quote;
  }
}

/** A protocol is its line, bytes that nothing is known of are themselves, a heading or a remark the fact that it is there. */
function fieldText(tree: Tree, { field, value, text, source, start, length }: TreeItem): string {
  if (value !== undefined) return valueText(field, value);
  const of = tree.sources[source];
  if (field.name === DATA && of !== undefined) {
    return hexText(of.bytes.subarray(of.start + start, Math.min(of.start + start + length, of.end)));
  }
  return field.type === 'protocol' ? (text ?? field.name) : '1';
}
