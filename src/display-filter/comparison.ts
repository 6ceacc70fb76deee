import type { Tree } from '../field/tree.js';
import type { Operand, Value } from './operand.js';
import type { Quantifier } from './syntax.js';
import type { ComparisonOperator } from './token.js';
import { highest, keyOf, lowest, type Order, orderOf } from './value-order.js';

/** What is true or false of a packet. */
export type Test = (tree: Tree) => boolean;

type Relation = 'eq' | 'ne' | 'gt' | 'lt' | 'ge' | 'le';

/** What each operator asks of two values, and of how many of a field's values it asks that. */
const OPERATORS: Readonly<Record<ComparisonOperator, readonly [Relation, Quantifier]>> = {
  '==': ['eq', 'any'],
  '!=': ['ne', 'all'],
  '===': ['eq', 'all'],
  '!==': ['ne', 'any'],
  '>': ['gt', 'any'],
  '<': ['lt', 'any'],
  '>=': ['ge', 'any'],
  '<=': ['le', 'any'],
};

const HOLDS: Readonly<Record<Relation, (order: number) => boolean>> = {
  eq: (order) => order === 0,
  ne: (order) => order !== 0,
  gt: (order) => order > 0,
  lt: (order) => order < 0,
  ge: (order) => order >= 0,
  le: (order) => order <= 0,
};

/** Up to so many pairs of values are compared one by one. */
const FEW_PAIRS = 64;

/**
 * Compares the values of two operands of one kind. Without a value on either side it is false.
 * @param quantifier in place of what the operator itself asks for
 */
export function comparison(
  operator: ComparisonOperator,
  quantifier: Quantifier | undefined,
  left: Operand,
  right: Operand,
): Test {
  const [relation, usual] = OPERATORS[operator];
  const any = (quantifier ?? usual) === 'any';
  const order = orderOf(left.kind, right.constant?.prefix);
  const holds = HOLDS[relation];
  if (right.constant !== undefined) {
    const { value } = right.constant;
    return (tree) => holdsForValues(left.values(tree), any, (other) => holds(order(other, value)));
  }
  return (tree) => {
    const lefts = left.values(tree);
    const rights = right.values(tree);
    if (lefts.length === 0 || rights.length === 0) return false;
    if (lefts.length * rights.length > FEW_PAIRS) return holdsForMany(relation, any, lefts, rights, order);
    return holdsForValues(lefts, any, (a) => holdsForValues(rights, any, (b) => holds(order(a, b))));
  };
}

/** Whether a test holds for any of the values, or for all of them, of which there must be one. */
export function holdsForValues(values: readonly Value[], any: boolean, test: (value: Value) => boolean): boolean {
  for (const value of values) if (test(value) === any) return any;
  return !any && values.length > 0;
}

/** The same as comparing every pair, in a time that does not multiply: a packet may have thousands of values. */
function holdsForMany(
  relation: Relation,
  any: boolean,
  lefts: readonly Value[],
  rights: readonly Value[],
  order: Order,
): boolean {
  switch (relation) {
    case 'eq':
      return any ? haveCommon(lefts, rights) : areOne(lefts, rights, order);
    case 'ne':
      return any ? !areOne(lefts, rights, order) : !haveCommon(lefts, rights);
    case 'lt':
    case 'le': {
      const [a, b] = any
        ? [lowest(lefts, order), highest(rights, order)]
        : [highest(lefts, order), lowest(rights, order)];
      return a !== undefined && b !== undefined && HOLDS[relation](order(a, b));
    }
    case 'gt':
      return holdsForMany('lt', any, rights, lefts, order);
    case 'ge':
      return holdsForMany('le', any, rights, lefts, order);
  }
}

function haveCommon(lefts: readonly Value[], rights: readonly Value[]): boolean {
  const known = new Set(rights.map(keyOf));
  return lefts.some((value) => known.has(keyOf(value)));
}

/** Whether all values of both sides are the same. */
function areOne(lefts: readonly Value[], rights: readonly Value[], order: Order): boolean {
  const [first] = lefts;
  return first !== undefined && [lefts, rights].every((side) => side.every((value) => order(first, value) === 0));
}
