import type { Tree } from '../field/tree.js';

/** A packet's part in a unit that was put together from several. */
export interface PduSegment {
  readonly packet: number;
  /** Bytes of the unit that it carried. */
  readonly length: number;
}

/** A protocol data unit above TCP or UDP, told with the packet that completes it. */
export interface Pdu {
  /** For the Protocol column. */
  readonly protocol: string;
  /** As in frame.protocols, the outermost first: `http`, or `websocket`, `data-text-lines`. */
  readonly layers: readonly string[];
  /** For the Info column. */
  readonly info: string;
  /** Length in bytes, where its protocol says it at its beginning (tcp.pdu.size). */
  readonly size?: number;
  /** Bytes of it in the packet that completes it, where others carry some as well; 0 where not. */
  readonly part?: number;
  /** Draws it; absent where its bytes were not kept. */
  readonly describe?: (tree: Tree) => void;
}
