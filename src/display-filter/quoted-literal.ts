import { FilterError } from './filter-error.js';

/** A double-quoted string or a character constant, read from its opening quote on. */
export interface QuotedLiteral {
  readonly bytes: Uint8Array;
  /** Index behind the closing quote. */
  readonly end: number;
}

const SIMPLE_ESCAPES: ReadonlyMap<string, number> = new Map([
  ["'", 0x27],
  ['"', 0x22],
  ['\\', 0x5c],
  ['a', 0x07],
  ['b', 0x08],
  ['f', 0x0c],
  ['n', 0x0a],
  ['r', 0x0d],
  ['t', 0x09],
  ['v', 0x0b],
]);

/** `\x47`, `\107`, `\u00e9` and `\U0001F600`, at the character behind the backslash. */
const NUMBERED_ESCAPE = /x([0-9a-fA-F]{1,2})|([0-7]{1,3})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})/y;

/**
 * Reads a literal with its escapes; characters are their UTF-8 bytes.
 * @param start index of the opening quote
 * @param what what it is called where its closing quote is missing
 */
export function readQuoted(text: string, start: number, quote: '"' | "'", what: string): QuotedLiteral {
  const pieces: Uint8Array[] = [];
  let plain = start + 1;
  for (let at = plain; at < text.length; at++) {
    const character = text[at];
    if (character !== quote && character !== '\\') continue;
    pieces.push(Buffer.from(text.slice(plain, at)));
    if (character === quote) return { bytes: Buffer.concat(pieces), end: at + 1 };
    if (at + 1 === text.length) break;
    const read = readEscape(text, at);
    pieces.push(read.bytes);
    plain = read.end;
    at = plain - 1;
  }
  throw unclosed(what, start, text);
}

/** Reads a raw string: backslashes stay, and one before a quote keeps it from closing the string. */
export function readRaw(text: string, start: number): QuotedLiteral {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '"') return { bytes: Buffer.from(text.slice(start + 1, at)), end: at + 1 };
    if (text[at] === '\\') at++;
  }
  throw unclosed('string', start, text);
}

function unclosed(what: string, start: number, text: string): FilterError {
  return new FilterError(`this ${what} has no closing quote`, { start, end: text.length });
}

/** @param at index of the backslash */
function readEscape(text: string, at: number): QuotedLiteral {
  const simple = SIMPLE_ESCAPES.get(text[at + 1] ?? '');
  if (simple !== undefined) return { bytes: Uint8Array.of(simple), end: at + 2 };
  NUMBERED_ESCAPE.lastIndex = at + 1;
  const [whole = '', hex, octal, short, long] = NUMBERED_ESCAPE.exec(text) ?? [];
  const range = { start: at, end: at + 1 + Math.max(whole.length, 1) };
  if (hex !== undefined || octal !== undefined) {
    const byte = hex === undefined ? Number.parseInt(octal ?? '', 8) : Number.parseInt(hex, 16);
    if (byte > 0xff) throw new FilterError('an octal escape goes up to \\377', range);
    return { bytes: Uint8Array.of(byte), end: range.end };
  }
  const codePoint = Number.parseInt(short ?? long ?? '', 16);
  if (Number.isNaN(codePoint)) {
    const known = '\\\\ \\" \\\' \\a \\b \\f \\n \\r \\t \\v \\NNN \\xNN \\uNNNN \\UNNNNNNNN';
    throw new FilterError(`this is no escape; they are ${known}, and r"…" takes backslashes as they are`, range);
  }
  if (codePoint > 0x10_ffff || (codePoint >= 0xd800 && codePoint <= 0xdfff)) {
    throw new FilterError('this is no Unicode character', range);
  }
  return { bytes: Buffer.from(String.fromCodePoint(codePoint)), end: range.end };
}
