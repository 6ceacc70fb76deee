import { describe, expect, it } from 'vitest';
import {
  BLOCK_LAYOUT,
  LINE_LAYOUT,
  type TextLayout,
  visible,
  writeVisible,
  writeVisibleLossy,
} from '../../src/output/visible-text.js';
import { written } from './events.js';

function shown(text: string, layout: TextLayout = BLOCK_LAYOUT): string {
  const bytes = Buffer.from(text, 'utf8');
  return written((writer) => writeVisible(writer, bytes, 0, bytes.length, layout));
}

const CASES = [
  { what: 'a colour of the terminal', text: '\u001b[31mred', shown: '\\u{1b}[31mred' },
  { what: 'a title of the terminal', text: '\u001b]0;x\u0007', shown: '\\u{1b}]0;x\\u{7}' },
  { what: 'the C1 form of the same', text: '\u009b31m', shown: '\\u{9b}31m' },
  { what: 'backspaces over what was written', text: 'ab\b\bcd', shown: 'ab\\u{8}\\u{8}cd' },
  { what: 'NUL and DEL', text: '\u0000\u007f', shown: '\\u{0}\\u{7f}' },
  { what: 'next line (C1)', text: 'a\u0085b', shown: 'a\\u{85}b' },
  { what: 'a right-to-left override', text: 'a\u202egnp.exe', shown: 'a\\u{202e}gnp.exe' },
  { what: 'isolates', text: '\u2066\u2067\u2068\u2069', shown: '\\u{2066}\\u{2067}\\u{2068}\\u{2069}' },
  { what: 'directional marks', text: '\u200e\u200f\u061c', shown: '\\u{200e}\\u{200f}\\u{61c}' },
  { what: 'line and paragraph separators', text: '\u2028\u2029', shown: '\\u{2028}\\u{2029}' },
  { what: 'vertical tab and form feed', text: '\u000b\u000c', shown: '\\u{b}\\u{c}' },
  { what: 'a lone carriage return', text: 'a\rb', shown: 'a\\u{d}b' },
  { what: 'text of any script', text: 'é ؀ 土豆子 “–” 😀 €', shown: 'é ؀ 土豆子 “–” 😀 €' },
];

describe('what could act on a terminal is written visibly', () => {
  it.each(CASES)('$what', (row) => {
    expect(shown(row.text)).toBe(row.shown);
    expect(visible(row.text)).toBe(row.shown);
  });

  it('in bytes as in strings, for every character', () => {
    for (let codePoint = 0; codePoint <= 0x3100; codePoint++) {
      if (codePoint === 0x09 || codePoint === 0x0a) continue;
      const text = `${String.fromCodePoint(codePoint)}.`;
      expect(shown(text)).toBe(visible(text));
    }
  });

  it.each([1, 2, 3])('%d bytes before the end of a slice', (before) => {
    const text = `${'x'.repeat(16 * 1024 - before)}\u202e\u001b\r\n${'y'.repeat(20_000)}`;
    expect(shown(text)).toBe(text.replace('\u202e\u001b\r\n', '\\u{202e}\\u{1b}\n\t\t'));
  });
});

describe('line ends', () => {
  it.each([
    { text: 'a\nb', block: 'a\n\t\tb', line: 'a⏎b' },
    { text: 'a\r\nb', block: 'a\n\t\tb', line: 'a⏎b' },
    { text: '\n\n', block: '\n\t\t\n\t\t', line: '⏎⏎' },
    { text: 'a\tb', block: 'a\tb', line: 'a⇥b' },
  ])('$text', ({ text, block, line }) => {
    expect(shown(text, BLOCK_LAYOUT)).toBe(block);
    expect(shown(text, LINE_LAYOUT)).toBe(line);
  });

  it('of header values stay on their line', () => {
    expect(visible('/pc\r\nMessageID:\tServer.9')).toBe('/pc\\u{d}\\u{a}MessageID:\tServer.9');
  });
});

describe('text that is not valid UTF-8', () => {
  function lossy(bytes: Uint8Array): string {
    return written((writer) => writeVisibleLossy(writer, bytes, 0, bytes.length, BLOCK_LAYOUT));
  }

  it.each([
    { what: 'a byte that never occurs', hex: '61ff62', text: 'a\ufffdb' },
    { what: 'a character cut at the end', hex: '61e59c', text: 'a\ufffd' },
    { what: 'an overlong escape', hex: 'c09b', text: '\ufffd\ufffd' },
    { what: 'a surrogate', hex: 'eda080', text: '\ufffd\ufffd\ufffd' },
    { what: 'an escape beside it', hex: 'ff1b5b', text: '\ufffd\\u{1b}[' },
    { what: 'a line end beside it', hex: 'ff0d0a62', text: '\ufffd\n\t\tb' },
  ])('shows U+FFFD for $what', ({ hex, text }) => {
    expect(lossy(Buffer.from(hex, 'hex'))).toBe(text);
  });

  it('goes on where slices meet', () => {
    const bytes = Buffer.concat([Buffer.alloc(16 * 1024 - 1, 'x'), Buffer.from('\r\n'), Buffer.from('ff', 'hex')]);
    expect(lossy(bytes)).toBe(`${'x'.repeat(16 * 1024 - 1)}\n\t\t\ufffd`);
  });
});
