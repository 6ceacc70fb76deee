import { uint8, uint16, uint32 } from '../byte-order.js';
import { addExpert, ExpertGroup, Severity } from '../field/expert.js';
import type { Field } from '../field/field.js';
import type { Tree } from '../field/tree.js';
import { TCP_OPTION_FIELDS as FIELDS } from './fields.js';
import { acknowledgmentNumber, MIN_HEADER_LENGTH } from './header.js';
import { MAX_WINDOW_SHIFT, OptionKind, optionLength } from './options.js';

/** How an option is called in the line that lists them all. */
const SHORT_NAMES: ReadonlyMap<number, string> = new Map([
  [OptionKind.END, 'End of Option List (EOL)'],
  [OptionKind.NO_OPERATION, 'No-Operation (NOP)'],
  [OptionKind.MAXIMUM_SEGMENT_SIZE, 'Maximum segment size'],
  [OptionKind.WINDOW_SCALE, 'Window scale'],
  [OptionKind.SACK_PERMITTED, 'SACK permitted'],
  [OptionKind.SACK, 'SACK'],
  [OptionKind.TIMESTAMPS, 'Timestamps'],
]);

/**
 * Draws a segment's options (RFC 9293, section 3.2).
 * @param at index of the header's first byte
 * @param end index behind the options as far as they are captured
 * @param sackBase what the edges of SACK blocks are relative to
 */
export function describeOptions(tree: Tree, bytes: Uint8Array, at: number, end: number, sackBase: number): void {
  const first = at + MIN_HEADER_LENGTH;
  const names: string[] = [];
  for (const option of wholeOptions(bytes, first, end)) {
    names.push(SHORT_NAMES.get(uint8(bytes, option)) ?? `Unknown (0x${hexByte(uint8(bytes, option))})`);
  }
  const text = `Options: (${end - first} bytes), ${names.join(', ')}`;
  tree.open(FIELDS.options, bytes.subarray(first, end), first, end - first, text);
  for (const option of wholeOptions(bytes, first, end)) {
    describeOption(tree, bytes, at, option, optionLength(bytes, option, end), sackBase);
  }
  tree.close();
}

function hexByte(value: number): string {
  return value.toString(16).padStart(2, '0');
}

/** Where each whole option begins; what stands behind the end of the list is shown as well. */
function wholeOptions(bytes: Uint8Array, first: number, end: number): number[] {
  const options: number[] = [];
  for (let option = first; option < end; ) {
    const length = optionLength(bytes, option, end);
    if (length === 0) break;
    options.push(option);
    option += length;
  }
  return options;
}

function describeOption(
  tree: Tree,
  bytes: Uint8Array,
  header: number,
  at: number,
  length: number,
  sackBase: number,
): void {
  const kind = uint8(bytes, at);
  const open = (field: Field, text?: string): void => {
    tree.open(field, bytes.subarray(at, at + length), at, length, text ?? field.label);
    tree.fixed(FIELDS.kind, at);
    if (kind > OptionKind.NO_OPERATION) tree.fixed(FIELDS.length, at);
  };
  switch (kind) {
    case OptionKind.END:
      open(FIELDS.endOfList);
      break;
    case OptionKind.NO_OPERATION:
      open(FIELDS.noOperation);
      break;
    case OptionKind.MAXIMUM_SEGMENT_SIZE:
      if (length !== 4) {
        describeUnknown(tree, bytes, at, length);
        return;
      }
      open(FIELDS.maximumSegmentSize, `${FIELDS.maximumSegmentSize.label}: ${uint16(bytes, at + 2)} bytes`);
      tree.fixed(FIELDS.mssValue, at);
      break;
    case OptionKind.WINDOW_SCALE: {
      if (length !== 3) {
        describeUnknown(tree, bytes, at, length);
        return;
      }
      const shift = uint8(bytes, at + 2);
      const factor = 2 ** Math.min(shift, MAX_WINDOW_SHIFT);
      open(FIELDS.windowScale, `${FIELDS.windowScale.label}: ${shift} (multiply by ${factor})`);
      tree.fixed(FIELDS.shift, at);
      tree.generated(FIELDS.multiplier, factor, at + 2, 1);
      break;
    }
    case OptionKind.SACK_PERMITTED:
      open(FIELDS.sackPermitted);
      break;
    case OptionKind.SACK:
      describeSack(tree, bytes, header, at, length, sackBase, open);
      break;
    case OptionKind.TIMESTAMPS: {
      if (length !== 10) {
        describeUnknown(tree, bytes, at, length);
        return;
      }
      const [value, echo] = [uint32(bytes, at + 2), uint32(bytes, at + 6)];
      open(FIELDS.timestamp, `${FIELDS.timestamp.label}: TSval ${value}, TSecr ${echo}`);
      tree.fixed(FIELDS.timestampValue, at);
      tree.fixed(FIELDS.timestampEcho, at);
      break;
    }
    default:
      describeUnknown(tree, bytes, at, length);
      return;
  }
  tree.close();
}

