import { quoted } from './filter-error.js';
import { parseSlice } from './slice.js';
import type { OperandNode, WordNode } from './syntax.js';
import type { ArithmeticOperator, Operator } from './token.js';
import type { TokenStream } from './token-stream.js';

const VALUE = 'a field, a function or a value';

/** Operators on values, those that bind least first. */
const LEVELS: readonly ReadonlySet<Operator>[] = [new Set(['&']), new Set(['+', '-']), new Set(['*', '/', '%'])];

/** Reads a field, a literal, a slice, a function, or what is calculated from them. */
export function parseOperand(tokens: TokenStream, expected: string = VALUE): OperandNode {
  return tokens.nested(tokens.token, () => parseLevel(tokens, 0, expected));
}

function parseLevel(tokens: TokenStream, level: number, expected: string): OperandNode {
  const operators = LEVELS[level];
  if (operators === undefined) return parseSigned(tokens, expected);
  let left = parseLevel(tokens, level + 1, expected);
  for (;;) {
    const operator = arithmeticOperator(tokens.operator);
    if (operator === undefined || !operators.has(operator)) return left;
    tokens.deeper(tokens.take());
    const right = parseLevel(tokens, level + 1, VALUE);
    left = { kind: 'arithmetic', operator, left, right, start: left.start, end: right.end };
  }
}

function arithmeticOperator(operator: Operator | undefined): ArithmeticOperator | undefined {
  switch (operator) {
    case '&':
    case '+':
    case '-':
    case '*':
    case '/':
    case '%':
      return operator;
    default:
      return undefined;
  }
}

function parseSigned(tokens: TokenStream, expected: string): OperandNode {
  const { start } = tokens.token;
  if (tokens.accept('-')) {
    const of = parseSliced(tokens, VALUE);
    return { kind: 'negation', of, start, end: of.end };
  }
  return tokens.accept('+') ? parseSliced(tokens, VALUE) : parseSliced(tokens, expected);
}

function parseSliced(tokens: TokenStream, expected: string): OperandNode {
  let of = parsePrimary(tokens, expected);
  for (;;) {
    const { token } = tokens;
    if (token.kind !== 'slice') return of;
    tokens.deeper(token);
    const ranges = parseSlice(token.text, token.start + 1);
    of = { kind: 'slice', of, ranges, start: of.start, end: token.end };
    tokens.take();
  }
}

function parsePrimary(tokens: TokenStream, expected: string): OperandNode {
  const { token } = tokens;
  switch (token.kind) {
    case 'string':
      tokens.take();
      return { kind: 'string', bytes: token.bytes, start: token.start, end: token.end };
    case 'character':
      tokens.take();
      return { kind: 'character', code: token.code, start: token.start, end: token.end };
    case 'word':
      tokens.take();
      return parseCall(tokens, { kind: 'word', text: token.text, start: token.start, end: token.end });
    default:
      if (tokens.accept('{')) return parseGroup(tokens);
      throw tokens.unexpected(tokens.operator === '(' ? `${expected}; values are grouped with { }` : expected);
  }
}

function parseGroup(tokens: TokenStream): OperandNode {
  const operand = parseOperand(tokens);
  tokens.expect('}', "'}' or an operator");
  return operand;
}

/** What begins with a word is a function where a parenthesis follows. */
function parseCall(tokens: TokenStream, name: WordNode): OperandNode {
  if (!tokens.accept('(')) return name;
  const args: [OperandNode, ...OperandNode[]] = [parseOperand(tokens, `what ${quoted(name.text)} is of`)];
  while (tokens.accept(',')) args.push(parseOperand(tokens));
  tokens.expect(')', "',' or ')'");
  return { kind: 'call', name: name.text, nameRange: name, args, start: name.start, end: tokens.taken };
}
