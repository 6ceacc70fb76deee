import type { Field } from '../field/field.js';
import type { Tree } from '../field/tree.js';
import { JSON_FIELDS } from './content-fields.js';
import { decodeText } from './escaped-text.js';

/** Longest JSON that is read, in bytes, and how deep values may stand in each other. */
const MAX_LENGTH = 4 * 1024 * 1024;
const MAX_DEPTH = 64;

/** A value with its place: index of its first byte and behind its last. */
interface Place {
  readonly start: number;
  readonly end: number;
}
interface Member extends Place {
  readonly key: string;
  readonly keyEnd: number;
  readonly value: Value;
}
type Value =
  | (Place & { readonly kind: 'object'; readonly members: readonly Member[] })
  | (Place & { readonly kind: 'array'; readonly items: readonly Value[] })
  | (Place & { readonly kind: 'string' | 'number' | 'true' | 'false' | 'null'; readonly text: string });

/**
 * Draws JSON (RFC 8259), one value or several.
 * @returns false where the bytes are none: only the protocol's item stands then
 */
export function describeJson(tree: Tree, bytes: Uint8Array, start: number, end: number, mediaType?: string): boolean {
  const values = end - start > MAX_LENGTH ? undefined : new Reader(bytes, start, end).readAll();
  if (!tree.wants('json')) return values !== undefined;
  const type = mediaType === undefined ? '' : `: ${mediaType}`;
  const length = values === undefined ? 0 : end - start;
  tree.open(JSON_FIELDS.protocol, undefined, start, length, `JavaScript Object Notation${type}`);
  for (const value of values ?? []) addValue(tree, value, '', '');
  tree.close();
  return values !== undefined;
}

/** @param path of the value @param name the key it stands behind, or `[]` */
function addValue(tree: Tree, value: Value, path: string, name: string): void {
  const { start, end, kind } = value;
  const length = end - start;
  switch (kind) {
    case 'object':
      tree.open(JSON_FIELDS.object, undefined, start, length, 'Object');
      for (const member of value.members) addMember(tree, member, path);
      tree.close();
      break;
    case 'array':
      tree.open(JSON_FIELDS.array, undefined, start, length, 'Array');
      for (const item of value.items) addValue(tree, item, `${path}/[]`, '[]');
      tree.close();
      break;
    default: {
      if (path !== '') {
        tree.generated(JSON_FIELDS.pathWithValue, `${path}:${value.text}`, start, length);
        tree.generated(JSON_FIELDS.memberWithValue, `${name}:${value.text}`, start, length);
      }
      const field: Field = JSON_FIELDS[kind];
      if (kind === 'string' || kind === 'number') tree.add(field, value.text, start, length);
      else tree.add(field, undefined, start, length, field.label);
    }
  }
}

function addMember(tree: Tree, member: Member, path: string): void {
  const { start, end, key, keyEnd, value } = member;
  tree.open(JSON_FIELDS.member, key, start, end - start);
  addValue(tree, value, `${path}/${key}`, key);
  tree.add(JSON_FIELDS.key, key, start, keyEnd - start);
  tree.generated(JSON_FIELDS.path, `${path}/${key}`, start, end - start);
  tree.close();
}

const NUMBER = /-?\d+(\.\d+)?([eE][+-]?\d+)?/y;
const LITERALS = ['true', 'false', 'null'] as const;

/** Reads JSON with the places of its values. One character of its text is one byte. */
class Reader {
  readonly #bytes: Uint8Array;
  readonly #base: number;
  readonly #text: string;
  #at = 0;

  constructor(bytes: Uint8Array, start: number, end: number) {
    this.#bytes = bytes;
    this.#base = start;
    this.#text = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1');
  }

  /** The values one behind the other; undefined where something else stands among them, or nothing is there. */
  readAll(): Value[] | undefined {
    const values: Value[] = [];
    for (this.#skipBlanks(); this.#at < this.#text.length; this.#skipBlanks()) {
      const value = this.#value(0);
      if (value === undefined) return undefined;
      values.push(value);
    }
    return values.length === 0 ? undefined : values;
  }

  #skipBlanks(): void {
    while (this.#at < this.#text.length && ' \t\r\n'.includes(this.#text.charAt(this.#at))) this.#at++;
  }

  /** Takes this character where it is the next one that is no blank. */
  #take(character: string): boolean {
    this.#skipBlanks();
    if (this.#text.charAt(this.#at) !== character) return false;
    this.#at++;
    return true;
  }

  /** Length of the number that begins here; 0 where none does. */
  #numberLength(): number {
    NUMBER.lastIndex = this.#at;
    return NUMBER.exec(this.#text)?.[0].length ?? 0;
  }

  #value(depth: number): Value | undefined {
    this.#skipBlanks();
    const from = this.#at;
    if (depth > MAX_DEPTH) return undefined;
    if (this.#take('{')) return this.#object(from, depth);
    if (this.#take('[')) return this.#array(from, depth);
    const string = this.#string();
    if (string !== undefined) return { kind: 'string', text: string, ...this.#place(from) };
    const literal = LITERALS.find((one) => this.#text.startsWith(one, from));
    const length = literal?.length ?? this.#numberLength();
    if (length === 0) return undefined;
    this.#at += length;
    return { kind: literal ?? 'number', text: this.#text.slice(from, this.#at), ...this.#place(from) };
  }

  #place(from: number): Place {
    return { start: this.#base + from, end: this.#base + this.#at };
  }

  /** The string that begins here, its escapes undone as far as they are valid. */
  #string(): string | undefined {
    const text = this.#text;
    if (text.charAt(this.#at) !== '"') return undefined;
    let at = this.#at + 1;
    while (at < text.length && text.charAt(at) !== '"') at += text.charAt(at) === '\\' ? 2 : 1;
    if (at >= text.length) return undefined;
    const raw = decodeText(this.#bytes, this.#base + this.#at + 1, this.#base + at);
    this.#at = at + 1;
    if (!raw.includes('\\')) return raw;
    try {
      const parsed: unknown = JSON.parse(`"${raw.replace(/\p{Cc}/gu, ' ')}"`);
      return typeof parsed === 'string' ? parsed : raw;
    } catch {
      return raw;
    }
  }

  #object(from: number, depth: number): Value | undefined {
    const members: Member[] = [];
    if (this.#take('}')) return { kind: 'object', members, ...this.#place(from) };
    do {
      this.#skipBlanks();
      const start = this.#at;
      const key = this.#string();
      const keyEnd = this.#base + this.#at;
      const value = key !== undefined && this.#take(':') ? this.#value(depth + 1) : undefined;
      if (key === undefined || value === undefined) return undefined;
      members.push({ key, keyEnd, value, ...this.#place(start) });
    } while (this.#take(','));
    return this.#take('}') ? { kind: 'object', members, ...this.#place(from) } : undefined;
  }

  #array(from: number, depth: number): Value | undefined {
    const items: Value[] = [];
    if (this.#take(']')) return { kind: 'array', items, ...this.#place(from) };
    do {
      const value = this.#value(depth + 1);
      if (value === undefined) return undefined;
      items.push(value);
    } while (this.#take(','));
    return this.#take(']') ? { kind: 'array', items, ...this.#place(from) } : undefined;
  }
}
