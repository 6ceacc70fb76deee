import { describe, expect, it } from 'vitest';
import { FIELDS, matches, PACKET } from './packets.js';

describe('comparisons with one value', () => {
  it.each([
    ['tcp.len == 16', true],
    ['tcp.len eq 17', false],
    ['tcp.len != 17', true],
    ['tcp.len ne 16', false],
    ['tcp.len > 15', true],
    ['tcp.len gt 16', false],
    ['tcp.len < 17', true],
    ['tcp.len lt 16', false],
    ['tcp.len >= 16', true],
    ['tcp.len ge 17', false],
    ['tcp.len <= 16', true],
    ['tcp.len le 15', false],
    ['tcp.shift == -2', true],
    ['tcp.shift < -1', true],
    ['tcp.srcport == tcp.port', true],
    ['tcp.len < tcp.srcport', true],
    ['tcp.len < tcp.srcport < tcp.port', true],
    ['tcp.len < tcp.srcport < tcp.len', false],
    ['websocket.length == 9223372036854775808', true],
    ['websocket.length == 127', true],
    ['http.host > "Pull"', true],
    ['tcp.payload < 47:46', true],
  ])('%s is %s', (text, expected) => {
    expect(matches(text)).toBe(expected);
  });
});

describe('comparisons with several values', () => {
  it.each([
    ['tcp.port == 80', true],
    ['tcp.port any_eq 80', true],
    ['tcp.port === 80', false],
    ['tcp.port all_eq 80', false],
    ['tcp.port != 80', false],
    ['tcp.port all_ne 81', true],
    ['tcp.port !== 80', true],
    ['tcp.port ~= 80', true],
    ['tcp.port any_ne 80', true],
    ['all tcp.port >= 80', true],
    ['all tcp.port > 80', false],
    ['any tcp.port != 80', true],
    ['all tcp.port == 80', false],
    ['not any tcp.port == 80', false],
    ['tcp.port === tcp.port', false],
    ['tcp.port != tcp.srcport', false],
  ])('%s is %s', (text, expected) => {
    expect(matches(text)).toBe(expected);
  });
});

describe('fields that are not there', () => {
  it.each([
    ['udp', false],
    ['udp.port == 80', false],
    ['udp.port != 80', false],
    ['all udp.port == 80', false],
    ['udp.port != tcp.port', false],
    ['tcp.port != udp.port', false],
    ['not udp.port == 80', true],
    ['udp.port not in {80}', true],
  ])('%s is %s', (text, expected) => {
    expect(matches(text)).toBe(expected);
  });
});

describe('thousands of values in one packet', () => {
  const many = Array.from({ length: 30_000 }, (_, index) => [FIELDS.port, index + 100] as const);
  const items = [...many, ...many.map(([, value]) => [FIELDS.udpPort, value + 30_000] as const)];

  it.each([
    ['tcp.port == udp.port', false],
    ['tcp.port != udp.port', true],
    ['tcp.port === udp.port', false],
    ['tcp.port !== udp.port', true],
    ['tcp.port < udp.port', true],
    ['all tcp.port < udp.port', true],
    ['all tcp.port <= udp.port', true],
    ['tcp.port > udp.port', false],
    ['all udp.port > tcp.port', true],
    ['all udp.port >= tcp.port', true],
    ['tcp.port in {udp.port}', false],
    ['tcp.port + 1 == udp.port', true],
    ['tcp.port + udp.port == 0', false],
  ])('%s is %s', (text, expected) => {
    expect(matches(text, items)).toBe(expected);
  });

  it('is the same as comparing few', () => {
    const few = [...many.slice(0, 9), ...PACKET.filter(([field]) => field === FIELDS.length)];
    expect(matches('tcp.port === tcp.port', few)).toBe(false);
    expect(matches('tcp.port == tcp.port', few)).toBe(true);
  });
});
