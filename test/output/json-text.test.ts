import { describe, expect, it } from 'vitest';
import { writeJsonText } from '../../src/output/json-text.js';
import { written } from './events.js';

function jsonText(text: string): string {
  const bytes = Buffer.from(`"${text}"`, 'utf8');
  return written((writer) => writeJsonText(writer, bytes, 1, bytes.length - 1));
}

describe('writeJsonText', () => {
  it.each([
    { what: 'quotes and backslashes', text: '"\\', json: '\\"\\\\' },
    { what: 'the short escapes', text: '\b\t\n\f\r', json: '\\b\\t\\n\\f\\r' },
    { what: 'other control characters', text: '\u0000\u001b\u001f', json: '\\u0000\\u001b\\u001f' },
    { what: 'DEL and line separators as they are', text: '\u007f\u2028\u2029', json: '\u007f\u2028\u2029' },
    { what: 'text of any script', text: 'é土豆子😀', json: 'é土豆子😀' },
    { what: 'nothing', text: '', json: '' },
  ])('writes $what', ({ text, json }) => {
    expect(jsonText(text)).toBe(json);
  });

  it('agrees with JSON.stringify for each character at each place of a word', () => {
    for (let character = 0; character < 0x180; character++) {
      for (let before = 0; before < 5; before++) {
        const text = `${'x'.repeat(before)}${String.fromCharCode(character)}!"`;
        expect(jsonText(text)).toBe(JSON.stringify(text).slice(1, -1));
      }
    }
  });

  it('agrees with JSON.stringify where bytes that need an escape follow each other', () => {
    const dense = ['"', '\\', '\n', '\u0001', '!', ' ', '#', ']', 'é', '\u001f', '\u0020', '\u0080'];
    for (let seed = 0; seed < 2000; seed++) {
      let state = seed * 2_654_435_761;
      let text = '';
      for (let index = 0; index < 11; index++) {
        state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
        text += dense[(state >>> 16) % dense.length];
      }
      expect(jsonText(text)).toBe(JSON.stringify(text).slice(1, -1));
    }
  });

  it('goes on where slices meet', () => {
    const text = `${'"'.repeat(40_000)}${'土'.repeat(40_000)}`;
    expect(jsonText(text)).toBe(JSON.stringify(text).slice(1, -1));
  });
});
