import { describe, expect, test } from 'vitest';
import type { Field } from '../../src/field/field.js';
import { fixedValue } from '../../src/field/tree.js';
import { LINK_FIELDS, NET_FIELDS } from '../../src/net/descriptions.js';

const BYTES = 64;
const ROUNDS = 200;

const READ_FIELDS = [...LINK_FIELDS, ...NET_FIELDS].filter(
  (field): field is Field & Required<Pick<Field, 'read' | 'bits'>> =>
    field.read !== undefined && field.bits !== undefined,
);

/** The same sequence in each run (mulberry32). */
function randomBytes(seed: number): Uint8Array {
  let state = seed;
  return Uint8Array.from({ length: BYTES }, () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) & 0xff;
  });
}

describe('a field that the fast path reads', () => {
  test.each(READ_FIELDS.map((field) => [field.name, field] as const))('%s has the value its bits say', (_, field) => {
    for (let round = 0; round < ROUNDS; round++) {
      const bytes = randomBytes(round);
      expect(field.read(bytes, round % 8)).toBe(fixedValue(field, bytes, round % 8));
    }
  });

  test('is one of many', () => {
    expect(READ_FIELDS.length).toBeGreaterThan(10);
  });
});

describe('the fields of all headers', () => {
  const fields = [...LINK_FIELDS, ...NET_FIELDS];

  test('have names that are theirs alone, but for what is called the same in several headers', () => {
    const described = new Map<string, string>();
    const contradictions = fields.filter(({ name, type }) => {
      const before = described.get(name) ?? type;
      described.set(name, type);
      return before !== type;
    });
    expect(contradictions).toEqual([]);
  });

  test('have names and labels', () => {
    expect(fields.filter(({ name, label }) => name === '' || label === '')).toEqual([]);
  });
});
