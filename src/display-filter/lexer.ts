import { FilterError, quoted } from './filter-error.js';
import { readQuoted, readRaw } from './quoted-literal.js';
import { MARKS, type Token, WORD_OPERATORS } from './token.js';

const SPACE = /\s*/y;

/** Names, numbers, addresses and byte strings; `..` ends them, a single `.`, `:` or `-` does not. */
const WORD = /(?:\.(?!\.)|[\w:])(?:\.(?!\.)|[\w:-])*/y;

/** What can have a prefix length: four numbers, or something with a colon. */
const ADDRESS = /^(?:\d+\.\d+\.\d+\.\d+$|[^:]*:)/;
const PREFIX_LENGTH = /\/\d+/y;

/** The token that stands at or behind `from`. */
export function tokenAt(text: string, from: number): Token {
  const start = matchEnd(SPACE, text, from);
  if (start >= text.length) return { kind: 'end', start: text.length, end: text.length };
  const first = text[start] ?? '';
  const second = text[start + 1] ?? '';
  if (first === '"') return { kind: 'string', start, ...readQuoted(text, start, '"', 'string') };
  if ((first === 'r' || first === 'R') && second === '"') return { kind: 'string', start, ...readRaw(text, start + 1) };
  if (first === "'") return character(text, start);
  if (first === '[') return slice(text, start);
  return word(text, start) ?? mark(text, start);
}

function matchEnd(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

function word(text: string, start: number): Token | undefined {
  let end = matchEnd(WORD, text, start);
  if (end === start) return undefined;
  if (ADDRESS.test(text.slice(start, end))) end = matchEnd(PREFIX_LENGTH, text, end);
  const spelling = text.slice(start, end);
  const operator = WORD_OPERATORS.get(spelling);
  if (operator !== undefined) return { kind: 'operator', operator, start, end };
  return { kind: 'word', text: spelling, start, end };
}

function mark(text: string, start: number): Token {
  for (const [spelling, operator] of MARKS) {
    if (text.startsWith(spelling, start)) return { kind: 'operator', operator, start, end: start + spelling.length };
  }
  const spelling = String.fromCodePoint(text.codePointAt(start) ?? 0);
  throw new FilterError(reasonAgainst(spelling), { start, end: start + spelling.length });
}

function reasonAgainst(spelling: string): string {
  switch (spelling) {
    case '=':
      return "'=' is no operator; write == to compare";
    case '|':
      return "'|' is no operator; write || for or";
    case '^':
      return "'^' is no operator; write ^^ for exclusive or";
    case '#':
      return "one layer of several ('#') cannot be chosen";
    case '$':
      return 'there is no selected packet that a reference could look at';
    case '@':
      return "raw values of fields ('@') cannot be asked for";
    default:
      return `${quoted(spelling)} stands only between double quotes`;
  }
}

/** A character constant: `'a'`, `'\n'`. */
function character(text: string, start: number): Token {
  const { bytes, end } = readQuoted(text, start, "'", 'character');
  const [code] = bytes;
  if (code === undefined || bytes.length > 1) {
    throw new FilterError('a character constant is one character of one byte; strings have double quotes', {
      start,
      end,
    });
  }
  return { kind: 'character', code, start, end };
}

function slice(text: string, start: number): Token {
  const close = text.indexOf(']', start);
  if (close < 0) throw new FilterError("this slice has no closing ']'", { start, end: text.length });
  return { kind: 'slice', text: text.slice(start + 1, close), start, end: close + 1 };
}
