/** Character classes by name, as in `[[:digit:]]`. */
const NAMED: ReadonlyMap<string, string> = new Map([
  ['alnum', 'A-Za-z0-9'],
  ['alpha', 'A-Za-z'],
  ['blank', ' \\t'],
  ['cntrl', '\\x00-\\x1f\\x7f'],
  ['digit', '0-9'],
  ['graph', '\\x21-\\x7e'],
  ['lower', 'A-Za-z'],
  ['print', '\\x20-\\x7e'],
  ['punct', '!-\\/:-@\\[-`{-~'],
  ['space', '\\s'],
  ['upper', 'A-Za-z'],
  ['word', '\\w'],
  ['xdigit', '0-9A-Fa-f'],
]);

const NAMED_CLASS = /\[:([a-z]+):\]/y;

/** `\x2e`, `\u00e9`, `\056`. */
const NUMBERED = /\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|(0[0-7]{0,2}))/iy;

const CONTROLS: ReadonlyMap<string, number> = new Map([
  ['a', 0x07],
  ['e', 0x1b],
  ['f', 0x0c],
  ['n', 0x0a],
  ['r', 0x0d],
  ['t', 0x09],
  ['v', 0x0b],
]);

/** A character of a pattern, and where the pattern goes on. */
export interface PatternCharacter {
  readonly code: number;
  readonly end: number;
}

/** The character at `at`, plain or escaped. @returns undefined for an escape that is no single character */
export function characterAt(pattern: string, at: number): PatternCharacter | undefined {
  if (pattern[at] !== '\\') return { code: pattern.charCodeAt(at), end: at + 1 };
  NUMBERED.lastIndex = at;
  const [whole = '', hex, unicode, octal] = NUMBERED.exec(pattern) ?? [];
  if (whole !== '') {
    const digits = hex ?? unicode ?? '';
    const code = octal === undefined ? Number.parseInt(digits, 16) : Number.parseInt(octal, 8);
    return { code, end: at + whole.length };
  }
  const escaped = pattern[at + 1];
  if (escaped === undefined) return undefined;
  const code = CONTROLS.get(escaped);
  if (code !== undefined) return { code, end: at + 2 };
  return /[A-Za-z0-9]/.test(escaped) ? undefined : { code: escaped.charCodeAt(0), end: at + 2 };
}

/** Writes characters from `first` to `last` for a class, in both cases of ASCII letters where case does not matter. */
export function classRange(first: number, last: number, caseless: boolean): string {
  let text = span(first, last);
  if (!caseless) return text;
  for (const [from, to] of [
    [0x41, 0x61],
    [0x61, 0x41],
  ] as const) {
    const low = Math.max(first, from);
    const high = Math.min(last, from + 25);
    if (low <= high) text += span(low - from + to, high - from + to);
  }
  return text;
}

function span(first: number, last: number): string {
  return first === last ? escaped(first) : `${escaped(first)}-${escaped(last)}`;
}

function escaped(code: number): string {
  return `\\u${code.toString(16).padStart(4, '0')}`;
}

/**
 * Reads a class from its opening bracket on.
 * @returns the class for JavaScript and where the pattern goes on, or what is wrong
 */
export function readClass(pattern: string, start: number, caseless: boolean): { text: string; end: number } | string {
  const inverted = pattern[start + 1] === '^';
  const first = start + (inverted ? 2 : 1);
  let text = '';
  let at = first;
  while (pattern[at] !== ']' || at === first) {
    if (at >= pattern.length) return "a class has no closing ']'";
    const set = readSet(pattern, at);
    if (set !== undefined) {
      text += set.text;
      at = set.end;
      continue;
    }
    const low = characterAt(pattern, at);
    if (low === undefined) return 'a class has an escape that is not known';
    const isRange = pattern[low.end] === '-' && low.end + 1 < pattern.length && pattern[low.end + 1] !== ']';
    const high = isRange ? characterAt(pattern, low.end + 1) : low;
    if (high === undefined || high.code < low.code) return 'a class has a range that is none';
    text += classRange(low.code, high.code, caseless);
    at = high.end;
  }
  return { text: `[${inverted ? '^' : ''}${text}]`, end: at + 1 };
}

/** `\d`, `\w`, `\s` and their opposites, `[:digit:]`. */
function readSet(pattern: string, at: number): { text: string; end: number } | undefined {
  if (pattern[at] === '\\' && 'dDwWsS'.includes(pattern[at + 1] ?? ' ')) {
    return { text: pattern.slice(at, at + 2), end: at + 2 };
  }
  NAMED_CLASS.lastIndex = at;
  const [whole = '', name = ''] = NAMED_CLASS.exec(pattern) ?? [];
  const text = NAMED.get(name);
  return text === undefined ? undefined : { text, end: at + whole.length };
}
