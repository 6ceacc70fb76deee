import { describe, expect, test } from 'vitest';
import { Decapsulator } from '../../src/net/decapsulator.js';
import { DEFAULT_FRAGMENT_LIMITS } from '../../src/net/fragment-table.js';
import { type Piece, pieces, rawPacket, VERSIONS, walkOf } from './fragment-packets.js';

const SEGMENT = Uint8Array.from({ length: 61 }, (_, index) => index + 1);
const fragment = VERSIONS[0]?.fragment ?? (() => new Uint8Array(0));

/** First and last fragment of a datagram. */
function halves(identification: number): [first: Uint8Array, last: Uint8Array] {
  const [first, last] = pieces(SEGMENT, 32).map((piece) => fragment(piece, { identification }));
  if (first === undefined || last === undefined) throw new Error('two pieces');
  return [first, last];
}

describe('the table of fragments', () => {
  test('gives up the oldest datagrams when there are too many', () => {
    const decapsulator = new Decapsulator({ ...DEFAULT_FRAGMENT_LIMITS, datagrams: 8 });
    const datagrams = [1, 2, 3, 4, 5, 6, 7, 8, 9].map(halves);
    for (const [first] of datagrams) walkOf(decapsulator, rawPacket(first));
    expect(decapsulator.fragments).toMatchObject({ waiting: 7, givenUp: 2 });
    const found = datagrams.slice(2).map(([, last]) => walkOf(decapsulator, rawPacket(last))?.data);
    expect(found).toEqual(datagrams.slice(2).map(() => SEGMENT));
  });

  test('gives up the oldest datagrams when they hold too much', () => {
    const limit = 256 * 1024;
    const decapsulator = new Decapsulator({ ...DEFAULT_FRAGMENT_LIMITS, bytes: limit });
    for (let identification = 0; identification < 1000; identification++) {
      const data = new Uint8Array(8 + (identification % 50) * 8);
      const position = ((identification * 1000) % 65_000) & ~7;
      walkOf(decapsulator, rawPacket(fragment({ position, data, more: true }, { identification })));
      expect(decapsulator.fragments.bytes).toBeLessThanOrEqual(limit);
    }
    const { waiting, givenUp } = decapsulator.fragments;
    expect(waiting).toBeGreaterThan(1);
    expect(givenUp).toBeGreaterThan(100);
    expect(waiting + givenUp).toBe(1000);
  });

  test('gives up one datagram that is too large alone', () => {
    const decapsulator = new Decapsulator({ ...DEFAULT_FRAGMENT_LIMITS, bytes: 8 * 1024 });
    const data = new Uint8Array(1024);
    for (let position = 0; position < 60_000; position += 1024) {
      walkOf(decapsulator, rawPacket(fragment({ position, data, more: true })));
      expect(decapsulator.fragments.bytes).toBeLessThanOrEqual(8 * 1024);
    }
    expect(decapsulator.fragments.givenUp).toBeGreaterThan(0);
  });

  test('holds the bytes of a datagram that is known only by its end', () => {
    const decapsulator = new Decapsulator();
    walkOf(decapsulator, rawPacket(fragment({ position: 65_000, data: new Uint8Array(8), more: false })));
    expect(decapsulator.fragments.bytes).toBeGreaterThan(65_000);
    expect(decapsulator.fragments.bytes).toBeLessThan(160 * 1024);
  });

  test('gives up what waits longer than the limit', () => {
    const decapsulator = new Decapsulator({ ...DEFAULT_FRAGMENT_LIMITS, seconds: 30 });
    const [firstLate, lastLate] = halves(1);
    const [firstInTime, lastInTime] = halves(2);
    walkOf(decapsulator, rawPacket(firstLate, 1000));
    walkOf(decapsulator, rawPacket(firstInTime, 1000.5));
    expect(walkOf(decapsulator, rawPacket(lastInTime, 1030.4))?.data).toEqual(SEGMENT);
    expect(walkOf(decapsulator, rawPacket(lastLate, 1030.4))).toBeUndefined();
    expect(decapsulator.fragments).toMatchObject({ waiting: 1, givenUp: 1 });
  });

  test('takes copies of fragments for copies, not for a new datagram', () => {
    const decapsulator = new Decapsulator();
    const [first, last] = halves(1);
    const times = [first, last, first, last].map((bytes, index) => rawPacket(bytes, 1000 + index * 0.1));
    const found = times.map((packet) => walkOf(decapsulator, packet)?.data);
    expect(found).toEqual([undefined, SEGMENT, undefined, undefined]);
    expect(decapsulator.fragments.waiting).toBe(0);
  });

  test('takes a new datagram with the identification of an old one', () => {
    const decapsulator = new Decapsulator();
    const other: Piece[] = pieces(SEGMENT.toReversed(), 32);
    const later = other.map((piece) => rawPacket(fragment(piece, { identification: 1 }), 1003));
    const packets = [...halves(1).map((bytes) => rawPacket(bytes, 1000)), ...later];
    const found = packets.map((packet) => walkOf(decapsulator, packet)?.data);
    expect(found).toEqual([undefined, SEGMENT, undefined, SEGMENT.toReversed()]);
  });

  test('is not confused by a clock that runs backwards', () => {
    const decapsulator = new Decapsulator();
    const [first, last] = halves(1);
    walkOf(decapsulator, rawPacket(first, 5000));
    expect(walkOf(decapsulator, rawPacket(last, 10))?.data).toEqual(SEGMENT);
  });
});
