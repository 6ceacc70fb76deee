import { describe, expect, it } from 'vitest';
import { bytes, errorOf, FIELDS, matches } from './packets.js';

describe('slices', () => {
  it.each([
    ['tcp[0:2] == "he"', true],
    ['tcp[1] == 65', true],
    ['tcp[-2:] == "ad"', true],
    ['tcp[:3] == "hea"', true],
    ['tcp[:] == "head"', true],
    ['tcp[1-2] == "ea"', true],
    ['tcp[-3--2] == "ea"', true],
    ['tcp[ 0 , 2-3 ] == "had"', true],
    ['tcp[0x1:0x2] == "ea"', true],
    ['tcp[1:3][0] == "e"', true],
    ['tcp[3]', true],
    ['tcp[4]', false],
    ['tcp[2:3]', false],
    ['tcp[-5:]', false],
    ['tcp[4:]', false],
    ['tcp[0,9]', false],
    ['http.host[0:4] == "Push"', true],
    ['tcp.payload[0:3] == 47:45:54', true],
    ['lower(http.host)[0] == "p"', true],
  ])('%s is %s', (text, expected) => {
    expect(matches(text)).toBe(expected);
  });

  it.each([
    ['tcp[]', "'' is no range of bytes; write [start:length], [first-last] or [index]"],
    ['tcp[1-]', "'1-' is no range of bytes"],
    ['tcp[0:0]', 'the length of a slice must be 1 or more'],
    ['tcp[3-1]', 'the first byte, 3, is behind the last, 1'],
    ['tcp[1--1]', 'the first and the last byte must both count from the same side'],
    ['tcp[99999999999]', "'99999999999' is no range of bytes"],
    ['tcp.len[0]', 'tcp.len is a number and has no bytes to slice'],
    ['tcp[0', "this slice has no closing ']'"],
    [`tcp[${'0,'.repeat(100)}0]`, 'a slice has at most 64 parts'],
  ])('%s: %s', (text, expected) => {
    expect(errorOf(text)).toContain(`filter: ${expected}`);
  });

  it('do not grow without bound', () => {
    const twice = `[${Array.from({ length: 60 }, () => '0:').join(',')}]`;
    expect(matches(`frame${twice.repeat(5)}`)).toBe(false);
  });
});

describe('functions', () => {
  it.each([
    ['len(http.host) == 17', true],
    ['len(tcp) == 4', true],
    ['len(tcp.port) == 2', true],
    ['len(ip.src) == 4', true],
    ['len(tcp.payload[0:3]) == 3', true],
    ['count(tcp.port) == 2', true],
    ['count(tcp.remark) == 1', true],
    ['count(udp) == 0', false],
    ['lower(http.host) contains "push"', true],
    ['upper(http.host) == "PUSH.EXAMPLE:9030"', true],
    ['string(tcp.port) == "40000"', true],
    ['string(ip.src) == "192.0.2.1"', true],
    ['string(eth.src) == "00:11:22:33:44:55"', true],
    ['string(frame.number) matches "[13579]$"', true],
    ['max(tcp.port) == 40000', true],
    ['min(tcp.port, tcp.len, 12) == 12', true],
    ['max(tcp.port, udp.port) == 40000', true],
    ['max(udp.port) == 0', false],
    ['abs(tcp.shift) == 2', true],
    ['all abs(tcp.port) > 79', true],
  ])('%s is %s', (text, expected) => {
    expect(matches(text)).toBe(expected);
  });

  it.each([
    ['20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 01', '2001:db8::1'],
    ['00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00', '::'],
    ['20 01 00 00 00 00 00 01 00 00 00 00 00 00 00 01', '2001:0:0:1::1'],
    ['20 01 00 00 00 01 00 00 00 01 00 01 00 01 00 01', '2001:0:1:0:1:1:1:1'],
    ['00 10 00 00 00 00 00 00 00 00 00 00 00 00 00 00', '10::'],
  ])('string(ipv6.src) of %s is %s', (address, expected) => {
    expect(matches(`string(ipv6.src) == "${expected}"`, [[FIELDS.ipv6, bytes(address)]])).toBe(true);
  });

  it.each([
    ['foo(tcp.len) == 1', "'foo' is no function; the functions are len, count, lower, upper, string, abs, max or min"],
    ['lenn(tcp.len) == 1', "'lenn' is no function; did you mean len?"],
    ['len(tcp.len)', 'len() has to be compared with something'],
    ['len() == 1', "')' cannot stand here; expected what 'len' is of"],
    ['len(tcp.len, tcp.port) == 1', 'len() is of one field, not of 2'],
    ['lower(tcp.len) == "a"', 'lower(tcp.len) needs text, and tcp.len is a number'],
    ['len(frame.time) == 8', 'len(frame.time) needs text, bytes or a number, and frame.time is a date and time'],
    ['string(http.host) == "a"', 'string(http.host) needs a number or an address, and http.host is text'],
    ['max(tcp.port, ip.src) == 1', 'max(tcp.port) needs a number, and ip.src is an IPv4 address'],
    ['abs(ip.src) == 1', "'-' cannot be used on ip.src, which is an IPv4 address"],
  ])('%s: %s', (text, expected) => {
    expect(errorOf(text)).toContain(`filter: ${expected}`);
  });
});

describe('arithmetic', () => {
  it.each([
    ['tcp.flags & 0x12', true],
    ['tcp.flags & 0x01', false],
    ['!tcp.flags & 0x01', true],
    ['tcp.flags & 0x02 == 2', true],
    ['tcp.flags bitwise_and 0x10 == 0x10', true],
    ['tcp[0] & 0f == 08', true],
    ['tcp[0:2] & f0', true],
    ['eth.src & 01:00:00:00:00:00', false],
    ['tcp.len + 1 == 17', true],
    ['tcp.len - 17 == -1', true],
    ['tcp.len -1 == 15', true],
    ['tcp.len * 2 == 32', true],
    ['tcp.len/5 == 3', true],
    ['tcp.len % 5 == 1', true],
    ['tcp.len / 0 == 0', false],
    ['tcp.len % 0', false],
    ['tcp.len + 2 * 2 == 20', true],
    ['{tcp.len + 2} * 2 == 36', true],
    ['tcp.len + 4 & 4 == 4', true],
    ['tcp.len == 4 * 4', true],
    ['tcp.srcport >= 4 * {tcp.len + 4}', true],
    ['-tcp.len == -16', true],
    ['-tcp.shift == 2', true],
    ['tcp.len == -tcp.shift', false],
    ['websocket.length + 1 == 9223372036854775809', true],
    ['tcp.port * 9007199254740991 > 9007199254740991', true],
  ])('%s is %s', (text, expected) => {
    expect(matches(text)).toBe(expected);
  });

  it.each([
    ['2 & tcp.flags', "expected a field or a function, not '2'"],
    ['tcp.flags.syn & 1', "'&' cannot be used on tcp.flags.syn, which is true or false"],
    ['tcp.payload + 1 == 1', "'+' cannot be used on tcp.payload, which is bytes"],
    ['frame.time_relative * 2 > 1', "'*' cannot be used on frame.time_relative, which is a time in seconds"],
    ['tcp.len + frame.time_relative > 1', 'frame.time_relative is a time in seconds, and tcp.len is a number'],
    ['(tcp.len + 1) * 2 == 2', "'*' cannot stand here; expected &&, ||, ^^ or the end; values are grouped with { }"],
  ])('%s: %s', (text, expected) => {
    expect(errorOf(text)).toContain(`filter: ${expected}`);
  });
});
