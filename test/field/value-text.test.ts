import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Field, FieldValue } from '../../src/field/field.js';
import { isoTimeText, localTimeText, secondsText } from '../../src/field/time-text.js';
import { valueText } from '../../src/field/value-text.js';

describe('a value in machine forms', () => {
  const cases: readonly (readonly [text: string, field: Omit<Field, 'name' | 'label'>, value: FieldValue])[] = [
    ['0x0800', { type: 'uint', base: 'hex', bits: [96, 16] }, 0x800],
    ['0x00', { type: 'uint', base: 'hex', bits: [1, 3], word: 8 }, 0],
    ['0x0018', { type: 'uint', base: 'hex', bits: [100, 12] }, 0x18],
    ['0x00000000', { type: 'uint', base: 'hex', bits: [4, 8], word: 32 }, 0],
    ['0x9ed2', { type: 'uint', base: 'hex-dec', width: 16 }, 0x9ed2],
    ['255', { type: 'uint', base: 'dec-hex', width: 16 }, 255],
    ['6', { type: 'uint', names: () => 'TCP' }, 6],
    ['20', { type: 'uint', unit: ' bytes' }, 20],
    ['18446744073709551615', { type: 'uint64' }, 2n ** 64n - 1n],
    ['1', { type: 'boolean' }, true],
    ['0', { type: 'boolean' }, false],
    ['0102ff', { type: 'bytes' }, Uint8Array.of(1, 2, 255)],
    ['192.0.2.1', { type: 'ipv4' }, Uint8Array.of(192, 0, 2, 1)],
    ['0.000031000', { type: 'relative-time' }, 31_000n],
    ['x\r\n', { type: 'string' }, 'x\r\n'],
  ];

  it.each(cases)('%j', (text, field, value) => {
    expect(valueText({ name: 'x', label: 'x', ...field }, value)).toBe(text);
  });

  it('has colons between bytes where asked for', () => {
    expect(valueText({ name: 'x', label: 'x', type: 'bytes' }, Uint8Array.of(1, 2, 255), ':')).toBe('01:02:ff');
  });
});

describe('times', () => {
  const TIME = 1_521_104_999_349_000_001n;

  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it.each([
    ['UTC', 'Mar 15, 2018 09:09:59.349000001 UTC'],
    ['Asia/Shanghai', 'Mar 15, 2018 17:09:59.349000001 CST'],
    ['America/Sao_Paulo', 'Mar 15, 2018 06:09:59.349000001 -03'],
    ['Europe/Berlin', 'Mar 15, 2018 10:09:59.349000001 CET'],
    ['America/New_York', 'Mar 15, 2018 05:09:59.349000001 EDT'],
  ])('are local: %s', async (zone, text) => {
    vi.stubEnv('TZ', zone);
    vi.resetModules();
    const fresh = await import('../../src/field/time-text.js');
    expect(fresh.localTimeText(TIME)).toBe(text);
  });

  it('have a day of two places', () => {
    vi.stubEnv('TZ', 'UTC');
    expect(localTimeText(1_530_522_599n * 1_000_000_000n)).toMatch(/^Jul {2}2, 2018 /);
  });

  it('beyond what Date knows are the last that it knows', () => {
    expect(isoTimeText(10n ** 30n)).toBe('+275760-09-13T00:00:00.000000000Z');
    expect(localTimeText(-(10n ** 30n))).toContain('.000000000');
  });

  it.each([
    [0n, '0.000000000'],
    [-1n, '-0.000000001'],
    [1_521_104_999_349_000_000n, '1521104999.349000000'],
  ])('of %d ns are seconds', (nanoseconds, text) => {
    expect(secondsText(nanoseconds)).toBe(text);
  });

  it('before 1970 count forwards within their second', () => {
    expect(isoTimeText(-1n)).toBe('1969-12-31T23:59:59.999999999Z');
  });
});
