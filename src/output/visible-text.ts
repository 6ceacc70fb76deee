import { type ByteWriter, Constant } from './byte-writer.js';

/**
 * Text of a capture is shown on terminals and in logs, so it must neither act as a terminal escape, nor turn the order
 * of what is read (bidirectional controls), nor begin a line of its own. Such characters are written as `\u{1b}`: C0 and
 * C1 controls, DEL, LINE and PARAGRAPH SEPARATOR, and all bidirectional controls. A tab is harmless and stays.
 */
const UNSAFE_RANGES = [
  [0x00, 0x08],
  [0x0a, 0x1f],
  [0x7f, 0x9f],
  [0x061c, 0x061c],
  [0x200e, 0x200f],
  [0x2028, 0x202e],
  [0x2066, 0x2069],
] as const;

const UNSAFE = new RegExp(`[${UNSAFE_RANGES.map((range) => range.map(unicodeEscape).join('-')).join('')}]`, 'gu');

function unicodeEscape(codePoint: number): string {
  return `\\u{${codePoint.toString(16)}}`;
}

function isUnsafe(codePoint: number): boolean {
  return UNSAFE_RANGES.some(([first, last]) => codePoint >= first && codePoint <= last);
}

/** One line of text that is safe to show: whatever could act is written as `\u{…}`, line ends included. */
export function visible(text: string): string {
  return text.replace(UNSAFE, (character) => unicodeEscape(character.codePointAt(0) ?? 0));
}

/** How the characters that move the cursor are written: they differ between blocks and single lines. */
export interface TextLayout {
  /** In place of LF and CR LF. */
  readonly lineEnd: Constant;
  readonly tab: Constant;
}

/** Lines go on behind an indent of two tab stops, where the values of a block stand. */
export const BLOCK_LAYOUT: TextLayout = { lineEnd: new Constant('\n\t\t'), tab: new Constant('\t') };

/** Everything stays on one line. */
export const LINE_LAYOUT: TextLayout = { lineEnd: new Constant('⏎'), tab: new Constant('⇥') };

/** The longest character that may be unsafe is U+2069, three bytes. */
const LONGEST_UNSAFE = 3;

/** Bytes that may begin an unsafe character in UTF-8, by the number of bytes it has. */
const UNSAFE_LEADS = new Uint8Array(256);
for (const [first, last] of UNSAFE_RANGES) {
  for (let codePoint = first; codePoint <= last; codePoint++) {
    const bytes = Buffer.from(String.fromCodePoint(codePoint), 'utf8');
    UNSAFE_LEADS[bytes[0] as number] = bytes.length;
  }
}
const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;
UNSAFE_LEADS[TAB] = 1;

/** Bytes of input between two looks at the room left. */
const SLICE = 16 * 1024;

/**
 * Writes `bytes[start … end)` so that it is safe to show.
 * @param bytes valid UTF-8 within the range
 */
export function writeVisible(
  writer: ByteWriter,
  bytes: Uint8Array,
  start: number,
  end: number,
  layout: TextLayout,
): void {
  let from = start;
  while (from < end) {
    const plain = plainRun(bytes, from, Math.min(end, from + SLICE));
    writer.copy(bytes, from, plain);
    from = plain;
    if (from < end && UNSAFE_LEADS[bytes[from] as number] !== 0)
      from = writeCharacter(writer, bytes, from, end, layout);
  }
}

/** @returns the index of the first byte that may begin an unsafe character, or `end` */
function plainRun(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && UNSAFE_LEADS[bytes[at] as number] === 0) at++;
  return at;
}

/** Writes the character whose first byte looks unsafe. @returns the index behind it */
function writeCharacter(writer: ByteWriter, bytes: Uint8Array, at: number, end: number, layout: TextLayout): number {
  const lead = bytes[at] as number;
  if (lead === TAB) {
    writer.constant(layout.tab);
    return at + 1;
  }
  if (lead === LF || (lead === CR && at + 1 < end && bytes[at + 1] === LF)) {
    writer.constant(layout.lineEnd);
    return lead === CR ? at + 2 : at + 1;
  }
  const next = Math.min(at + (UNSAFE_LEADS[lead] as number), end);
  const codePoint = decode(bytes, at, next);
  if (isUnsafe(codePoint)) writer.text(unicodeEscape(codePoint));
  else writer.copy(bytes, at, next);
  return next;
}

/** The code point of one, two or three bytes of UTF-8. */
function decode(bytes: Uint8Array, at: number, next: number): number {
  const lead = bytes[at] as number;
  if (next - at === 1) return lead;
  const second = (bytes[at + 1] as number) & 0x3f;
  if (next - at < LONGEST_UNSAFE) return ((lead & 0x1f) << 6) | second;
  return ((lead & 0x0f) << 12) | (second << 6) | ((bytes[at + 2] as number) & 0x3f);
}

/** Writes text that is not valid UTF-8, with U+FFFD in place of what is not. */
export function writeVisibleLossy(
  writer: ByteWriter,
  bytes: Uint8Array,
  start: number,
  end: number,
  layout: TextLayout,
): void {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const encoder = new TextEncoder();
  let carry = '';
  for (let from = start; from < end; from += SLICE) {
    const to = Math.min(from + SLICE, end);
    const text = carry + decoder.decode(bytes.subarray(from, to), { stream: to < end });
    // A CR whose LF may stand in the next slice waits for it.
    carry = to < end && text.endsWith('\r') ? '\r' : '';
    const slice = encoder.encode(carry === '' ? text : text.slice(0, -1));
    writeVisible(writer, slice, 0, slice.length, layout);
  }
}
