import { isUtf8 } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { isValidUtf8 } from '../../src/websocket/utf8.js';

/** Bytes at which RFC 3629, section 4, draws a line, and their neighbours. */
const FIRST = [
  0x00, 0x41, 0x7f, 0x80, 0xbf, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xed, 0xee, 0xef, 0xf0, 0xf1, 0xf4, 0xf5, 0xff,
];
const TAIL = [0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0];

/** Whether the bytes are judged as Node judges them, behind any number of ASCII characters and before any. */
function expectAgreement(bytes: readonly number[]): void {
  for (let before = 0; before < 5; before++) {
    for (const behind of [0, 1, 4]) {
      const text = Buffer.concat([Buffer.alloc(before, 'x'), Buffer.from(bytes), Buffer.alloc(behind, 'x')]);
      const surrounded = Buffer.concat([Buffer.from([0xff]), text, Buffer.from([0x80, 0x80])]);
      expect(isValidUtf8(surrounded, 1, 1 + text.length), text.toString('hex')).toBe(isUtf8(text));
    }
  }
}

describe('isValidUtf8', () => {
  it.each([
    { what: 'nothing', text: '' },
    { what: 'ASCII', text: 'Sec-WebSocket-Key' },
    { what: 'characters of each length', text: 'a¢€𐍈 Zürich 你好 😀' },
    { what: 'text longer than is looked at here', text: '土豆 '.repeat(1000) },
  ])('takes $what', ({ text }) => {
    const bytes = Buffer.from(text, 'utf8');
    expect(isValidUtf8(bytes, 0, bytes.length)).toBe(true);
  });

  it('agrees with Node on two bytes in a row', () => {
    for (const first of FIRST) for (const second of TAIL) expectAgreement([first, second]);
  });

  it('agrees with Node on three and four bytes in a row', () => {
    for (const first of FIRST.filter((byte) => byte >= 0xdf)) {
      for (const second of TAIL) {
        for (const third of TAIL) {
          expectAgreement([first, second, third]);
          for (const fourth of [0x41, 0x7f, 0x80, 0xbf, 0xc0]) expectAgreement([first, second, third, fourth]);
        }
      }
    }
  });
});
