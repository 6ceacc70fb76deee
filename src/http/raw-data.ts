import type { Tree } from '../field/tree.js';
import { DATA_FIELDS } from './content-fields.js';

/** `3 bytes`, `1 byte` */
export function byteCount(count: number): string {
  return count === 1 ? '1 byte' : `${count} bytes`;
}

/** Draws bytes that no protocol claims, as `Data (3 bytes)`. */
export function describeData(tree: Tree, bytes: Uint8Array, start: number, end: number): void {
  if (!tree.wants('data')) return;
  const length = end - start;
  tree.open(DATA_FIELDS.protocol, undefined, start, length, `Data (${byteCount(length)})`);
  tree.add(DATA_FIELDS.data, bytes.subarray(start, end), start, length);
  tree.generated(DATA_FIELDS.length, length, start, 0);
  tree.close();
}
