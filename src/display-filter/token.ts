import type { TextRange } from './filter-error.js';

/** Every operator and mark of the language; words like `eq` are spellings of them. */
export type Operator =
  | ComparisonOperator
  | ArithmeticOperator
  | '&&'
  | '||'
  | '^^'
  | '!'
  | '~'
  | 'contains'
  | 'in'
  | 'any'
  | 'all'
  | '('
  | ')'
  | '{'
  | '}'
  | ','
  | '..';

/** `==` and `!==` are of any value, `===` and `!=` of all. */
export type ComparisonOperator = '==' | '!=' | '===' | '!==' | '>' | '<' | '>=' | '<=';

export type ArithmeticOperator = '&' | '+' | '-' | '*' | '/' | '%';

export type Token = TextRange &
  (
    | { readonly kind: 'operator'; readonly operator: Operator }
    /** A name, a number, an address: what it is depends on where it stands. */
    | { readonly kind: 'word'; readonly text: string }
    | { readonly kind: 'string'; readonly bytes: Uint8Array }
    | { readonly kind: 'character'; readonly code: number }
    /** What stands between brackets; `text` begins at `start + 1`. */
    | { readonly kind: 'slice'; readonly text: string }
    | { readonly kind: 'end' }
  );

export const WORD_OPERATORS: ReadonlyMap<string, Operator> = new Map([
  ['eq', '=='],
  ['any_eq', '=='],
  ['ne', '!='],
  ['all_ne', '!='],
  ['all_eq', '==='],
  ['any_ne', '!=='],
  ['gt', '>'],
  ['lt', '<'],
  ['ge', '>='],
  ['le', '<='],
  ['and', '&&'],
  ['or', '||'],
  ['xor', '^^'],
  ['not', '!'],
  ['matches', '~'],
  ['contains', 'contains'],
  ['in', 'in'],
  ['any', 'any'],
  ['all', 'all'],
  ['bitwise_and', '&'],
]);

/** Marks by their spelling, the longer ones first. `~=` is an old spelling of `!==`. */
export const MARKS: readonly (readonly [string, Operator])[] = [
  ['===', '==='],
  ['!==', '!=='],
  ['==', '=='],
  ['!=', '!='],
  ['~=', '!=='],
  ['>=', '>='],
  ['<=', '<='],
  ['&&', '&&'],
  ['||', '||'],
  ['^^', '^^'],
  ['..', '..'],
  ['>', '>'],
  ['<', '<'],
  ['!', '!'],
  ['~', '~'],
  ['&', '&'],
  ['+', '+'],
  ['-', '-'],
  ['*', '*'],
  ['/', '/'],
  ['%', '%'],
  ['(', '('],
  [')', ')'],
  ['{', '{'],
  ['}', '}'],
  [',', ','],
];
