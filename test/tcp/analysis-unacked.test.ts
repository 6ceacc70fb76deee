import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_UNACKED_SEGMENTS, UnackedSegments } from '../../src/tcp/analysis-unacked.js';

describe('segments that wait for their acknowledgment', () => {
  it('are as many as the limit says at most', () => {
    const unacked = new UnackedSegments();
    for (let i = 0; i < MAX_UNACKED_SEGMENTS; i++) {
      expect(unacked.isFull).toBe(false);
      unacked.add(i, i + 1, i + 1, i);
    }
    expect(unacked.isFull).toBe(true);
    expect(unacked.span(0)).toBe(MAX_UNACKED_SEGMENTS);
    expect(unacked.acknowledge(MAX_UNACKED_SEGMENTS)).toBe(true);
    expect(unacked).toMatchObject({ count: 0, packet: MAX_UNACKED_SEGMENTS, isFull: false });
  });

  it('take no more room when as many are acknowledged as are sent', () => {
    const unacked = new UnackedSegments();
    for (let i = 0; i < 20_000; i++) {
      unacked.add(i, i + 1, i, 0);
      unacked.acknowledge(i - 5);
      expect(unacked.count).toBeLessThanOrEqual(6);
    }
    expect(unacked.findOldest()).toBe(true);
    expect(unacked.packet).toBe(19_994);
  });

  it('are kept as a plain list of them would keep them', () => {
    const number = fc.integer({ min: 0, max: 40 });
    const segment = fc.record({ seq: number, length: fc.integer({ min: 1, max: 6 }) });
    fc.assert(
      fc.property(fc.array(fc.oneof(segment, number), { maxLength: 60 }), (steps) => {
        const unacked = new UnackedSegments();
        let list: { seq: number; next: number; packet: number }[] = [];
        for (const [packet, step] of steps.entries()) {
          if (typeof step === 'number') {
            const exact = list.find(({ next }) => next === step);
            list = list
              .filter(({ next }) => next > step)
              .map((entry) => ({ ...entry, seq: Math.max(entry.seq, step) }));
            expect(unacked.acknowledge(step)).toBe(exact !== undefined);
            if (exact !== undefined) expect(unacked.packet).toBe(exact.packet);
          } else {
            const next = step.seq + step.length;
            unacked.add(step.seq, next, packet, 0);
            list.push({ seq: step.seq, next, packet });
          }
          expect(unacked.count).toBe(list.length);
          const low = Math.min(...list.map(({ seq }) => seq));
          const high = Math.max(...list.map(({ next }) => next));
          expect(unacked.span(0)).toBe(list.length === 0 ? 0 : high - low);
          if (unacked.findOldest()) expect(unacked.packet).toBe(list[0]?.packet);
        }
      }),
    );
  });
});
