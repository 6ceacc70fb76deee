import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Packet } from '../../src/capture/packet.js';
import { LinkType } from '../../src/link/link-type.js';
import { Decapsulator } from '../../src/net/decapsulator.js';
import { LINK_CASES } from '../link/cases/index.js';
import { type Placement, packetOf, type Segment, segmentAt, type WalkCase, walk } from '../link/walk-case.js';
import { NET_CASES } from './cases/index.js';

const CASES: readonly WalkCase[] = [...LINK_CASES, ...NET_CASES];

/** The segment that is left of a whole one. */
function leftOf({ segment }: WalkCase, captured: number): Segment | undefined {
  if (segment === undefined || captured < segment.offset) return undefined;
  const end = Math.min(segment.end, captured);
  return { ...segment, end, missing: segment.end - end };
}

/** The bytes, of which only `bytes[start … end)` may be looked at. */
function guarded(bytes: Uint8Array, start: number, end: number): Uint8Array {
  return new Proxy(bytes, {
    get(target, key) {
      const index = typeof key === 'string' ? Number(key) : Number.NaN;
      if (Number.isInteger(index) && (index < start || index >= end)) throw new RangeError(`read of byte ${index}`);
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

/** The cases, cut at every byte, that do not lead to what is left of their segments. */
function wrongCuts(placement: Placement): string[] {
  const wrong: string[] = [];
  for (const walkCase of CASES) {
    for (let captured = 0; captured <= walkCase.bytes.length; captured++) {
      const found = JSON.stringify(walk(walkCase, { ...placement, captured }));
      const expected = JSON.stringify(leftOf(walkCase, captured));
      if (found !== expected) wrong.push(`${walkCase.name}, ${captured} bytes: ${found}, expected ${expected}`);
    }
  }
  return wrong;
}

describe('a packet that the snaplen cut', () => {
  test('leads to the segment as far as it is captured, wherever it is cut', () => {
    expect(wrongCuts({})).toEqual([]);
  });

  test.each([0x00, 0x08, 0x45, 0x60, 0xff])('is the same where bytes of %i stand around it', (byte) => {
    const around = new Uint8Array(200).fill(byte);
    expect(wrongCuts({ before: around, behind: around })).toEqual([]);
  });

  test('is not read before its start or beyond its end', () => {
    const around = new Uint8Array(50);
    for (const walkCase of CASES) {
      for (let captured = 0; captured <= walkCase.bytes.length; captured++) {
        const packet = packetOf(walkCase, { captured, before: around, behind: around });
        packet.bytes = guarded(packet.bytes, packet.start, packet.end);
        const decapsulator = new Decapsulator();
        expect(() => decapsulator.walk(packet), `${walkCase.name}, ${captured} bytes`).not.toThrow();
      }
    }
  });
});

const linkType = fc.oneof(fc.constantFrom(...Object.values(LinkType)), fc.nat({ max: 300 }));

/** Bytes that get further than random ones do: those of a case with some changed. */
const damagedCase = fc
  .tuple(fc.constantFrom(...CASES), fc.array(fc.tuple(fc.nat({ max: 400 }), fc.nat({ max: 255 })), { maxLength: 6 }))
  .map(([walkCase, changes]) => {
    const bytes = walkCase.bytes.slice();
    for (const [index, value] of changes) if (index < bytes.length) bytes[index] = value;
    return { linkType: walkCase.linkType, bytes };
  });

const randomCase = fc.record({ linkType, bytes: fc.uint8Array({ maxLength: 300 }) });

const anyPacket = fc
  .tuple(
    fc.oneof(damagedCase, randomCase),
    fc.oneof(fc.constant(0), fc.nat({ max: 100 }), fc.constant(0xffffffff)),
    fc.constantFrom(0, 0, 4, 14),
  )
  .map(([{ linkType, bytes }, more, fcsLength]) => {
    const walkCase = { name: 'any', linkType, bytes, fcsLength, segment: undefined };
    const packet = packetOf(walkCase, { before: new Uint8Array(8), behind: new Uint8Array(8).fill(0x45) });
    packet.originalLength += more;
    return packet;
  });

describe('hostile packets', () => {
  test('never make the walk throw, loop, or leave the packet', () => {
    fc.assert(
      fc.property(fc.array(anyPacket, { maxLength: 8 }), (packets) => {
        const decapsulator = new Decapsulator();
        const { cursor } = decapsulator;
        for (const packet of packets) {
          let segments = 0;
          for (let found = decapsulator.walk(packet); found; found = decapsulator.walkNext()) {
            segments++;
            segmentAt(decapsulator, packet);
            const { offset, end, source, destination } = cursor;
            const first = cursor.reassembled ? 0 : packet.start;
            const last = cursor.reassembled ? cursor.bytes.length : packet.end;
            expect(cursor.bytes === packet.bytes).toBe(!cursor.reassembled);
            expect([first, source, destination, offset, end, last]).toEqual(
              [first, source, destination, offset, end, last].toSorted((a, b) => a - b),
            );
            expect(cursor.missing).toBeGreaterThanOrEqual(0);
          }
          expect(segments).toBeLessThan(32);
        }
      }),
      { numRuns: 5_000 },
    );
  });

  test('with tunnels without end cost no more than a few headers', () => {
    const packet = new Packet();
    const label = [0x00, 0x01, 0x01, 0x40];
    const control = [0x00, 0x00, 0x00, 0x00];
    const header = [2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1, 0x88, 0x47];
    const nested = Array.from({ length: 3000 }, () => [...header, ...label, ...control]).flat();
    packet.bytes = Uint8Array.from(nested);
    packet.linkType = LinkType.ETHERNET;
    packet.end = nested.length;
    packet.originalLength = nested.length;
    const decapsulator = new Decapsulator();
    expect(decapsulator.walk(packet)).toBe(false);
    expect(decapsulator.counts.layers.reduce((sum, headers) => sum + headers, 0)).toBe(64);
  });
});
