import { describe, expect, it } from 'vitest';
import { FieldRegistry } from '../../src/field/registry.js';
import { FIELDS, REGISTRY } from './packets.js';

describe('a registry of fields', () => {
  it('knows the fields of a name, in the order they were given', () => {
    expect(REGISTRY.byName('tcp.len')).toEqual([FIELDS.length]);
    expect(REGISTRY.byName('websocket.length')).toEqual([FIELDS.longLength, FIELDS.otherLength]);
    expect(REGISTRY.byName('tcp.nothing')).toEqual([]);
    expect(REGISTRY.byName('constructor')).toEqual([]);
  });

  it('knows every name once, in order, and every field once', () => {
    const registry = new FieldRegistry([FIELDS.udp, FIELDS.otherLength, FIELDS.longLength, FIELDS.udp]);
    expect(registry.names()).toEqual(['udp', 'websocket.length']);
    expect(registry.byName('udp')).toEqual([FIELDS.udp]);
  });

  it.each([
    ['tcp.flags', ['tcp.flags', 'tcp.flags.syn']],
    ['WINDOW shift', ['tcp.shift']],
    ['tcp.*port', ['tcp.port', 'tcp.srcport']],
    ['*flags', ['tcp.flags']],
    ['tcp*tcp', []],
    ['no such field', []],
  ])('finds %s: %s', (pattern, expected) => {
    expect(REGISTRY.search(pattern).map(({ name }) => name)).toEqual(expected);
  });
});
