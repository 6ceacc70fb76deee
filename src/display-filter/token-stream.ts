import { FilterError, quoted, type TextRange } from './filter-error.js';
import { tokenAt } from './lexer.js';
import type { Operator, Token } from './token.js';

/** How deep parentheses, functions and operations on values may nest. */
const DEEPEST = 200;

/** The tokens of a filter, read one at a time so that the first error is the one that is reported. */
export class TokenStream {
  readonly text: string;
  #token: Token;
  /** Index behind the last token that was taken. */
  #taken = 0;
  #depth = 0;

  constructor(text: string) {
    this.text = text;
    this.#token = tokenAt(text, 0);
  }

  /** The token that comes next. */
  get token(): Token {
    return this.#token;
  }

  get taken(): number {
    return this.#taken;
  }

  take(): Token {
    const token = this.#token;
    this.#taken = token.end;
    this.#token = tokenAt(this.text, token.end);
    return token;
  }

  /** The operator that comes next, or undefined. */
  get operator(): Operator | undefined {
    return this.#token.kind === 'operator' ? this.#token.operator : undefined;
  }

  /** Takes the next token where it is that operator. */
  accept(operator: Operator): boolean {
    if (this.operator !== operator) return false;
    this.take();
    return true;
  }

  /** Takes the next token, which must be that operator. @param instead what else could have stood there */
  expect(operator: Operator, instead: string): void {
    if (!this.accept(operator)) throw this.unexpected(instead);
  }

  /** @param expected what should have stood where the next token stands */
  unexpected(expected: string): FilterError {
    const { kind, start, end } = this.#token;
    const found = kind === 'end' ? 'the filter ends here' : `${quoted(this.text.slice(start, end))} cannot stand here`;
    return new FilterError(`${found}; expected ${expected}`, this.#token);
  }

  /** Runs `read` one level deeper. @param range what is blamed where that is too deep */
  nested<T>(range: TextRange, read: () => T): T {
    this.deeper(range);
    const depth = this.#depth;
    const result = read();
    this.#depth = depth - 1;
    return result;
  }

  /** Everything that follows on this level is one deeper. */
  deeper(range: TextRange): void {
    this.#depth++;
    if (this.#depth > DEEPEST) throw new FilterError(`this nests deeper than ${DEEPEST} levels`, range);
  }
}
