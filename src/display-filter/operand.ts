import type { Field, FieldType } from '../field/field.js';
import type { Tree } from '../field/tree.js';

/** A value as filters compare it: booleans are 0 and 1. */
export type Value = number | bigint | string | Uint8Array;

/** What can be compared with each other. */
export type Kind = 'number' | 'string' | 'bytes' | 'ipv4' | 'ipv6' | 'absolute-time' | 'relative-time' | 'none';

/** A value that stands in the filter. */
export interface Literal {
  readonly value: Value;
  /** Of an address: how many of its first bits count. */
  readonly prefix?: number;
}

/** What a literal has to be, to be compared with a field or function. */
export interface Target {
  readonly type: FieldType;
  /** What it is compared with, as messages call it. */
  readonly name: string;
  /** The fields whose width and value names hold; empty for what is worked out. */
  readonly fields: readonly Field[];
  /** Part of a value will do. */
  readonly partial?: boolean;
}

/** A field, a function, a literal, … whose values can be asked for. */
export interface Operand {
  readonly kind: Kind;
  readonly target: Target;
  /** Its values in a packet; empty where it has none. */
  readonly values: (tree: Tree) => readonly Value[];
  /** The only value, where it is a literal. */
  readonly constant?: Literal;
}

export const NO_VALUES: readonly Value[] = [];

export function kindOf(type: FieldType): Kind {
  switch (type) {
    case 'boolean':
    case 'uint':
    case 'int':
    case 'uint64':
    case 'frame-number':
      return 'number';
    case 'protocol':
    case 'ether':
    case 'bytes':
      return 'bytes';
    default:
      return type;
  }
}

/** How messages call a type, with its article. */
export function typeText(type: FieldType): string {
  switch (type) {
    case 'boolean':
      return 'true or false';
    case 'uint':
    case 'int':
    case 'uint64':
    case 'frame-number':
      return 'a number';
    case 'protocol':
      return 'a protocol';
    case 'ether':
      return 'an Ethernet address';
    case 'ipv4':
      return 'an IPv4 address';
    case 'ipv6':
      return 'an IPv6 address';
    case 'bytes':
      return 'bytes';
    case 'string':
      return 'text';
    case 'absolute-time':
      return 'a date and time';
    case 'relative-time':
      return 'a time in seconds';
    case 'none':
      return 'without a value';
  }
}

export function literalOperand(literal: Literal, target: Target): Operand {
  const values = [literal.value];
  return { kind: kindOf(target.type), target, values: () => values, constant: literal };
}

/** What a function or calculation makes of each value; undefined drops it. */
export function mapped(of: Operand, type: FieldType, name: string, make: (value: Value) => Value | undefined): Operand {
  const values = (tree: Tree): readonly Value[] => {
    const made: Value[] = [];
    for (const value of of.values(tree)) {
      const result = make(value);
      if (result !== undefined) made.push(result);
    }
    return made;
  };
  return { kind: kindOf(type), target: { type, name, fields: [] }, values };
}

/** The bytes of a value; text is UTF-8. Numbers and times have none here. */
export function bytesOf(value: Value): Uint8Array | undefined {
  if (typeof value === 'string') return Buffer.from(value);
  return value instanceof Uint8Array ? value : undefined;
}
