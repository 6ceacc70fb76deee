import { latin1 } from './latin1.js';

/** What Wireshark escapes: controls, format characters, unassigned code points; and those that end lines. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cn}\p{Cs}\p{Zl}\p{Zp}]/gu;

const LETTERS: ReadonlyMap<number, string> = new Map([
  [0x07, '\\a'],
  [0x08, '\\b'],
  [0x09, '\\t'],
  [0x0a, '\\n'],
  [0x0b, '\\v'],
  [0x0c, '\\f'],
  [0x0d, '\\r'],
]);

/** Text as Wireshark's tree shows it, on one line: `\r\n`, `\033`, `\u200B`. */
export function escapeText(text: string): string {
  return text.replace(UNPRINTABLE, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) return LETTERS.get(code) ?? `\\${code.toString(8).padStart(3, '0')}`;
    const digits = code.toString(16).toUpperCase();
    return code > 0xffff ? `\\U${digits.padStart(8, '0')}` : `\\u${digits.padStart(4, '0')}`;
  });
}

/** The bytes as text; what is no UTF-8 is U+FFFD. */
export function decodeText(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, Math.max(end - start, 0)).toString('utf8');
}

/** {@link escapeText} of bytes. */
export function escapedText(bytes: Uint8Array, start: number, end: number): string {
  return isPlain(bytes, start, end) ? latin1(bytes, start, end) : escapeText(decodeText(bytes, start, end));
}

/** Whether the bytes are printable ASCII throughout, and so their own text. */
function isPlain(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const byte = bytes[at] as number;
    if (byte < 0x20 || byte > 0x7e) return false;
  }
  return end >= start;
}

/** Where a string that is ended by a zero byte ends; `end` where there is none. */
export function stringEnd(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && bytes[at] !== 0) at++;
  return at;
}
