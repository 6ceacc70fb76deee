import type { Kind, Value } from './operand.js';

/** Negative, zero or positive, as `a` is before, at or behind `b`. Both are of one kind. */
export type Order = (a: Value, b: Value) => number;

/** How the values of a kind are ordered: numbers by size, text and bytes from their beginning. */
export function orderOf(kind: Kind, prefix?: number): Order {
  if (prefix !== undefined) return orderOfPrefixes(prefix);
  return kind === 'bytes' || kind === 'ipv4' || kind === 'ipv6' ? orderOfBytes : orderOfPrimitives;
}

function orderOfPrimitives(a: Value, b: Value): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (a === b) return 0;
  return a < b ? -1 : Number(a > b);
}

function orderOfBytes(a: Value, b: Value): number {
  return a instanceof Uint8Array && b instanceof Uint8Array ? Buffer.compare(a, b) : 0;
}

/** Only the first `prefix` bits are compared. */
function orderOfPrefixes(prefix: number): Order {
  const whole = prefix >> 3;
  const mask = 0xff00 >> (prefix & 7);
  return (a, b) => {
    if (!(a instanceof Uint8Array && b instanceof Uint8Array)) return 0;
    for (let i = 0; i < whole; i++) {
      const difference = (a[i] ?? 0) - (b[i] ?? 0);
      if (difference !== 0) return difference;
    }
    return ((a[whole] ?? 0) & mask & 0xff) - ((b[whole] ?? 0) & mask & 0xff);
  };
}

/** The same for equal values of one kind, to look them up by. */
export function keyOf(value: Value): number | bigint | string {
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.length).toString('latin1');
  if (typeof value !== 'bigint') return value;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/** The first of the values, in order. */
export function lowest(values: readonly Value[], order: Order): Value | undefined {
  return values.reduce<Value | undefined>(
    (low, value) => (low === undefined || order(value, low) < 0 ? value : low),
    undefined,
  );
}

/** The last of the values, in order. */
export function highest(values: readonly Value[], order: Order): Value | undefined {
  return values.reduce<Value | undefined>(
    (high, value) => (high === undefined || order(value, high) > 0 ? value : high),
    undefined,
  );
}
