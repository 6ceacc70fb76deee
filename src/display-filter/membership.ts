import type { Tree } from '../field/tree.js';
import { holdsForValues, type Test } from './comparison.js';
import type { Operand, Value } from './operand.js';
import { highest, keyOf, lowest, orderOf } from './value-order.js';

/** An element of a set: one operand's values, or all from one's to another's. */
export interface Element {
  readonly low: Operand;
  readonly high: Operand | undefined;
}

/** Whether a value is in a part of the set, in one packet. */
type Part = (tree: Tree) => (value: Value) => boolean;

/** Whether any value of an operand, or all of them, are in a set. */
export function membership(left: Operand, elements: readonly Element[], any: boolean): Test {
  const parts = [...plainParts(elements), ...elements.filter((element) => !isPlain(element)).map(partOf)];
  return (tree) => {
    const values = left.values(tree);
    if (values.length === 0) return false;
    const contain = parts.map((part) => part(tree));
    return holdsForValues(values, any, (value) => contain.some((contains) => contains(value)));
  };
}

/** Single literals are looked up together, however many they are. */
function isPlain({ low, high }: Element): boolean {
  return high === undefined && low.constant !== undefined && low.constant.prefix === undefined;
}

function plainParts(elements: readonly Element[]): readonly Part[] {
  const known = new Set(
    elements.filter(isPlain).flatMap(({ low }) => (low.constant ? [keyOf(low.constant.value)] : [])),
  );
  const contains = (value: Value): boolean => known.has(keyOf(value));
  return known.size === 0 ? [] : [() => contains];
}

function partOf({ low, high }: Element): Part {
  const order = orderOf(low.kind);
  const lowOrder = orderOf(low.kind, low.constant?.prefix);
  if (high === undefined) {
    return (tree) => {
      const values = low.values(tree);
      if (values.length > 1) {
        const known = new Set(values.map(keyOf));
        return (value) => known.has(keyOf(value));
      }
      const [only] = values;
      return (value) => only !== undefined && lowOrder(value, only) === 0;
    };
  }
  const highOrder = orderOf(high.kind, high.constant?.prefix);
  return (tree) => {
    const first = lowest(low.values(tree), order);
    const last = highest(high.values(tree), order);
    if (first === undefined || last === undefined) return () => false;
    return (value) => lowOrder(value, first) >= 0 && highOrder(value, last) <= 0;
  };
}
