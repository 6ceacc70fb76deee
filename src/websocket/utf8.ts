import { isUtf8 } from 'node:buffer';
import { uint8 } from '../byte-order.js';

/** Up to this length a look at the words is faster than a call into native code. */
const SHORT_TEXT = 512;

const HIGH_BITS = 0x80808080;

/** The two arrays looked at last: payloads of one side stand in the capture, those of the other where they were unmasked. */
let viewed: Uint8Array | undefined;
let view: DataView = new DataView(new ArrayBuffer(0));
let otherViewed: Uint8Array | undefined;
let otherView: DataView = view;

function viewOn(bytes: Uint8Array): DataView {
  if (bytes === viewed) return view;
  const found = bytes === otherViewed ? otherView : new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  otherViewed = viewed;
  otherView = view;
  viewed = bytes;
  view = found;
  return found;
}

/** Whether `bytes[start … end)` is valid UTF-8 (RFC 3629). */
export function isValidUtf8(bytes: Uint8Array, start: number, end: number): boolean {
  return end - start <= SHORT_TEXT ? isShortUtf8(bytes, start, end) : isUtf8(bytes.subarray(start, end));
}

/** Steps over ASCII a word at a time, and over other characters one by one. */
function isShortUtf8(bytes: Uint8Array, start: number, end: number): boolean {
  const words = viewOn(bytes);
  const lastWord = end - 4;
  let at = start;
  for (;;) {
    let high = 0;
    while (at <= lastWord) {
      high = words.getInt32(at) & HIGH_BITS;
      if (high !== 0) break;
      at += 4;
    }
    if (high !== 0) at += Math.clz32(high) >> 3;
    else while (at < end && uint8(bytes, at) < 0x80) at++;
    if (at >= end) return true;
    const length = characterLength(bytes, at, end);
    if (length === 0) return false;
    at += length;
  }
}

/** Length of the character beyond ASCII that begins at `at` (RFC 3629, section 4). @returns 2 … 4, or 0 for none */
function characterLength(bytes: Uint8Array, at: number, end: number): number {
  const first = uint8(bytes, at);
  const second = at + 1 < end ? uint8(bytes, at + 1) : 0;
  if (first < 0xe0) return first >= 0xc2 && isTail(second) ? 2 : 0;
  if (at + 2 >= end || !isTail(second) || !isTail(uint8(bytes, at + 2))) return 0;
  if (first < 0xf0) {
    // Neither a longer form than needed nor a surrogate.
    return (first === 0xe0 && second < 0xa0) || (first === 0xed && second >= 0xa0) ? 0 : 3;
  }
  if (at + 3 >= end || !isTail(uint8(bytes, at + 3))) return 0;
  // Nor beyond U+10FFFF.
  return first > 0xf4 || (first === 0xf0 && second < 0x90) || (first === 0xf4 && second >= 0x90) ? 0 : 4;
}

function isTail(byte: number): boolean {
  return (byte & 0xc0) === 0x80;
}