/** Bytes of a block's two edges (RFC 2018, section 3). */
const SACK_BLOCK = 8;

function describeSack(
  tree: Tree,
  bytes: Uint8Array,
  header: number,
  at: number,
  length: number,
  base: number,
  open: (field: Field, text: string) => void,
): void {
  const edge = (index: number): number => (uint32(bytes, index) - base) >>> 0;
  const blocks: number[] = [];
  for (let block = at + 2; block + SACK_BLOCK <= at + length; block += SACK_BLOCK) blocks.push(block);
  const ranges = blocks.map((block) => ` ${edge(block)}-${edge(block + 4)}`);
  open(FIELDS.sack, `${FIELDS.sack.label}${ranges.join('')}`);
  for (const block of blocks) {
    tree.add(FIELDS.leftEdge, edge(block), block, 4, `left edge = ${edge(block)} (relative)`);
    tree.add(FIELDS.rightEdge, edge(block + 4), block + 4, 4, `right edge = ${edge(block + 4)} (relative)`);
  }
  tree.generated(FIELDS.sackCount, blocks.length, at, length);
  const [first, second] = blocks;
  const acknowledged = acknowledgmentNumber(bytes, header) - base;
  if (first === undefined) return;
  // The first block tells of bytes that came again where they are acknowledged or in the second one (RFC 2883, section 4).
  const isInSecond = second !== undefined && edge(first) >= edge(second) && edge(first + 4) <= edge(second + 4);
  if (edge(first) < acknowledged >>> 0 || isInSecond) describeDuplicate(tree, first, edge);
}

function describeDuplicate(tree: Tree, block: number, edge: (index: number) => number): void {
  const [left, right] = [edge(block), edge(block + 4)];
  tree.generated(FIELDS.duplicateLeftEdge, left, block, 4, `D-SACK Left Edge = ${left} (relative)`);
  tree.generated(FIELDS.duplicateRightEdge, right, block + 4, 4, `D-SACK Right Edge = ${right} (relative)`);
  const { duplicateSack } = FIELDS;
  tree.open(duplicateSack, undefined, block, SACK_BLOCK, duplicateSack.label);
  addExpert(tree, duplicateSack, Severity.WARNING, ExpertGroup.SEQUENCE, block, SACK_BLOCK);
  tree.close();
}

function describeUnknown(tree: Tree, bytes: Uint8Array, at: number, length: number): void {
  tree.open(FIELDS.unknown, bytes.subarray(at, at + length), at, length, FIELDS.unknown.label);
  tree.fixed(FIELDS.kind, at);
  tree.fixed(FIELDS.length, at);
  if (length > 2) tree.add(FIELDS.unknownPayload, bytes.subarray(at + 2, at + length), at + 2, length - 2);
  tree.close();
}
