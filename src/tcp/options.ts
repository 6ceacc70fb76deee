import { int32, uint8 } from '../byte-order.js';
import { MIN_HEADER_LENGTH } from './header.js';

/**
 * Options of a TCP header (RFC 9293, section 3.2). In all functions `at` is the index of the header's first byte and `end`
 * the index behind the header as far as it is captured.
 */

/** tcp.option_kind of the options that are read here. */
export const OptionKind = {
  END: 0,
  NO_OPERATION: 1,
  MAXIMUM_SEGMENT_SIZE: 2,
  WINDOW_SCALE: 3,
  SACK_PERMITTED: 4,
  SACK: 5,
  TIMESTAMPS: 8,
} as const;

/** Bytes before an option's value: kind and length. */
const OPTION_HEADER_LENGTH = 2;
const SACK_BLOCK_LENGTH = 8;

/**
 * How many bytes an option takes, kind and length included.
 * @param option index of its kind, less than `end`
 * @returns 1 … 255, or 0 where its length cannot be or reaches beyond the header: nothing behind it can be read
 */
export function optionLength(bytes: Uint8Array, option: number, end: number): number {
  if (uint8(bytes, option) <= OptionKind.NO_OPERATION) return 1;
  if (option + 1 >= end) return 0;
  const length = uint8(bytes, option + 1);
  return length < OPTION_HEADER_LENGTH || option + length > end ? 0 : length;
}

/**
 * The option behind another one, to walk over all of them from `at + MIN_HEADER_LENGTH` on.
 * @returns an index above `option`; `end` where the options are over
 */
export function nextOption(bytes: Uint8Array, option: number, end: number): number {
  if (uint8(bytes, option) === OptionKind.END) return end;
  const length = optionLength(bytes, option, end);
  return length === 0 ? end : option + length;
}

/** Index of the first whole option of a kind that is at least `length` bytes long; -1 where there is none. */
export function findOption(bytes: Uint8Array, at: number, end: number, kind: number, length: number): number {
  for (let option = at + MIN_HEADER_LENGTH; option < end; option = nextOption(bytes, option, end)) {
    if (uint8(bytes, option) === kind && optionLength(bytes, option, end) >= length) return option;
  }
  return -1;
}

/** RFC 7323, section 2.3: larger shifts are read as this one. */
export const MAX_WINDOW_SHIFT = 14;
const WINDOW_SCALE_LENGTH = 3;

/** tcp.options.wscale.shift of a SYN's options: 0 … 14, or -1 where the option is absent */
export function windowShift(bytes: Uint8Array, at: number, end: number): number {
  const option = findOption(bytes, at, end, OptionKind.WINDOW_SCALE, WINDOW_SCALE_LENGTH);
  if (option < 0 || optionLength(bytes, option, end) !== WINDOW_SCALE_LENGTH) return -1;
  return Math.min(uint8(bytes, option + OPTION_HEADER_LENGTH), MAX_WINDOW_SHIFT);
}

/**
 * tcp.options.sack_le and tcp.options.sack_re (RFC 2018, section 3).
 * @param edges takes the left and the right edge of each whole block in turn, as signed 32-bit numbers (see seq.ts); what
 * it had before is dropped
 */
export function readSackEdges(bytes: Uint8Array, at: number, end: number, edges: number[]): void {
  if (edges.length > 0) edges.length = 0;
  const option = findOption(bytes, at, end, OptionKind.SACK, OPTION_HEADER_LENGTH + SACK_BLOCK_LENGTH);
  if (option < 0) return;
  const last = option + optionLength(bytes, option, end) - SACK_BLOCK_LENGTH;
  for (let block = option + OPTION_HEADER_LENGTH; block <= last; block += SACK_BLOCK_LENGTH) {
    edges.push(int32(bytes, block), int32(bytes, block + 4));
  }
}
