/** Anything but plain ASCII and the arrow between ports is worth a closer look. */
const NOT_PLAIN = /[^\x20-\x7e→]/;

/**
 * What must not reach a terminal as it is: controls, format characters (the bidirectional ones among them), characters
 * that are not assigned, and the separators that begin a line.
 */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cn}\p{Cs}\u2028\u2029]/gu;

const C_ESCAPES: ReadonlyMap<number, string> = new Map([
  [0x07, '\\a'],
  [0x08, '\\b'],
  [0x09, '\\t'],
  [0x0a, '\\n'],
  [0x0b, '\\v'],
  [0x0c, '\\f'],
  [0x0d, '\\r'],
]);

/**
 * One line of text that is safe to show, as Wireshark writes it: `\r\n`, `\033`, `\u202E`. A backslash stays as it is,
 * so that text which has been through here is not changed by a second time.
 */
export function printable(text: string): string {
  return NOT_PLAIN.test(text) ? text.replace(UNPRINTABLE, escaped) : text;
}

function escaped(character: string): string {
  const codePoint = character.codePointAt(0) ?? 0;
  if (codePoint < 0x80) return C_ESCAPES.get(codePoint) ?? `\\${codePoint.toString(8).padStart(3, '0')}`;
  const hex = codePoint.toString(16).toUpperCase();
  return codePoint > 0xffff ? `\\U${hex.padStart(8, '0')}` : `\\u${hex.padStart(4, '0')}`;
}
