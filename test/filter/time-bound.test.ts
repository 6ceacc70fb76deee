import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { newMoment } from '../../src/capture/moment.js';
import { boundMoment, parseTimeBound } from '../../src/filter/time-bound.js';

beforeAll(() => vi.stubEnv('TZ', 'Asia/Shanghai'));
afterAll(() => vi.unstubAllEnvs());

describe('parseTimeBound', () => {
  it.each([
    { text: '2018-07-02T09:09:59Z', seconds: 1_530_522_599, nanoseconds: 0 },
    { text: '2018-07-02T09:09:59.349012Z', seconds: 1_530_522_599, nanoseconds: 349_012_000 },
    { text: '2018-07-02t09:09:59,123456789z', seconds: 1_530_522_599, nanoseconds: 123_456_789 },
    { text: '2018-07-02T17:09:59+08:00', seconds: 1_530_522_599, nanoseconds: 0 },
    { text: '2018-07-02T17:09:59+0800', seconds: 1_530_522_599, nanoseconds: 0 },
    { text: '2018-07-02T17:09:59', seconds: 1_530_522_599, nanoseconds: 0 },
    { text: '2018-07-02 17:09', seconds: 1_530_522_540, nanoseconds: 0 },
    { text: '2018-07-02', seconds: 1_530_460_800, nanoseconds: 0 },
    { text: '1530522599', seconds: 1_530_522_599, nanoseconds: 0 },
    { text: '1530522599.349', seconds: 1_530_522_599, nanoseconds: 349_000_000 },
    { text: '1530522599.0000000019', seconds: 1_530_522_599, nanoseconds: 1 },
  ])('$text', ({ text, seconds, nanoseconds }) => {
    expect(parseTimeBound(text)).toEqual({ seconds, nanoseconds, fromStart: false });
  });

  it.each([
    { text: '+60', seconds: 60, nanoseconds: 0 },
    { text: '+0.5', seconds: 0, nanoseconds: 500_000_000 },
  ])('$text from the start', ({ text, seconds, nanoseconds }) => {
    expect(parseTimeBound(text)).toEqual({ seconds, nanoseconds, fromStart: true });
  });

  it.each([
    '',
    'yesterday',
    '17:09',
    '-5',
    '2018-13-01',
    '2018-07-02T25:00',
    '12:',
    '+',
    '1e9',
    '2018-07-02T09:09:59ZZ',
  ])('not %j', (text) => {
    expect(parseTimeBound(text)).toBeUndefined();
  });
});

describe('boundMoment', () => {
  it('adds what is counted from the start', () => {
    const start = { ...newMoment(), seconds: 100, nanoseconds: 600_000_000 };
    expect(boundMoment({ seconds: 1, nanoseconds: 500_000_000, fromStart: true }, start)).toEqual({
      seconds: 102,
      nanoseconds: 100_000_000,
    });
    expect(boundMoment({ seconds: 1, nanoseconds: 5, fromStart: false }, start)).toMatchObject({
      seconds: 1,
      nanoseconds: 5,
    });
  });
});
