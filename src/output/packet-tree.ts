import { itemText } from '../field/item-text.js';
import type { Tree, TreeItem } from '../field/tree.js';
import type { ByteWriter } from './byte-writer.js';
import { writeHexdump } from './hexdump.js';
import { DATA, layerIndex } from './layers.js';
import type { PacketColours } from './packet-colours.js';
import { styled } from './palette.js';

const INDENT = '    ';

export interface PacketTreeOptions {
  readonly colours?: PacketColours;
  /** The packet's bytes follow below, so that the tree need not dump any. */
  readonly dumped?: boolean;
}

/** Writes the tree of a packet as `tshark -V` does, a line an item. */
export function writeTree(writer: ByteWriter, tree: Tree, { colours, dumped = false }: PacketTreeOptions = {}): void {
  for (const [index, root] of tree.roots.entries()) {
    const layer = layerIndex(tree, index);
    const style = layer === undefined ? undefined : colours?.layer(layer);
    const paint = style === undefined ? (line: string) => line : (line: string) => styled(style, line);
    writeItem(writer, tree, root, 0, paint, dumped);
  }
}

function writeItem(
  writer: ByteWriter,
  tree: Tree,
  item: TreeItem,
  depth: number,
  paint: (line: string) => string,
  dumped: boolean,
): void {
  if (item.hidden) return;
  const source = tree.sources[item.source];
  writer.text(`${INDENT.repeat(depth)}${paint(itemText(item, source))}\n`);
  if (!dumped && item.field.name === DATA && source !== undefined) {
    const start = source.start + item.start;
    writer.text('\n');
    writeHexdump(writer, source.bytes, start, Math.min(start + item.length, source.end));
    writer.text('\n');
  }
  for (const child of item.children) writeItem(writer, tree, child, depth + 1, paint, dumped);
}
