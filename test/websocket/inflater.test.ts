import { describe, expect, it } from 'vitest';
import { concat, PermessageDeflate } from '../../fixtures/build/index.js';
import { BufferBudget } from '../../src/buffer-budget.js';
import { Inflater, TAIL } from '../../src/websocket/permessage-deflate.js';

describe('the inflater alone', () => {
  const tailed = (payload: Uint8Array): Uint8Array => concat(payload, Uint8Array.from(TAIL));

  it('holds its window in the budget, never more than two of 32 KiB, and gives it back', () => {
    const budget = new BufferBudget(1 << 20);
    const inflater = new Inflater(true, budget);
    const deflate = new PermessageDeflate();
    for (let i = 0; i < 50; i++) {
      const payload = new Uint8Array(4000).fill(i);
      expect(inflater.inflate(tailed(deflate.compress(payload)), 1 << 20)).toEqual(Buffer.from(payload));
      expect(budget.used).toBeLessThanOrEqual(64 * 1024);
    }
    expect(budget.used).toBeGreaterThan(0);
    inflater.release();
    expect(budget.used).toBe(0);
  });

  it('holds nothing without context takeover', () => {
    const budget = new BufferBudget(1 << 20);
    const inflater = new Inflater(false, budget);
    inflater.inflate(tailed(new PermessageDeflate().compress('abc')), 100);
    expect(budget.used).toBe(0);
  });

  it('where the budget refuses the window, goes on without it', () => {
    const inflater = new Inflater(true, new BufferBudget(10));
    const deflate = new PermessageDeflate();
    expect(inflater.inflate(tailed(deflate.compress('abcabcabc')), 100)).toEqual(Buffer.from('abcabcabc'));
    expect(inflater.contextLost).toBe(true);
  });
});
