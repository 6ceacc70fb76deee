import { FilterError } from './filter-error.js';
import { parseOperand } from './operand-parser.js';
import type { OperandNode, Quantifier, SetElement, TestNode } from './syntax.js';
import type { ComparisonOperator, Operator } from './token.js';
import { TokenStream } from './token-stream.js';

/** UTF-16 units of a filter. */
const LONGEST_FILTER = 256 * 1024;

const TEST = 'a field, a function or a test in parentheses';

/** What joins tests, the operator that binds least first. */
const JOINTS: readonly { readonly operator: Operator; readonly kind: 'and' | 'or' | 'xor' }[] = [
  { operator: '||', kind: 'or' },
  { operator: '^^', kind: 'xor' },
  { operator: '&&', kind: 'and' },
];

/**
 * Reads a filter; whether its fields exist and its values fit them is not looked at.
 * @throws FilterError
 */
export function parseFilter(text: string): TestNode {
  if (text.length > LONGEST_FILTER) {
    throw new FilterError(`a filter has at most ${LONGEST_FILTER} characters, this one ${text.length}`, {
      start: LONGEST_FILTER,
      end: text.length,
    });
  }
  const tokens = new TokenStream(text);
  const test = parseJoined(tokens, 0);
  if (tokens.token.kind !== 'end') throw tokens.unexpected(expectedBehind(tokens));
  return test;
}

/** What could have followed a whole test. */
function expectedBehind(tokens: TokenStream): string {
  const afterParenthesis = tokens.text[tokens.taken - 1] === ')';
  return afterParenthesis
    ? '&&, ||, ^^ or the end; values are grouped with { }'
    : 'a comparison, &&, ||, ^^ or the end';
}

function parseJoined(tokens: TokenStream, level: number): TestNode {
  const joint = JOINTS[level];
  if (joint === undefined) return parseNegated(tokens);
  const first = parseJoined(tokens, level + 1);
  if (tokens.operator !== joint.operator) return first;
  const tests = [first];
  while (tokens.accept(joint.operator)) tests.push(parseJoined(tokens, level + 1));
  return { kind: joint.kind, tests, start: first.start, end: tokens.taken };
}

function parseNegated(tokens: TokenStream): TestNode {
  const { start } = tokens.token;
  let negated = false;
  while (tokens.accept('!')) negated = !negated;
  const test = parsePrimary(tokens);
  return negated ? { kind: 'not', test, start, end: test.end } : test;
}

function parsePrimary(tokens: TokenStream): TestNode {
  const { token } = tokens;
  if (!tokens.accept('(')) return parseTest(tokens);
  const test = tokens.nested(token, () => parseJoined(tokens, 0));
  tokens.expect(')', "')' or an operator");
  return { ...test, start: token.start, end: tokens.taken };
}

function parseTest(tokens: TokenStream): TestNode {
  const { start } = tokens.token;
  const quantifier = parseQuantifier(tokens);
  const left = parseOperand(tokens, quantifier === undefined ? TEST : 'a field or a function');
  const inverted = tokens.operator === '!';
  if (inverted) tokens.take();
  if (inverted || tokens.operator === 'in') {
    tokens.expect('in', "'in' and a set");
    const elements = parseSet(tokens);
    const range = { start, end: tokens.taken };
    const test: TestNode = { kind: 'membership', quantifier, left, elements, ...range };
    return inverted ? { kind: 'not', test, ...range } : test;
  }
  if (tokens.accept('contains')) {
    const right = parseOperand(tokens, 'what it has to contain');
    return { kind: 'contains', quantifier, left, right, start, end: right.end };
  }
  if (tokens.accept('~')) {
    const right = parseOperand(tokens, 'a regular expression in double quotes');
    return { kind: 'matches', quantifier, left, right, start, end: right.end };
  }
  if (comparisonOperator(tokens.operator) !== undefined) return parseComparisons(tokens, quantifier, left);
  if (quantifier !== undefined) throw tokens.unexpected(`a comparison, as '${quantifier}' is of one`);
  return { kind: 'exists', operand: left, start, end: left.end };
}

function parseQuantifier(tokens: TokenStream): Quantifier | undefined {
  if (tokens.accept('any')) return 'any';
  return tokens.accept('all') ? 'all' : undefined;
}

/** Comparisons in a row all have to hold: `a < b < c`. */
function parseComparisons(tokens: TokenStream, quantifier: Quantifier | undefined, first: OperandNode): TestNode {
  const tests: TestNode[] = [];
  let left = first;
  for (;;) {
    const operator = comparisonOperator(tokens.operator);
    if (operator === undefined) break;
    tokens.take();
    const right = parseOperand(tokens, 'a value to compare with');
    tests.push({ kind: 'comparison', operator, quantifier, left, right, start: left.start, end: right.end });
    left = right;
  }
  const [only] = tests;
  if (only !== undefined && tests.length === 1) return only;
  return { kind: 'and', tests, start: first.start, end: tokens.taken };
}

function comparisonOperator(operator: Operator | undefined): ComparisonOperator | undefined {
  switch (operator) {
    case '==':
    case '!=':
    case '===':
    case '!==':
    case '>':
    case '<':
    case '>=':
    case '<=':
      return operator;
    default:
      return undefined;
  }
}

/** `{80, 443, 8000..8100}` */
function parseSet(tokens: TokenStream): readonly SetElement[] {
  tokens.expect('{', 'a set: {1, 2, 5..7}');
  const elements: SetElement[] = [];
  do {
    const low = parseOperand(tokens, 'a value of the set');
    const high = tokens.accept('..') ? parseOperand(tokens, 'the end of the range') : undefined;
    elements.push({ low, high });
  } while (tokens.accept(','));
  tokens.expect('}', "',' or '}'");
  return elements;
}
