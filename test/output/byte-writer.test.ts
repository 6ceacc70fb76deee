import { describe, expect, it } from 'vitest';
import { writeBase64 } from '../../src/output/base64.js';
import { ByteWriter, Constant } from '../../src/output/byte-writer.js';
import { written } from './events.js';

describe('Constant', () => {
  it.each(['', 'a', 'ab', 'abc', 'abcd', 'abcde', '→ ←', '{"type":"message","session":'])(
    'copies %j as it is',
    (text) => {
      expect(written((writer) => writer.constant(new Constant(text)))).toBe(text);
      expect(new Constant(text).length).toBe(Buffer.byteLength(text));
    },
  );

  it('copies text that would be no number if its bytes were taken for one', () => {
    for (const text of ['\u007f'.repeat(16), 'abc\u{10ffff}\u007f', '\u{10ffff}'.repeat(4), 'ÿ\u007f'.repeat(8)]) {
      for (let before = 0; before < 8; before++) {
        const whole = 'x'.repeat(before) + text;
        expect(written((writer) => writer.constant(new Constant(whole)))).toBe(whole);
      }
    }
  });

  it('does not touch what stands behind it later', () => {
    const piece = new Constant('abcde');
    expect(
      written((writer) => {
        for (let index = 0; index < 3; index++) writer.constant(piece);
        writer.byte(0x21);
      }),
    ).toBe('abcdeabcdeabcde!');
  });
});

describe('plain', () => {
  it.each(['', 'a', 'GET / HTTP/1.1 ', '80 → 51000 [SYN]', '~'.repeat(300_000)])('writes %.20j as it is', (text) => {
    expect(written((writer) => expect(writer.plain(text)).toBe(true))).toBe(text);
  });

  it.each(['\n', 'a\u007f', 'ä', '→\u202e', '\u{1f600}'])('leaves %j to others', (text) => {
    expect(written((writer) => expect(writer.plain(text)).toBe(false))).toBe('');
  });
});

describe('blanks', () => {
  it.each([-1, 0, 1, 12])('writes %d of them', (count) => {
    expect(written((writer) => writer.blanks(count))).toBe(' '.repeat(Math.max(count, 0)));
  });
});

describe('integer', () => {
  const values = [0, 1, 9, 10, 99, 100, 999, 1000, 65_535, 123_456, 1_234_567, 99_999_999, 100_000_000, 999_999_999];
  it.each([...values, 1_000_000_000, 2 ** 31 - 1, 2 ** 31, 2 ** 32, 2 ** 52, Number.MAX_SAFE_INTEGER])(
    'writes %d in decimal',
    (value) => {
      expect(written((writer) => writer.integer(value))).toBe(String(value));
    },
  );
});

describe('digits', () => {
  it('pads with zeros', () => {
    expect(written((writer) => writer.digits(42, 6))).toBe('000042');
    expect(written((writer) => writer.digits(999_999_999, 9))).toBe('999999999');
  });
});

describe('hex32', () => {
  it('takes signed and unsigned words', () => {
    expect(written((writer) => writer.hex32(0xab9accc1))).toBe('ab9accc1');
    expect(written((writer) => writer.hex32(0xab9accc1 | 0))).toBe('ab9accc1');
    expect(written((writer) => writer.hex32(0x0000000a))).toBe('0000000a');
  });
});

describe('hexPairs', () => {
  it.each([
    { bytes: [], text: '' },
    { bytes: [0x03, 0xe8], text: '03-E8' },
    { bytes: [0x68, 0x69, 0x00], text: '68-69-00' },
  ])('$text', ({ bytes, text }) => {
    expect(written((writer) => writer.hexPairs(Uint8Array.of(0xff, ...bytes, 0xff), 1, 1 + bytes.length))).toBe(text);
  });
});

describe('writeBase64', () => {
  it('agrees with Buffer for every length and byte', () => {
    const bytes = Buffer.from(Array.from({ length: 300 }, (_, index) => (index * 37) & 0xff));
    for (let length = 0; length <= 259; length++) {
      const expected = bytes.subarray(3, 3 + length).toString('base64');
      expect(written((writer) => writeBase64(writer, bytes, 3, 3 + length))).toBe(expected);
    }
  });
});

describe('long pieces', () => {
  const long = Buffer.from(Array.from({ length: 1_000_003 }, (_, index) => (index * 31) & 0x7f));

  it('go through a buffer of bounded size', () => {
    let largest = 0;
    const pieces: Buffer[] = [];
    const writer = new ByteWriter({
      write(bytes, start, end) {
        largest = Math.max(largest, bytes.length);
        pieces.push(Buffer.from(bytes.subarray(start, end)));
      },
    });
    writer.copy(long, 1, long.length);
    writeBase64(writer, long, 0, long.length);
    writer.flush();
    const expected = Buffer.concat([long.subarray(1), Buffer.from(long.toString('base64'))]);
    expect(Buffer.concat(pieces).equals(expected)).toBe(true);
    expect(largest).toBeLessThan(512 * 1024);
  });

  it('keep their hyphens where slices meet', () => {
    const text = written((writer) => writer.hexPairs(long, 0, 200_000));
    expect(text).toBe(
      long
        .toString('hex', 0, 200_000)
        .toUpperCase()
        .replace(/..(?!$)/g, '$&-'),
    );
  });

  it('of text keep their surrogate pairs', () => {
    const text = `${'x'.repeat(64 * 1024 - 1)}😀${'土'.repeat(100_000)}`;
    expect(written((writer) => writer.text(text))).toBe(text);
  });
});
