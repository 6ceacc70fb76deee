import { describe, expect, it } from 'vitest';
import { bitPicture, picturedWord } from '../../src/field/bit-picture.js';
import type { Field, FieldValue } from '../../src/field/field.js';
import { itemText } from '../../src/field/item-text.js';
import { type DataSource, TreeItem } from '../../src/field/tree.js';

function line(field: Omit<Field, 'name'>, value?: FieldValue, text?: string): string {
  return itemText(new TreeItem({ name: 'x.y', ...field }, value, 0, 0, 1, text));
}

const protocolName = (value: number): string | undefined => (value === 6 ? 'TCP' : undefined);

describe('the line of an item', () => {
  const bytes = (length: number) => Uint8Array.from({ length }, () => 0xab);
  const cases: readonly (readonly [
    line: string,
    field: Omit<Field, 'name'>,
    value?: FieldValue | undefined,
    text?: string,
  ])[] = [
    ['Internet Protocol', { label: 'Internet Protocol', type: 'protocol' }],
    ['Total Length: 40', { label: 'Total Length', type: 'uint', bits: [16, 16] }, 40],
    ['Offset: -2', { label: 'Offset', type: 'int', bits: [0, 8] }, -2],
    ['Protocol: TCP (6)', { label: 'Protocol', type: 'uint', bits: [72, 8], names: protocolName }, 6],
    ['Protocol: Unknown (7)', { label: 'Protocol', type: 'uint', bits: [72, 8], names: protocolName }, 7],
    ['Type: TCP (0x0006)', { label: 'Type', type: 'uint', base: 'hex', bits: [96, 16], names: protocolName }, 6],
    ['Checksum: 0x0a5e', { label: 'Checksum', type: 'uint', base: 'hex', bits: [0, 16] }, 0x0a5e],
    ['Cookie: 0x000000000000002a', { label: 'Cookie', type: 'uint64', base: 'hex', width: 64 }, 42n],
    ['Id: 0x9ed2 (40658)', { label: 'Id', type: 'uint', base: 'hex-dec', bits: [32, 16] }, 0x9ed2],
    ['Id: 255 (0x00ff)', { label: 'Id', type: 'uint', base: 'dec-hex', width: 16 }, 255],
    ['Shift: 3 bits', { label: 'Shift', type: 'uint', bits: [0, 8], unit: ' bits' }, 3],
    ['Frame: 12', { label: 'Frame', type: 'frame-number' }, 12],
    ['0100 .... = Version: 4', { label: 'Version', type: 'uint', bits: [0, 4], word: 8 }, 4],
    ['.... 0101 = Length: 20', { label: 'Length', type: 'uint', bits: [4, 4], word: 8, scale: 4 }, 20],
    ['.000 .... = Reserved: 0x0', { label: 'Reserved', type: 'uint', base: 'hex', bits: [1, 3], word: 8 }, 0],
    ['.1.. .... = DF: Set', { label: 'DF', type: 'boolean', bits: [1, 1], word: 8, truth: ['Set', 'Not set'] }, true],
    ['0... .... = Fin: False', { label: 'Fin', type: 'boolean', bits: [0, 1], word: 8 }, false],
    ['Marked: True', { label: 'Marked', type: 'boolean' }, true],
    [
      'Source: 2c:4d:54:65:ef:fc',
      { label: 'Source', type: 'ether' },
      Uint8Array.of(0x2c, 0x4d, 0x54, 0x65, 0xef, 0xfc),
    ],
    ['Source: 192.0.2.1', { label: 'Source', type: 'ipv4' }, Uint8Array.of(192, 0, 2, 1)],
    ['Source: c000', { label: 'Source', type: 'ipv4' }, Uint8Array.of(192, 0)],
    ['Source: ::1', { label: 'Source', type: 'ipv6' }, Uint8Array.from({ length: 16 }, (_, at) => (at === 15 ? 1 : 0))],
    ['Key: abab', { label: 'Key', type: 'bytes' }, bytes(2)],
    [`Data: ${'ab'.repeat(36)}`, { label: 'Data', type: 'bytes' }, bytes(36)],
    [`Data: ${'ab'.repeat(36)}…`, { label: 'Data', type: 'bytes' }, bytes(37)],
    ['Data: <MISSING>', { label: 'Data', type: 'bytes' }, bytes(0)],
    ['Delta: -0.000031000 seconds', { label: 'Delta', type: 'relative-time' }, -31_000n],
    ['Host: x\\r\\n', { label: 'Host', type: 'string' }, 'x\r\n'],
    [
      'a\\033b \\177 \\u009B \\u202E \\uFEFF é 土',
      { label: 'Text', type: 'none' },
      undefined,
      'a\u001bb \u007f \u009b \u202e \ufeff é 土',
    ],
  ];

  it.each(cases.map((row) => ({ expected: row[0], row })))('$expected', ({ expected, row: [, field, value, text] }) => {
    expect(line(field, value, text)).toBe(expected);
  });

  it('stands in brackets where it was worked out', () => {
    const item = new TreeItem({ name: 'x', label: 'Stream index', type: 'uint' }, 0, 0, 0, 0, undefined);
    item.generated = true;
    expect(itemText(item)).toBe('[Stream index: 0]');
  });

  it('pictures all bits of a flag that has several', () => {
    const source: DataSource = { title: 'Packet', bytes: Uint8Array.of(0xff, 0x5a), start: 1, end: 2 };
    const field: Field = { name: 'x', label: 'Reserved', type: 'boolean', bits: [0, 3], word: 8 };
    expect(itemText(new TreeItem(field, true, 0, 0, 1, undefined), source)).toBe('010. .... = Reserved: True');
  });
});

describe('a line that is too long', () => {
  it.each([
    ['is whole up to 239 bytes', 'URI', 'y'.repeat(234), `URI: ${'y'.repeat(234)}`],
    ['says so behind its name', 'URI', 'y'.repeat(235), `URI [truncated]: ${'y'.repeat(221)}`],
    ['is cut between characters', 'URI', 'é'.repeat(200), `URI [truncated]: ${'é'.repeat(110)}`],
  ])('%s', (_, label, value, expected) => {
    expect(line({ label, type: 'string' }, value)).toBe(expected);
  });

  it('says so at its beginning where the text is its own', () => {
    expect(line({ label: 'URI', type: 'none' }, undefined, 'y'.repeat(300))).toBe(` [truncated]${'y'.repeat(226)}`);
  });
});

describe('the word around a field', () => {
  it.each<readonly [string, Field['bits'], number | undefined, number]>([
    ['.... ..1. .... .... .... .... ', [6, 1], 24, 1],
    ['.... .... ...1 ', [111, 1], 12, 1],
    ['101. .... .... ', [100, 3], 12, 5],
    ['...0 0000 0000 0101 ', [51, 13], 16, 5],
    ['.... 0010 1110 0010 0001 1100 ', [12, 20], 24, 0x2e21c],
    ['.... 0000 0001 .... .... .... .... .... ', [4, 8], 32, 1],
    ['.... .... .... .101 ', [13, 3], 16, 5],
    ['..11 .... ', [2, 2], undefined, 3],
  ])('%s', (picture, bits, word, value) => {
    const field: Field = { name: 'x', label: 'x', type: 'uint', ...(bits && { bits }), ...(word && { word }) };
    const pictured = picturedWord(field);
    expect(pictured && bitPicture(pictured, value)).toBe(picture.trimEnd());
  });

  it('is not pictured around whole bytes', () => {
    expect(picturedWord({ name: 'x', label: 'x', type: 'uint', bits: [8, 16] })).toBeUndefined();
  });
});
