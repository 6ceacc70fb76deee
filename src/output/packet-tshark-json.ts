import type { TreeItem } from '../field/tree.js';
import { valueText } from '../field/value-text.js';
import type { ShownPacket } from '../packets/packet-view.js';
import type { ByteWriter } from './byte-writer.js';
import { localDate } from './packet-clock.js';
import type { PacketFormat } from './packet-format.js';
import { isBareText, lineOf, tsharkString } from './tshark-names.js';

const INDENT = '  ';

/** How deep the layers stand in a document. */
const LAYERS_DEPTH = 3;

/** The JSON of tshark, for scripts that read it: every value a string, names that repeat are members that repeat. */
export class PacketTsharkJson implements PacketFormat {
  readonly #writer: ByteWriter;
  #count = 0;

  constructor(writer: ByteWriter) {
    this.#writer = writer;
  }

  view({ seconds, tree }: ShownPacket): void {
    const writer = this.#writer;
    writer.text(this.#count++ === 0 ? '[\n' : ',\n');
    writer.text(
      `  {\n    "_index": "packets-${localDate(seconds)}",\n    "_type": "doc",\n    "_score": null,\n` +
        '    "_source": {\n      "layers": ',
    );
    this.#object(tree?.roots ?? [], LAYERS_DEPTH);
    writer.text('\n    }\n  }');
  }

  finish(): void {
    this.#writer.text(this.#count === 0 ? '[]\n' : '\n]\n');
  }

  #object(items: readonly TreeItem[], depth: number): void {
    const writer = this.#writer;
    writer.text('{');
    let first = true;
    const member = (name: string): void => {
      writer.text(`${first ? '' : ','}\n${INDENT.repeat(depth + 1)}${tsharkString(name)}: `);
      first = false;
    };
    for (const item of items) {
      const { field, value, children } = item;
      const name = isBareText(item) ? lineOf(item) : field.name;
      if (value !== undefined || children.length === 0) {
        member(name);
        writer.text(tsharkString(textOf(item)));
      }
      if (children.length > 0) {
        member(value === undefined ? name : `${name}_tree`);
        this.#object(children, depth + 1);
      }
    }
    writer.text(`\n${INDENT.repeat(depth)}}`);
  }
}

function textOf(item: TreeItem): string {
  const { field, value } = item;
  if (value !== undefined) return valueText(field, value, ':');
  return field.type === 'protocol' ? lineOf(item) : '';
}
