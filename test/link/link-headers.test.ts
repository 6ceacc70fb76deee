import { describe, expect, test } from 'vitest';
import { LINK_HEADERS } from '../../src/link/link-headers.js';
import { Decapsulator } from '../../src/net/decapsulator.js';
import { LINK_CASES } from './cases/index.js';
import { packetOf, walk } from './walk-case.js';

describe('the walk over link-layer headers', () => {
  test.each(LINK_CASES.filter(({ segment }) => segment !== undefined))('$name leads to TCP', (walkCase) => {
    expect(walk(walkCase)).toEqual(walkCase.segment);
  });

  test.each(LINK_CASES.filter(({ segment }) => segment === undefined))('$name does not lead to TCP', (walkCase) => {
    expect(walk(walkCase)).toBeUndefined();
  });

  test('comes to every link-layer header in these cases', () => {
    const decapsulator = new Decapsulator();
    for (const walkCase of LINK_CASES) decapsulator.walk(packetOf(walkCase));
    const unseen = LINK_HEADERS.filter(([layer]) => decapsulator.counts.layers[layer] === 0);
    expect(unseen).toEqual([]);
  });
});
