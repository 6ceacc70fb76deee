import type { Field } from './field.js';
import type { Tree } from './tree.js';

/** A part of a description, and the fields that it can add. */
export interface DescriptionPart<Described> {
  readonly fields: readonly Field[];
  readonly draw: (tree: Tree, described: Described) => void;
}

/** A description in parts, of which only those are drawn that can add a field which the tree wants. */
export class PartedDescription<Described> {
  readonly #parts: readonly DescriptionPart<Described>[];
  #wanted: readonly DescriptionPart<Described>[] = [];
  /** The tree that was drawn into last: one tree serves all packets of a run. */
  #tree: Tree | undefined;

  /** @param parts in the order of the tree */
  constructor(parts: readonly DescriptionPart<Described>[]) {
    this.#parts = parts;
  }

  draw(tree: Tree, described: Described): void {
    if (tree !== this.#tree) {
      this.#tree = tree;
      this.#wanted = this.#parts.filter(({ fields }) => tree.wantsAny(fields));
    }
    for (const { draw } of this.#wanted) draw(tree, described);
  }
}
