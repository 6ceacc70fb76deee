import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { errorOf, matches } from './packets.js';

describe('dates', () => {
  beforeEach(() => {
    vi.stubEnv('TZ', 'Asia/Kolkata');
  });
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it.each([
    '"2018-03-15 09:09:59.349 UTC"',
    '"2018-03-15T09:09:59.349Z"',
    '2018-03-15T09:09:59.349Z',
    '"2018-03-15 9:9:59.349UTC"',
    '"2018-03-15 11:09:59,349+02:00"',
    '"2018-03-15 03:39:59.349-0530"',
    '"2018-03-15 10:09:59.349+01"',
    '"Mar 15, 2018 09:09:59.349 UTC"',
    '"mar  15, 2018 9:09:59.349UTC"',
    '"2018-03-15 14:39:59.349"',
    '"2018-03-15T14:39:59.3490000001"',
    '"Mar 15, 2018 14:39:59.349"',
  ])('frame.time == %s', (text) => {
    expect(matches(`frame.time == ${text}`)).toBe(true);
  });

  it.each([
    ['frame.time > "2018-03-15"', true],
    ['frame.time > "2018-03-15 14:39"', true],
    ['frame.time > "2018-03-15 14"', true],
    ['frame.time > 2018-03-16', false],
    ['frame.time in {"2018-03-15" .. "2018-03-16"}', true],
    ['frame.time > "1969-12-31 UTC"', true],
  ])('%s is %s', (text, expected) => {
    expect(matches(text)).toBe(expected);
  });

  it.each([
    '"2018-02-30"',
    '"2018-13-01"',
    '"2018-03-15 24:00:00"',
    '"2018-03"',
    '"yesterday"',
    '1521104999',
    '"Mar 15, 2018"',
  ])('frame.time == %s is an error', (text) => {
    expect(errorOf(`frame.time == ${text}`)).toContain('is no date and time, such as "2018-03-15 09:09:59.349"');
  });
});

describe('seconds', () => {
  it.each([
    ['frame.time_relative == 1.5', true],
    ['frame.time_relative > 1', true],
    ['frame.time_relative > 1.500000001', false],
    ['frame.time_relative > -1.5', true],
    ['frame.time_relative + 1 == 2.5', true],
    ['-frame.time_relative == -1.5', true],
    ['frame.time_relative in {1..1.6}', true],
  ])('%s is %s', (text, expected) => {
    expect(matches(text)).toBe(expected);
  });

  it.each(['1e3', '0x10', '0.1234567891', '"1.5"'])('frame.time_relative == %s is an error', (text) => {
    expect(errorOf(`frame.time_relative == ${text}`)).toMatch(/time in seconds/);
  });
});
