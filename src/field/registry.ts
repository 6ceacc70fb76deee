import type { Field } from './field.js';

/** Every field that filters and column choices can name. Several fields may share a name, as Wireshark's do. */
export class FieldRegistry {
  readonly #byName = new Map<string, Field[]>();
  readonly #names: readonly string[];

  constructor(fields: Iterable<Field>) {
    for (const field of new Set(fields)) {
      const namesakes = this.#byName.get(field.name);
      if (namesakes === undefined) this.#byName.set(field.name, [field]);
      else namesakes.push(field);
    }
    this.#names = [...this.#byName.keys()].sort();
  }

  /** The fields of that name; empty where there is none. */
  byName(name: string): readonly Field[] {
    return this.#byName.get(name) ?? [];
  }

  /** Every name once, in order. */
  names(): readonly string[] {
    return this.#names;
  }

  /**
   * Fields whose name or label has `pattern` in it, by name; case does not matter. `*` stands for any characters, and
   * then the whole name or label has to fit: `tcp.*port`.
   */
  search(pattern: string): readonly Field[] {
    const wanted = pattern.toLowerCase();
    const pieces = wanted.split('*');
    const fits = (text: string): boolean => (pieces.length > 1 ? fitsPieces(text, pieces) : text.includes(wanted));
    return this.#names
      .flatMap((name) => this.byName(name))
      .filter(({ name, label }) => fits(name.toLowerCase()) || fits(label.toLowerCase()));
  }
}

/** Whether `text` is the pieces in order, with anything between them. */
function fitsPieces(text: string, pieces: readonly string[]): boolean {
  const [first = '', ...others] = pieces;
  const last = others.pop() ?? '';
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  let at = first.length;
  for (const piece of others) {
    const found = text.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return at <= text.length - last.length;
}
