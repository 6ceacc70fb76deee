import type { Tree } from '../field/tree.js';

/** The item that tells of the packet as a whole. */
const FRAME = 'frame';

/** The protocol of bytes that nothing is known of. */
export const DATA = 'data';

/** Which layer of its packet a root of the tree is, from 0; undefined for what is about the packet as a whole. */
export function layerIndex(tree: Tree, root: number): number | undefined {
  const frames = tree.roots[0]?.field.name === FRAME ? 1 : 0;
  return root < frames ? undefined : root - frames;
}
