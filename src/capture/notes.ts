import { CaptureProblem, type CaptureProblemCode } from './problem.js';

/**
 * What a reader found wrong and could step over. A damaged capture can hold millions of the same: the first of each kind
 * is told, the others are counted.
 */
export class Notes {
  /** Grows while the capture is read; never shrinks. */
  readonly list: CaptureProblem[] = [];
  readonly #more = new Map<string, number>();

  /**
   * @param kind what is wrong, in the plural, to be counted by: `option lists that are damaged`
   * @param message says the same of this one place
   */
  add(code: CaptureProblemCode, kind: string, offset: number, message: string): void {
    const more = this.#more.get(kind);
    this.#more.set(kind, more === undefined ? 0 : more + 1);
    if (more === undefined) this.list.push(new CaptureProblem(code, offset, message));
  }

  /** Tells how many there were besides those told. @param offset end of the capture */
  finish(offset: number): void {
    for (const [kind, more] of this.#more) {
      if (more > 0)
        this.list.push(new CaptureProblem('capture-damaged', offset, `${more} more ${kind} in this capture`));
    }
    this.#more.clear();
  }
}
