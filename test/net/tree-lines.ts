import { itemText } from '../../src/field/item-text.js';
import { Tree, type TreeItem } from '../../src/field/tree.js';
import { Decapsulator } from '../../src/net/decapsulator.js';
import { DESCRIPTIONS } from '../../src/net/descriptions.js';
import { HeaderTrace } from '../../src/net/header-trace.js';
import { packetOf, type WalkCase } from '../link/walk-case.js';

/** The lines of a packet's tree, indented by two spaces a level; hidden items are left out. */
export function treeLines(linkType: number, bytes: Uint8Array, captured = bytes.length): string[] {
  const walkCase: WalkCase = { name: '', linkType, bytes, segment: undefined };
  const packet = packetOf(walkCase, { captured });
  const trace = new HeaderTrace();
  const decapsulator = new Decapsulator(undefined, trace);
  decapsulator.walk(packet);
  trace.leave(decapsulator.cursor);
  const tree = new Tree();
  tree.begin({ title: 'Frame', bytes: packet.bytes, start: packet.start, end: packet.end });
  for (let index = 0; index < trace.count; index++) {
    const span = trace.at(index);
    if (span !== undefined) DESCRIPTIONS.get(span.layer)?.(tree, span);
  }
  return linesOf(tree.roots, '');
}

/** The lines of one header of a packet: that which begins with `title`, with all that is in it. */
export function headerLines(linkType: number, bytes: Uint8Array, title: string): string[] {
  const lines = treeLines(linkType, bytes);
  const first = lines.findIndex((line) => line.startsWith(title));
  const behind = lines.findIndex((line, index) => index > first && !line.startsWith(' '));
  return first < 0 ? [] : lines.slice(first, behind < 0 ? undefined : behind);
}

function linesOf(items: readonly TreeItem[], indentation: string): string[] {
  return items
    .filter(({ hidden }) => !hidden)
    .flatMap((item) => [indentation + itemText(item), ...linesOf(item.children, `${indentation}  `)]);
}
