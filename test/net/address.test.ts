import { describe, expect, test } from 'vitest';
import { hex } from '../../fixtures/build/octets.js';
import { formatAddress, formatEndpoint } from '../../src/net/address.js';

describe('the text of an address', () => {
  test.each([
    ['c0000201', '192.0.2.1'],
    ['00000000', '0.0.0.0'],
    ['ffffffff', '255.255.255.255'],
  ])('IPv4 %s is %s', (digits, text) => {
    expect(formatAddress(hex(digits), 0, 4)).toBe(text);
  });

  test.each([
    ['20010db8000000000000000000000001', '2001:db8::1', 'zeros compressed'],
    ['20010db8000000010001000100010001', '2001:db8:0:1:1:1:1:1', 'one group of zeros is not compressed'],
    ['20010000000000010000000000000001', '2001:0:0:1::1', 'the longest run of zeros is compressed'],
    ['20010db8000000000001000000000001', '2001:db8::1:0:0:1', 'the first of equal runs is compressed'],
    ['2001db80aaaa00000000000000000000', '2001:db80:aaaa::', 'zeros at the end'],
    ['00000000000000000001000200030004', '::1:2:3:4', 'zeros at the start'],
    ['00000000000000000000000000000000', '::', 'nothing but zeros'],
    ['00000000000000000000000000000001', '::1', 'loopback'],
    ['fe80000000000000abcd0ef000100a0b', 'fe80::abcd:ef0:10:a0b', 'no leading zeros, lower case'],
    ['20010db8000100020003000400050006', '2001:db8:1:2:3:4:5:6', 'no zeros'],
    ['00000000000000000000ffffc0000201', '::ffff:192.0.2.1', 'IPv4-mapped'],
    ['0064ff9b0000000000000000c0000201', '64:ff9b::c000:201', 'other embedded IPv4 addresses stay in hex'],
  ])('IPv6 %s is %s: %s', (digits, text) => {
    expect(formatAddress(hex(digits), 0, 6)).toBe(text);
  });

  test('is read where it stands', () => {
    expect(formatAddress(hex('ffff c0000201 ffff'), 2, 4)).toBe('192.0.2.1');
    expect(formatAddress(hex('ffff 20010db8000000000000000000000001 ffff'), 2, 6)).toBe('2001:db8::1');
  });
});

describe('the text of an endpoint', () => {
  test.each([
    ['192.0.2.1', 80, '192.0.2.1:80'],
    ['2001:db8::1', 443, '[2001:db8::1]:443'],
    ['::ffff:192.0.2.1', 0, '[::ffff:192.0.2.1]:0'],
  ])('%s, port %i', (address, port, text) => {
    expect(formatEndpoint(address, port)).toBe(text);
  });
});
