import { describe, expect, it } from 'vitest';
import type { Field } from '../../src/field/field.js';
import { PartedDescription } from '../../src/field/parted-description.js';
import { Tree } from '../../src/field/tree.js';

const A: Field = { name: 'x.a', label: 'A', type: 'uint' };
const B: Field = { name: 'x.b', label: 'B', type: 'uint' };
const DRAWN: string[] = [];
const DESCRIPTION = new PartedDescription<number>(
  [A, B].map((field) => ({
    fields: [field],
    draw: (tree, value) => {
      DRAWN.push(field.name);
      tree.add(field, value, 0, 1);
    },
  })),
);

function drawn(tree: Tree): unknown {
  DRAWN.length = 0;
  tree.begin({ title: 'Frame', bytes: new Uint8Array(1), start: 0, end: 1 });
  DESCRIPTION.draw(tree, 7);
  return [DRAWN.slice(), tree.roots.map(({ field }) => field.name)];
}

describe('a description in parts', () => {
  it.each<[string, ReadonlySet<Field> | undefined, string[]]>([
    ['whole', undefined, ['x.a', 'x.b']],
    ['of one field', new Set([B]), ['x.b']],
    ['of other fields', new Set<Field>([{ ...A, name: 'y' }]), []],
  ])('draws into a tree %s what that wants', (_, chosen, names) => {
    expect(drawn(new Tree(chosen))).toEqual([names, names]);
  });
});
