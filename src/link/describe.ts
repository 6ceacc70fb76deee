import type { Tree } from '../field/tree.js';
import type { HeaderSpan } from './header-span.js';

/**
 * Draws a header into a tree from its description: its protocol's item and all fields that are captured. Called for
 * headers whose walk ended early too, so that it checks what is there before it reads.
 */
export type Describe = (tree: Tree, header: HeaderSpan) => void;
