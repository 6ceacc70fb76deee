import { Tree, type TreeItem } from '../../src/field/tree.js';

/** Lines of a tree in the simplest form: indented by two blanks, worked-out ones in brackets, hidden ones left out. */
export function linesOf(items: readonly TreeItem[], indent = ''): string[] {
  return items
    .filter(({ hidden }) => !hidden)
    .flatMap((item) => {
      const line = item.text ?? (item.value === undefined ? item.field.label : `${item.field.label}: ${shown(item)}`);
      return [indent + (item.generated ? `[${line}]` : line), ...linesOf(item.children, `${indent}  `)];
    });
}

function shown({ value, field }: TreeItem): string {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex');
  const name = typeof value === 'number' ? field.names?.(value) : undefined;
  return name === undefined ? String(value) : `${name} (${value})`;
}

/** Draws into the tree of a packet of these bytes. */
export function drawn(bytes: Uint8Array, draw: (tree: Tree) => void): Tree {
  const tree = new Tree();
  tree.begin({ title: 'Packet', bytes, start: 0, end: bytes.length });
  draw(tree);
  return tree;
}

/** All items of a tree with this filter name, hidden ones too, in order. */
export function valuesOf(items: readonly TreeItem[], name: string): unknown[] {
  return items.flatMap((item) => [...(item.field.name === name ? [item.value] : []), ...valuesOf(item.children, name)]);
}
