import { describe, expect, it } from 'vitest';
import { compiled, FIELDS, matches } from './packets.js';

describe('what tests are joined with', () => {
  it.each([
    ['tcp', true],
    ['.tcp', true],
    ['tcp.remark', true],
    ['tcp && udp', false],
    ['tcp and not udp', true],
    ['udp || tcp', true],
    ['udp or udp', false],
    ['tcp ^^ udp', true],
    ['tcp xor tcp', false],
    ['tcp xor tcp xor tcp', true],
    ['!udp', true],
    ['!!tcp', true],
    ['not not not tcp', false],
    ['(tcp)', true],
    ['((tcp) && (tcp.len == 16))', true],
    ['!(tcp.len == 16)', false],
    ['! tcp.len == 16', false],
    ['tcp.len==16&&tcp', true],
  ])('%s is %s', (text, expected) => {
    expect(matches(text)).toBe(expected);
  });
});

describe('what binds more', () => {
  it.each([
    ['tcp or tcp and udp', true],
    ['udp and tcp or tcp', true],
    ['tcp or tcp xor tcp', true],
    ['tcp xor tcp and udp', true],
    ['not udp and udp', false],
    ['not tcp or tcp', true],
  ])('%s is %s', (text, expected) => {
    expect(matches(text)).toBe(expected);
  });
});

describe('the fields that a filter looks at', () => {
  it('are all that it names, and their namesakes', () => {
    const filter = compiled('tcp && len(http.host) > 3 || tcp.len in {1, tcp.port} || websocket.length == 1');
    expect(filter.fields).toEqual(
      new Set([FIELDS.tcp, FIELDS.host, FIELDS.length, FIELDS.port, FIELDS.longLength, FIELDS.otherLength]),
    );
  });
});
