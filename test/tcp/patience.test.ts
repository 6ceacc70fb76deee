import { describe, expect, it } from 'vitest';
import type { Moment } from '../../src/capture/moment.js';
import { Connection } from '../../src/tcp/connection.js';
import { Patience } from '../../src/tcp/patience.js';

function at(seconds: number, nanoseconds = 0): Moment {
  return { seconds, nanoseconds, timeDigits: 9, packet: 1 };
}

describe('patience, by the clock of the capture', () => {
  const connection = new Connection(0, 0);

  it.each([
    [200, at(10), [10, 199_999_999], [10, 200_000_000]],
    [200, at(10, 900_000_000), [11, 99_999_999], [11, 100_000_000]],
    [1500, at(10, 600_000_000), [12, 99_999_999], [12, 100_000_000]],
    [0, at(10, 5), [10, 4], [10, 5]],
    [0.5, at(10), [10, 499_999], [10, 500_000]],
  ] as const)('of %i ms is over when that has passed, to the nanosecond', (milliseconds, begin, before, then) => {
    const patience = new Patience(milliseconds);
    patience.add(connection, 'stragglers', begin);
    expect(patience.isDue(before[0], before[1])).toBe(false);
    expect(patience.isDue(then[0], then[1])).toBe(true);
  });

  it('is not due while nothing waits, nor once all was taken', () => {
    const patience = new Patience(200);
    expect(patience.isDue(1e9, 0)).toBe(false);
    patience.add(connection, 'other-side', at(1));
    expect(patience.take()).toMatchObject({ connection, awaited: 'other-side' });
    expect(patience.isDue(1e9, 0)).toBe(false);
  });

  it('is over in the order in which it began, for very many', () => {
    const patience = new Patience(1000);
    for (let i = 0; i < 5000; i++) patience.add(connection, 'hole-0', at(i), i);
    for (let i = 0; i < 5000; i++) {
      expect(patience.isDue(i, 999_999_999)).toBe(false);
      expect(patience.isDue(i + 1, 0)).toBe(true);
      expect(patience.take()?.hole).toBe(i);
      patience.add(connection, 'hole-1', at(100_000 + i), -1);
    }
    expect(patience.isDue(100_000, 0)).toBe(false);
    expect(patience.isDue(100_001, 0)).toBe(true);
  });
});
