import { describe, expect, test } from 'vitest';
import { Decapsulator } from '../../src/net/decapsulator.js';
import { ipProtocolName } from '../../src/net/ip-protocol-names.js';
import { NET_HEADERS } from '../../src/net/net-headers.js';
import { packetOf, walk } from '../link/walk-case.js';
import { NET_CASES } from './cases/index.js';

describe('the walk over IP and tunnels', () => {
  test.each(NET_CASES.filter(({ segment }) => segment !== undefined))('$name leads to TCP', (walkCase) => {
    expect(walk(walkCase)).toEqual(walkCase.segment);
  });

  test.each(NET_CASES.filter(({ segment }) => segment === undefined))('$name does not lead to TCP', (walkCase) => {
    expect(walk(walkCase)).toBeUndefined();
  });

  test('comes to every header above the link layer in these cases', () => {
    const decapsulator = new Decapsulator();
    for (const walkCase of NET_CASES) decapsulator.walk(packetOf(walkCase));
    const unseen = NET_HEADERS.filter(([layer]) => decapsulator.counts.layers[layer] === 0);
    expect(unseen).toEqual([]);
  });
});

describe('IP protocols', () => {
  test.each([
    [1, 'ICMP'],
    [6, 'TCP'],
    [50, 'ESP'],
    [253, 'IP protocol 253'],
  ])('%i is called %s', (protocol, name) => {
    expect(ipProtocolName(protocol)).toBe(name);
  });
});
