import type { Tree } from '../field/tree.js';
import { FilterError, type TextRange } from './filter-error.js';
import { mapped, NO_VALUES, type Operand, type Target, typeText, type Value } from './operand.js';
import type { ArithmeticOperator } from './token.js';

/** Results of one calculation in one packet; pairs of values beyond that are left out. */
const MOST_RESULTS = 65_536;

type Integer = number | bigint;

/**
 * What literals within a calculation become: of the same type, but of any size, as the result may be.
 */
export function calculationTarget(target: Target): Target {
  switch (target.type) {
    case 'uint':
    case 'int':
    case 'uint64':
    case 'frame-number':
      return { type: 'int', name: target.name, fields: [] };
    default:
      return target;
  }
}

/** Calculates with every pair of values. Division by zero has no value. */
export function calculated(
  operator: ArithmeticOperator,
  left: Operand,
  right: Operand,
  ranges: { readonly left: TextRange; readonly right: TextRange },
): Operand {
  requireOperator(operator, left, ranges.left);
  requireOperator(operator, right, ranges.right);
  if (left.kind !== right.kind) {
    throw new FilterError(
      `${right.target.name} is ${typeText(right.target.type)}, and ${left.target.name} is ${typeText(left.target.type)}`,
      ranges.right,
    );
  }
  const values = (tree: Tree): readonly Value[] => {
    const lefts = left.values(tree);
    if (lefts.length === 0) return NO_VALUES;
    const rights = right.values(tree);
    const results: Value[] = [];
    for (const a of lefts) {
      for (const b of rights) {
        if (results.length === MOST_RESULTS) return results;
        const result = calculate(operator, a, b);
        if (result !== undefined) results.push(result);
      }
    }
    return results;
  };
  return { kind: left.kind, target: calculationTarget(left.target), values };
}

/** What `-` before an operand makes of it. */
export function negated(of: Operand, range: TextRange): Operand {
  requireOperator('-', of, range);
  const type = of.kind === 'number' ? 'int' : of.target.type;
  return mapped(of, type, of.target.name, (value) => calculate('-', typeof value === 'bigint' ? 0n : 0, value));
}

function requireOperator(operator: ArithmeticOperator, { kind, target }: Operand, range: TextRange): void {
  if (!takes(operator, { kind, target })) {
    throw new FilterError(`'${operator}' cannot be used on ${target.name}, which is ${typeText(target.type)}`, range);
  }
}

function takes(operator: ArithmeticOperator, { kind, target }: Pick<Operand, 'kind' | 'target'>): boolean {
  switch (kind) {
    case 'number':
      return target.type !== 'boolean';
    case 'relative-time':
      return operator === '+' || operator === '-';
    case 'bytes':
      return operator === '&' && target.type !== 'protocol';
    case 'ipv4':
    case 'ipv6':
      return operator === '&';
    default:
      return false;
  }
}

function calculate(operator: ArithmeticOperator, a: Value, b: Value): Value | undefined {
  if (a instanceof Uint8Array && b instanceof Uint8Array) return commonBits(a, b);
  if (!isInteger(a) || !isInteger(b)) return undefined;
  if (typeof a === 'number' && typeof b === 'number') {
    const result = calculateNumbers(operator, a, b);
    if (result === undefined || Number.isSafeInteger(result)) return result;
  }
  return calculateIntegers(operator, BigInt(a), BigInt(b));
}

function isInteger(value: Value): value is Integer {
  return typeof value === 'number' || typeof value === 'bigint';
}

/** @returns NaN where the numbers are too large for it; undefined for a division by zero */
function calculateNumbers(operator: ArithmeticOperator, a: number, b: number): number | undefined {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return b === 0 ? undefined : Math.trunc(a / b);
    case '%':
      return b === 0 ? undefined : a % b;
    case '&':
      return (a | 0) === a && (b | 0) === b ? a & b : Number.NaN;
  }
}

function calculateIntegers(operator: ArithmeticOperator, a: bigint, b: bigint): bigint | undefined {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return b === 0n ? undefined : a / b;
    case '%':
      return b === 0n ? undefined : a % b;
    case '&':
      return a & b;
  }
}

/** The bits that both have, as many bytes as the shorter one. */
function commonBits(a: Uint8Array, b: Uint8Array): Uint8Array {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  return short.map((byte, index) => byte & (long[index] ?? 0));
}

/** Whether a calculation's result counts as true: it is not zero. */
export function isNonZero(value: Value): boolean {
  if (value instanceof Uint8Array) return value.some((byte) => byte !== 0);
  return typeof value === 'bigint' ? value !== 0n : value !== 0;
}
