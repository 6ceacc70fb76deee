import { holdsForValues, type Test } from './comparison.js';
import type { Operand, Value } from './operand.js';

/** Searches in one packet; pairs of values beyond that are not looked at. */
const MOST_SEARCHES = 65_536;

/** Whether any value of an operand, or all of them, contain a value of another one. */
export function containment(left: Operand, right: Operand, any: boolean): Test {
  if (right.constant !== undefined) {
    const { value } = right.constant;
    return (tree) => holdsForValues(left.values(tree), any, (whole) => contains(whole, value));
  }
  return (tree) => {
    const lefts = left.values(tree);
    if (lefts.length === 0) return false;
    const rights = right.values(tree).slice(0, Math.ceil(MOST_SEARCHES / lefts.length));
    if (rights.length === 0) return false;
    return holdsForValues(lefts, any, (whole) => holdsForValues(rights, any, (part) => contains(whole, part)));
  };
}

function contains(whole: Value, part: Value): boolean {
  if (typeof whole === 'string') return typeof part === 'string' && whole.includes(part);
  if (!(whole instanceof Uint8Array && part instanceof Uint8Array)) return false;
  const searched = Buffer.from(whole.buffer, whole.byteOffset, whole.length);
  return searched.includes(Buffer.from(part.buffer, part.byteOffset, part.length));
}
