import { isUtf8 } from 'node:buffer';

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
  if (end - start <= SHORT_TEXT && isAscii(bytes, start, end)) return true;
  return isUtf8(bytes.subarray(start, end));
}

/** Whether no byte has its high bit set: most short messages are ASCII, and need no more than this. */
function isAscii(bytes: Uint8Array, start: number, end: number): boolean {
  const words = viewOn(bytes);
  let bits = 0;
  let at = start;
  for (const last = end - 4; at <= last; at += 4) bits |= words.getInt32(at);
  for (; at < end; at++) bits |= bytes[at] as number;
  return (bits & HIGH_BITS) === 0;
}
