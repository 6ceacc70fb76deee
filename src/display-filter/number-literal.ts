import type { Field } from '../field/field.js';
import type { Literal, Target } from './operand.js';
import { didYouMean } from './suggestions.js';

const DECIMAL = /^(?:0|[1-9]\d*)$/;
const OCTAL = /^0[0-7]+$/;
const PREFIXED = /^0(?:x[0-9a-f]+|b[01]+)$/i;

/** Longer numbers are not of any field. */
const MOST_DIGITS = 80;

/** `80`, `0x50`, `0120`, `0b1010000`. @returns undefined where it is none of them */
export function parseInteger(text: string): bigint | undefined {
  if (text.length > MOST_DIGITS) return undefined;
  if (DECIMAL.test(text) || PREFIXED.test(text)) return BigInt(text.toLowerCase());
  return OCTAL.test(text) ? BigInt(`0o${text}`) : undefined;
}

/**
 * Reads a number that fits the target's width, or the name of one of its values.
 * @returns how a message about the text goes on, where it is none
 */
export function readNumber(text: string, target: Target, isString: boolean): Literal | string {
  const { type, name, fields } = target;
  if (!isString) {
    const negative = text.startsWith('-');
    const size = parseInteger(negative ? text.slice(1) : text);
    if (size !== undefined) return fitting(negative ? -size : size, target);
  }
  const named = type === 'boolean' ? readTruth(text, fields, isString) : numberNamed(text, fields);
  if (named !== undefined) return { value: named };
  if (type === 'boolean') return `is neither true nor false; write ${truthNames(fields).join(', ')}, 1 or 0`;
  if (fields.some((field) => field.names !== undefined)) {
    return `is no value of ${name}${didYouMean(text, valueNames(fields)) || '; write a number, or its name in quotes'}`;
  }
  const example = 'write one such as 80, 0x50 or 0b1010000, without quotes';
  return `is no number, as ${name} is; ${example}`;
}

/** The number as a literal, where the target's values can be as large. */
export function fitting(number: bigint, { type, name, fields }: Target): Literal | string {
  const width = type === 'boolean' || fields.length === 0 ? RESULT_WIDTH : Math.max(...fields.map(typeWidth));
  const lowest = type === 'int' ? -(2n ** BigInt(width - 1)) : 0n;
  const highest = type === 'int' ? -lowest - 1n : 2n ** BigInt(width) - 1n;
  if (number < lowest) return `is too small; ${name} begins at ${lowest}`;
  if (number > highest) return `is too large; ${name} goes up to ${highest}`;
  if (type === 'boolean') return { value: number === 0n ? 0 : 1 };
  const value = Number(number);
  return { value: Number.isSafeInteger(value) ? value : number };
}

/** Bits of a number that is worked out. */
const RESULT_WIDTH = 128;
const UNKNOWN_WIDTH = 64;
const FRAME_NUMBER_WIDTH = 32;

/** Bits of the type that a field's numbers have: whole bytes. */
export function typeWidth(field: Field): number {
  if (field.type === 'frame-number') return FRAME_NUMBER_WIDTH;
  const bits = field.width ?? field.word ?? field.bits?.[1];
  return bits === undefined ? UNKNOWN_WIDTH : Math.ceil(bits / 8) * 8;
}

/** True and False always work, unquoted; what the field calls them too, in any case. */
function readTruth(text: string, fields: readonly Field[], isString: boolean): number | undefined {
  const wanted = text.toLowerCase();
  for (const { truth } of fields) {
    const index = truth?.findIndex((name) => name.toLowerCase() === wanted) ?? -1;
    if (index >= 0) return 1 - index;
  }
  if (!isString && wanted === 'true') return 1;
  return !isString && wanted === 'false' ? 0 : undefined;
}

function truthNames(fields: readonly Field[]): readonly string[] {
  const own = fields.flatMap(({ truth }) => truth ?? []).map((name) => JSON.stringify(name));
  return ['True', 'False', ...new Set(own.slice(0, 4))];
}

/** The first number that the field calls so; case does not matter. */
function numberNamed(text: string, fields: readonly Field[]): number | undefined {
  const wanted = text.toLowerCase();
  for (const [value, name] of namedValues(fields)) if (name.toLowerCase() === wanted) return value;
  return undefined;
}

function* valueNames(fields: readonly Field[]): Iterable<string> {
  for (const [, name] of namedValues(fields)) yield name;
}

/** Numbers that may have a name: all of two bytes, and those that are one byte of four. */
function* namedValues(fields: readonly Field[]): Iterable<[value: number, name: string]> {
  for (const field of fields) {
    if (field.names === undefined) continue;
    const width = typeWidth(field);
    for (let value = 0; value < 2 ** Math.min(width, 16); value++) {
      const name = field.names(value);
      if (name !== undefined) yield [value, name];
    }
    for (let high = 1; width > 16 && high < 2 ** 16; high++) {
      const name = field.names(high * 2 ** 16);
      if (name !== undefined) yield [high * 2 ** 16, name];
    }
  }
}
