import { FilterError, quoted } from './filter-error.js';
import { parseInteger } from './number-literal.js';

/** Bytes of a value; a negative start counts from its end. */
export interface SliceRange {
  readonly start: number;
  /** Undefined: to the end. */
  readonly length: number | undefined;
}

const MOST_RANGES = 64;

/** Slices that put together more bytes than this have no value. */
const MOST_BYTES = 1024 * 1024;

const NUMBER = '(-?[0-9][0-9a-z]*)';
const FROM_LENGTH = new RegExp(String.raw`^${NUMBER}?\s*:\s*${NUMBER}?$`, 'i');
const FROM_TO = new RegExp(String.raw`^${NUMBER}\s*-\s*${NUMBER}$`, 'i');
const SINGLE = new RegExp(`^${NUMBER}$`, 'i');

/**
 * Reads `0:4`, `4`, `-2:`, `:4`, `1-3`, or several with commas.
 * @param text what stands between the brackets
 * @param at where it stands in the filter
 */
export function parseSlice(text: string, at: number): readonly SliceRange[] {
  const ranges: SliceRange[] = [];
  let start = at;
  for (const part of text.split(',')) {
    const range = { start, end: start + part.length };
    if (ranges.length === MOST_RANGES) throw new FilterError(`a slice has at most ${MOST_RANGES} parts`, range);
    const parsed = parseRange(part);
    if (typeof parsed === 'string') throw new FilterError(parsed, range);
    ranges.push(parsed);
    start = range.end + 1;
  }
  return ranges;
}

/** @returns what is wrong, where it is no range */
function parseRange(part: string): SliceRange | string {
  const text = part.trim();
  const single = SINGLE.exec(text);
  if (single !== null) return fromLength(text, position(single[1], 0), 1);
  const fromStart = FROM_LENGTH.exec(text);
  if (fromStart !== null) return fromLength(text, position(fromStart[1], 0), position(fromStart[2], undefined));
  const ends = FROM_TO.exec(text);
  if (ends !== null) return fromTo(text, position(ends[1], 0), position(ends[2], 0));
  return noRange(text);
}

function noRange(text: string): string {
  return `${quoted(text)} is no range of bytes; write [start:length], [first-last] or [index]`;
}

/** @returns NaN where it is no number that can be meant */
function position<T>(text: string | undefined, absent: T): number | T {
  if (text === undefined) return absent;
  const negative = text.startsWith('-');
  const size = parseInteger(negative ? text.slice(1) : text);
  if (size === undefined || size > 0x7fff_ffffn) return Number.NaN;
  return negative ? -Number(size) : Number(size);
}

function fromLength(text: string, start: number, length: number | undefined): SliceRange | string {
  if (Number.isNaN(start) || Number.isNaN(length)) return noRange(text);
  if (length !== undefined && length <= 0) return 'the length of a slice must be 1 or more';
  return { start, length };
}

function fromTo(text: string, first: number, last: number): SliceRange | string {
  if (Number.isNaN(first) || Number.isNaN(last)) return noRange(text);
  if (first < 0 !== last < 0) return 'the first and the last byte must both count from the same side';
  if (first > last) return `the first byte, ${first}, is behind the last, ${last}`;
  return { start: first, length: last - first + 1 };
}

/** The bytes of all ranges, one after the other. @returns undefined where one of them is not within the value */
export function sliceOf(bytes: Uint8Array, ranges: readonly SliceRange[]): Uint8Array | undefined {
  const parts: Uint8Array[] = [];
  let total = 0;
  for (const { start, length } of ranges) {
    const from = start < 0 ? bytes.length + start : start;
    const to = length === undefined ? bytes.length : from + length;
    if (from < 0 || from >= to || to > bytes.length) return undefined;
    const part = bytes.subarray(from, to);
    total += part.length;
    if (total > MOST_BYTES) return undefined;
    parts.push(part);
  }
  const [only] = parts;
  return parts.length === 1 ? only : Buffer.concat(parts);
}
