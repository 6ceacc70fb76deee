import { printable } from '../field/printable.js';

const LF = 0x0a;
const CR = 0x0d;

/** How the messages of UPnP Device Architecture 2.0, section 1, begin. */
const STARTS = ['M-SEARCH ', 'NOTIFY ', 'HTTP/'].map((text) => Buffer.from(text));

/** A message's line in the packet list: its own first line, and a space as behind any of HTTP. */
export function ssdpInfo(bytes: Uint8Array, start: number, end: number): string {
  const begins = STARTS.some((text) =>
    text.every((byte, index) => start + index < end && bytes[start + index] === byte),
  );
  if (!begins) return 'Continuation';
  let lineEnd = start;
  while (lineEnd < end && bytes[lineEnd] !== LF) lineEnd++;
  if (bytes[lineEnd - 1] === CR) lineEnd--;
  return `${printable(Buffer.from(bytes.subarray(start, lineEnd)).toString('utf8'))} `;
}
