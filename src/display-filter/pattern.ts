import { characterAt, classRange, readClass } from './pattern-class.js';

/** UTF-16 units of a pattern. */
const LONGEST_PATTERN = 1000;

/** Characters, classes and assertions of a pattern with its repetitions written out. */
const MOST_ATOMS = 1000;

/** V8 goes over to its linear-time engine where a pattern backtracks excessively. */
const LINEAR_TIME = '--enable-experimental-regexp-engine-on-excessive-backtracks';

const OPTIONS = /\(\?([ims]*)(?:-([ims]+))?\)/y;
const GROUP = /\((?:\?(?::|P?<[A-Za-z_]\w*>|'[A-Za-z_]\w*'))?/y;
const COUNT = /\{(\d{1,5})(,?)(\d{0,5})\}/y;

/** A part of the pattern in JavaScript's syntax, and how many atoms it has. */
interface Part {
  readonly text: string;
  readonly atoms: number;
}

/**
 * Reads a regular expression in the syntax of PCRE as far as it can be matched in linear time: without back-references
 * and look-around. Case does not matter unless it begins with `(?-i)`. V8's linear-time engine takes no flags and no
 * repetition counts of size, so both are written out in the pattern.
 * @returns what is wrong, where it is none
 */
export function compilePattern(pattern: string): RegExp | string {
  if (pattern.length > LONGEST_PATTERN)
    return `it has ${pattern.length} characters; at most ${LONGEST_PATTERN} are taken`;
  const translated = new PatternTranslator(pattern).translate();
  if (typeof translated === 'string') return translated;
  process.getBuiltinModule('node:v8').setFlagsFromString(LINEAR_TIME);
  try {
    return new RegExp(translated.text, translated.multiline ? 'm' : '');
  } catch (error) {
    return error instanceof Error ? error.message.replace(/^.*: /s, '').toLowerCase() : 'it is none';
  }
}

class PatternTranslator {
  readonly #pattern: string;
  #at = 0;
  #caseless = true;
  #dotAll = false;
  #multiline = false;
  /** What stands before each open group, and before the last part of the innermost one. */
  readonly #outer: Part[] = [];
  #done: Part = { text: '', atoms: 0 };
  /** What a repetition would be of. */
  #last: Part | undefined;

  constructor(pattern: string) {
    this.#pattern = pattern;
  }

  translate(): { readonly text: string; readonly multiline: boolean } | string {
    this.#options();
    while (this.#at < this.#pattern.length) {
      const problem = this.#next();
      if (problem !== undefined) return problem;
      const atoms = this.#outer.reduce((sum, part) => sum + part.atoms, this.#done.atoms + (this.#last?.atoms ?? 0));
      if (atoms > MOST_ATOMS) return `with its repetitions it is longer than ${MOST_ATOMS} characters`;
    }
    if (this.#outer.length > 0) return "a '(' has no ')'";
    this.#finish();
    return { text: this.#done.text, multiline: this.#multiline };
  }

  #options(): void {
    for (;;) {
      OPTIONS.lastIndex = this.#at;
      const [whole, on = '', off = ''] = OPTIONS.exec(this.#pattern) ?? [];
      if (whole === undefined) return;
      this.#caseless = set(this.#caseless, 'i', on, off);
      this.#dotAll = set(this.#dotAll, 's', on, off);
      this.#multiline = set(this.#multiline, 'm', on, off);
      this.#at += whole.length;
    }
  }

  /** Reads one part. @returns what is wrong with it */
  #next(): string | undefined {
    const character = this.#pattern[this.#at] ?? '';
    switch (character) {
      case '(':
        return this.#open();
      case ')':
        return this.#close();
      case '|':
        this.#finish();
        this.#done = { text: `${this.#done.text}|`, atoms: this.#done.atoms };
        this.#at++;
        return undefined;
      case '[': {
        const read = readClass(this.#pattern, this.#at, this.#caseless);
        if (typeof read === 'string') return read;
        return this.#atom(read.text, read.end);
      }
      case '.':
        return this.#atom(this.#dotAll ? '[^]' : '[^\\n]', this.#at + 1);
      case '^':
      case '$':
        return this.#atom(`(?:${character})`, this.#at + 1);
      case '*':
      case '+':
      case '?':
        return this.#repeat(character, this.#at + 1);
      case '{':
        COUNT.lastIndex = this.#at;
        return COUNT.test(this.#pattern) ? this.#repeatCounted() : this.#atom('\\{', this.#at + 1);
      case '\\':
        return this.#escape();
      default:
        return this.#character();
    }
  }

  #open(): string | undefined {
    GROUP.lastIndex = this.#at;
    const [whole = '('] = GROUP.exec(this.#pattern) ?? [];
    if (whole === '(' && '?*'.includes(this.#pattern[this.#at + 1] ?? ' ')) {
      return 'look-around, and options other than (?i), (?m) and (?s) at its beginning, are not taken';
    }
    this.#finish();
    this.#outer.push(this.#done);
    this.#done = { text: '', atoms: 0 };
    this.#at += whole.length;
    return undefined;
  }

  #close(): string | undefined {
    const before = this.#outer.pop();
    if (before === undefined) return "a ')' has no '('";
    this.#finish();
    this.#last = { text: `(?:${this.#done.text})`, atoms: this.#done.atoms + 1 };
    this.#done = before;
    this.#at++;
    return undefined;
  }

  #escape(): string | undefined {
    const escaped = this.#pattern[this.#at + 1] ?? '';
    if (escaped !== '' && 'dDwWsS'.includes(escaped)) return this.#atom(`\\${escaped}`, this.#at + 2);
    switch (escaped) {
      case 'b':
      case 'B':
        return this.#atom(`(?:\\${escaped})`, this.#at + 2);
      case 'A':
      case 'Z':
      case 'z':
        if (this.#multiline) return `'\\${escaped}' and (?m) are not taken together`;
        return this.#atom(escaped === 'A' ? '(?:^)' : '(?:$)', this.#at + 2);
      case 'h':
        return this.#atom('[ \\t]', this.#at + 2);
      case '':
        return 'it ends in a single backslash';
      default:
        return this.#character();
    }
  }

  #character(): string | undefined {
    const character = characterAt(this.#pattern, this.#at);
    if (character === undefined) {
      const unknown = this.#pattern.slice(this.#at, this.#at + 2);
      return /\d|[gk]/.test(unknown) ? 'back-references are not taken' : `'${unknown}' is not known`;
    }
    return this.#atom(`[${classRange(character.code, character.code, this.#caseless)}]`, character.end);
  }

  #atom(text: string, end: number): undefined {
    this.#finish();
    this.#last = { text, atoms: 1 };
    this.#at = end;
  }

  #finish(): void {
    const { text, atoms } = this.#last ?? { text: '', atoms: 0 };
    this.#done = { text: this.#done.text + text, atoms: this.#done.atoms + atoms };
    this.#last = undefined;
  }

  /** A lazy repetition matches the same texts as a greedy one. */
  #repeat(quantifier: string, end: number): string | undefined {
    if (this.#last === undefined) return `there is nothing that '${quantifier}' repeats`;
    const { text, atoms } = this.#last;
    this.#last = undefined;
    this.#done = { text: `${this.#done.text}${text}${quantifier}`, atoms: this.#done.atoms + atoms };
    this.#at = this.#pattern[end] === '?' ? end + 1 : end;
    return undefined;
  }

  #repeatCounted(): string | undefined {
    COUNT.lastIndex = this.#at;
    const [whole = '', low = '', comma = '', high = ''] = COUNT.exec(this.#pattern) ?? [];
    if (this.#last === undefined) return `there is nothing that '${whole}' repeats`;
    const least = Number(low);
    const most = comma === '' ? least : high === '' ? undefined : Number(high);
    if (most !== undefined && most < least) return `'${whole}' counts backwards`;
    const { text, atoms } = this.#last;
    const copies = Math.max(least, most ?? least + 1);
    if (copies * atoms > MOST_ATOMS) return `with its repetitions it is longer than ${MOST_ATOMS} characters`;
    const optional = most === undefined ? `${text}*` : `${text}?`.repeat(most - least);
    this.#last = { text: `(?:${text.repeat(least)}${optional})`, atoms: copies * atoms };
    this.#at += whole.length;
    if (this.#pattern[this.#at] === '?') this.#at++;
    return undefined;
  }
}

function set(before: boolean, option: string, on: string, off: string): boolean {
  return !off.includes(option) && (before || on.includes(option));
}
