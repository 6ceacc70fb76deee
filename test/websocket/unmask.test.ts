import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UnmaskTarget, unmask } from '../../src/websocket/unmask.js';

/** RFC 6455, section 5.3, word for word: j = i MOD 4. */
function naive(payload: Uint8Array, key: number, phase: number): Uint8Array {
  const octets = [key >>> 24, (key >>> 16) & 0xff, (key >>> 8) & 0xff, key & 0xff];
  return payload.map((byte, i) => byte ^ (octets[(i + phase) % 4] ?? 0));
}

/** `length` bytes that are all different from their neighbours. */
function bytesOf(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, i) => (i * 197 + 31) & 0xff);
}

describe('unmasking', () => {
  it('of the example of section 5.7', () => {
    const target = new Uint8Array(5);
    unmask(new UnmaskTarget(target), 0, Buffer.from('7f9f4d5158', 'hex'), 0, 5, 0x37fa213d, 0);
    expect(Buffer.from(target).toString()).toBe('Hello');
  });

  it.each([0, 1, 3, 4, 7, 8, 15, 16, 17, 23, 24, 31, 33, 63, 64, 65, 127, 1000])(
    'of %i bytes, from any place to any place, at any phase',
    (length) => {
      const source = bytesOf(length + 16);
      for (let start = 0; start < 9; start++) {
        for (let phase = 0; phase < 5; phase++) {
          const target = new Uint8Array(length + 16).fill(0xee);
          const at = (start * 3) % 9;
          unmask(new UnmaskTarget(target), at, source, start, start + length, 0x89abcdef, phase);
          expect(target.subarray(at, at + length)).toEqual(
            naive(source.subarray(start, start + length), 0x89abcdef, phase),
          );
          expect(target.subarray(0, at).every((byte) => byte === 0xee)).toBe(true);
          expect(target.subarray(at + length).every((byte) => byte === 0xee)).toBe(true);
        }
      }
    },
  );

  it('equals the naive loop for any bytes, key, phase and place', () => {
    const key = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
    const place = fc.nat({ max: 20 });
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200 }),
        key,
        fc.nat(),
        place,
        place,
        (payload, maskingKey, phase, from, to) => {
          const source = new Uint8Array(from + payload.length);
          source.set(payload, from);
          const target = new Uint8Array(to + payload.length);
          unmask(new UnmaskTarget(target), to, source, from, from + payload.length, maskingKey, phase);
          expect(target.subarray(to)).toEqual(naive(payload, maskingKey, phase));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('in pieces equals at once', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.array(fc.nat({ max: 60 }), { maxLength: 8 }),
        (payload, sizes) => {
          const target = new Uint8Array(payload.length);
          let at = 0;
          for (const size of [...sizes, payload.length]) {
            const end = Math.min(at + size, payload.length);
            unmask(new UnmaskTarget(target), at, payload, at, end, 0x01020380, at);
            at = end;
          }
          expect(target).toEqual(naive(payload, 0x01020380, 0));
        },
      ),
      { numRuns: 300 },
    );
  });

  it.each([5, 511, 512, 513, 5000])('leaves %i bytes without a key as they are', (length) => {
    const source = bytesOf(length + 3);
    const target = new Uint8Array(length + 10).fill(0xee);
    unmask(new UnmaskTarget(target), 7, source, 3, length + 3, 0, 2);
    expect(target.subarray(7, length + 7)).toEqual(source.subarray(3));
    expect(target.subarray(0, 7).every((byte) => byte === 0xee)).toBe(true);
    expect(target.subarray(length + 7).every((byte) => byte === 0xee)).toBe(true);
  });

  it('works on a view into a larger buffer, and one buffer after the other', () => {
    const arena = new Uint8Array(400);
    arena.set(bytesOf(400));
    for (const offset of [3, 100, 201]) {
      const source = arena.subarray(offset, offset + 50);
      const target = new Uint8Array(new ArrayBuffer(90), 17, 50);
      unmask(new UnmaskTarget(target), 0, source, 0, 50, 0x7fffffff, 0);
      expect(target).toEqual(naive(source, 0x7fffffff, 0));
    }
  });
});
