import type { Field } from '../field/field.js';
import type { Tree } from '../field/tree.js';
import type { HeaderSpan } from './header-span.js';

/** Whether a field with a fixed place was captured. */
export function isCaptured(field: Field, header: HeaderSpan): boolean {
  const [offset, length] = field.bits ?? [0, 0];
  return header.start + ((offset + length + 7) >> 3) <= header.payloadEnd;
}

/**
 * Adds fields that have fixed places, in their order, up to the first that was not captured.
 * @returns whether all of them were
 */
export function addCaptured(tree: Tree, header: HeaderSpan, fields: readonly Field[]): boolean {
  for (const field of fields) {
    if (!isCaptured(field, header)) return false;
    tree.fixed(field, header.start);
  }
  return true;
}
