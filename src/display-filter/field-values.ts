import type { Field } from '../field/field.js';
import type { Tree, TreeItem } from '../field/tree.js';
import { type Kind, kindOf, NO_VALUES, type Operand, type Value } from './operand.js';

/**
 * The values of the fields of one name; those of another kind than the first one's cannot be compared and are left out.
 * @param onward a protocol's bytes go on to the end of its source, its payload with them
 */
export function fieldOperand(fields: readonly [Field, ...Field[]], onward = false): Operand {
  const [first] = fields;
  const kind = kindOf(first.type);
  const alike = fields.filter(({ type }) => kindOf(type) === kind);
  const wanted = new Set(alike);
  const only = alike.length === 1 ? first : undefined;
  const values = (tree: Tree): readonly Value[] => {
    let found: Value[] | undefined;
    for (const item of tree.roots) {
      if (only === undefined ? !wanted.has(item.field) : item.field !== only) continue;
      const value = readItem(item, tree, kind, onward);
      if (value === undefined) continue;
      if (found === undefined) found = [value];
      else found.push(value);
    }
    return found ?? NO_VALUES;
  };
  return { kind, target: { type: first.type, name: first.name, fields: alike }, values };
}

/** Whether a packet has any of the fields. */
export function presenceOf(fields: readonly Field[]): (tree: Tree) => boolean {
  const wanted = new Set(fields);
  return ({ roots }) => {
    for (const item of roots) if (wanted.has(item.field)) return true;
    return false;
  };
}

/** @returns undefined where the item has no value of that kind */
function readItem(item: TreeItem, tree: Tree, kind: Kind, onward: boolean): Value | undefined {
  const { value } = item;
  switch (kind) {
    case 'number':
      if (typeof value === 'boolean') return value ? 1 : 0;
      return typeof value === 'number' || typeof value === 'bigint' ? value : undefined;
    case 'absolute-time':
    case 'relative-time':
      return typeof value === 'bigint' ? value : undefined;
    case 'string':
      return typeof value === 'string' ? value : undefined;
    case 'bytes':
      return value instanceof Uint8Array ? value : bytesOfItem(item, tree, onward);
    case 'ipv4':
    case 'ipv6':
      return value instanceof Uint8Array ? value : undefined;
    case 'none':
      return '';
  }
}

/** The bytes that an item stands in, as far as the source has them. */
function bytesOfItem(item: TreeItem, tree: Tree, onward: boolean): Uint8Array | undefined {
  const source = tree.sources[item.source];
  if (source === undefined) return undefined;
  const start = source.start + item.start;
  return source.bytes.subarray(start, onward ? source.end : Math.min(start + item.length, source.end));
}
