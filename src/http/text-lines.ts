import type { Tree } from '../field/tree.js';
import { LINE, TEXT_LINES_FIELDS } from './content-fields.js';
import { escapedText } from './escaped-text.js';

const LF = 0x0a;
const CR = 0x0d;

/** Lines that are shown at most: a text of line ends alone would fill the memory. */
const MAX_LINES = 100_000;

/** Where the line that begins at `from` ends, its end included: LF, CR LF or CR alone. */
function lineEnd(bytes: Uint8Array, from: number, end: number): number {
  for (let at = from; at < end; at++) {
    if (bytes[at] === LF) return at + 1;
    if (bytes[at] === CR) return at + 1 < end && bytes[at + 1] === LF ? at + 2 : at + 1;
  }
  return end;
}

/** How many lines a text has; a last one without an end counts too. */
function countLines(bytes: Uint8Array, start: number, end: number): number {
  let lines = 0;
  for (let at = start; at < end; at = lineEnd(bytes, at, end)) lines++;
  return lines;
}

/** Adds each line of a text as an item of its own. */
export function addLines(tree: Tree, bytes: Uint8Array, start: number, end: number): void {
  if (!tree.whole) return;
  let lines = 0;
  for (let at = start; at < end; lines++) {
    const next = lines < MAX_LINES ? lineEnd(bytes, at, end) : end;
    const text = lines < MAX_LINES ? escapedText(bytes, at, next) : `${countLines(bytes, at, end)} more lines`;
    tree.add(LINE, undefined, at, next - at, text);
    at = next;
  }
}

/** Draws text as `Line-based text data`. @param mediaType as HTTP says; absent elsewhere */
export function describeTextLines(tree: Tree, bytes: Uint8Array, start: number, end: number, mediaType?: string): void {
  if (!tree.wants('data-text-lines')) return;
  const type = mediaType === undefined ? '' : `: ${mediaType}`;
  const text = `Line-based text data${type} (${countLines(bytes, start, end)} lines)`;
  tree.open(TEXT_LINES_FIELDS.protocol, undefined, start, end - start, text);
  addLines(tree, bytes, start, end);
  tree.close();
}
