import { describe, expect, it } from 'vitest';
import { bytes, errorOf, FIELDS, matches } from './packets.js';

describe('numbers', () => {
  it.each(['16', '0x10', '020', '0b10000', "'\\x10'", "'\\020'", '+16', '8 + 8'])('tcp.len == %s', (text) => {
    expect(matches(`tcp.len == ${text}`)).toBe(true);
  });

  it.each(["'P'", '0x50', 'tcp.srcport', '.tcp.srcport'])('tcp.port == %s', (text) => {
    expect(matches(`tcp.port == ${text}`)).toBe(true);
  });

  it.each([
    ['tcp.port == 080', "'080' is no number, as tcp.port is; write one such as 80, 0x50 or 0b1010000, without quotes"],
    ['tcp.port == 70000', "'70000' is too large; tcp.port goes up to 65535"],
    ['tcp.port == -1', "'-1' is too small; tcp.port begins at 0"],
    ['tcp.shift == 2147483648', "'2147483648' is too large; tcp.shift goes up to 2147483647"],
    ['tcp.port == 1.5', "'1.5' is no number"],
    ['tcp.port == "80"', 'this is no number, as tcp.port is; write one such as 80, 0x50 or 0b1010000, without quotes'],
  ])('%s: %s', (text, expected) => {
    expect(errorOf(text)).toContain(`filter: ${expected}`);
  });
});

describe('truth and names of numbers', () => {
  it.each([
    ['tcp.flags.syn == True', true],
    ['tcp.flags.syn == TRUE', true],
    ['tcp.flags.syn == 1', true],
    ['tcp.flags.syn == 2', true],
    ['tcp.flags.syn == False', false],
    ['tcp.flags.syn == Set', true],
    ['tcp.flags.syn == "set"', true],
    ['tcp.flags.syn == "Not set"', false],
    ['websocket.opcode == "Text"', true],
    ['websocket.opcode == text', true],
    ['websocket.opcode > Continuation', true],
    ['websocket.opcode in {"Binary", 9}', false],
  ])('%s is %s', (text, expected) => {
    expect(matches(text)).toBe(expected);
  });

  it.each([
    ['websocket.opcode == "Txt"', 'this is no value of websocket.opcode; did you mean Text?'],
    ['tcp.flags.syn == yes', '\'yes\' is neither true nor false; write True, False, "Set", "Not set", 1 or 0'],
  ])('%s: %s', (text, expected) => {
    expect(errorOf(text)).toContain(`filter: ${expected}`);
  });
});

describe('text', () => {
  const host = (value: string) => [[FIELDS.host, value] as const];

  it.each([
    ['"a\\"b"', 'a"b'],
    ['"\\x48EAD"', 'HEAD'],
    ['"\\110EAD"', 'HEAD'],
    ['"\\u00e9 \\U0001F600"', 'é 😀'],
    ['"é"', 'é'],
    ['"\\\\\\a\\b\\f\\n\\r\\t\\v\\\'"', "\\\x07\b\f\n\r\t\v'"],
    ['r"a\\b"', 'a\\b'],
    ['R"a\\"b"', 'a\\"b'],
    ["'G'", 'G'],
    ['GET', 'GET'],
    ['127.0.0.1', '127.0.0.1'],
  ])('http.host == %s', (literal, value) => {
    expect(matches(`http.host == ${literal}`, host(value))).toBe(true);
    expect(matches(`http.host == ${literal}`, host(`${value}.`))).toBe(false);
  });
});

describe('bytes', () => {
  const payload = [[FIELDS.payload, bytes('00 11 22')] as const];

  it.each(['00:11:22', '00-11-22', '00.11.22', '001122', '0011.22', '0:11:22', '"\\x00\\x11\\x22"'])(
    'tcp.payload == %s',
    (literal) => {
      expect(matches(`tcp.payload == ${literal}`, payload)).toBe(true);
    },
  );

  it.each([
    ['tcp.payload[0] == 0x00', true],
    ["tcp.payload[1] == '\\x11'", true],
    ['tcp.payload == 00:11', false],
    ['tcp.payload > 00:11', true],
  ])('%s is %s', (text, expected) => {
    expect(matches(text, payload)).toBe(expected);
  });

  it.each(['0x0011', '00:11-22', '001', 'xy', '00:'])('tcp.payload == %s is an error', (literal) => {
    expect(errorOf(`tcp.payload == ${literal}`)).toContain('is no string of bytes, such as 47:45:54 or "GET"');
  });
});

describe('addresses', () => {
  const ipv6 = (value: string) => [[FIELDS.ipv6, bytes(value)] as const];
  const DOCUMENTATION = '20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 01';

  it.each([
    ['ip.src == 192.0.2.1', true],
    ['ip.src == 192.0.2.0/24', true],
    ['ip.src == 192.0.2.2/31', false],
    ['ip.src == 10.0.0.0/0', true],
    ['ip.src != 192.0.2.0/24', false],
    ['ip.src > 192.0.2.0', true],
    ['ip.src < ip.dst', true],
    ['ip.src & 255.0.0.0 == 192.0.0.0', true],
    ['ip.src[0:2] == c0:00', true],
    ['eth.src == 00:11:22:33:44:55', true],
    ['eth.src == 0011.2233.4455', true],
    ['eth.src == 00-11-22-33-44-56', false],
    ['eth.src[0:3] == 00:11:22', true],
    ['eth.src contains 22:33', true],
  ])('%s is %s', (text, expected) => {
    expect(matches(text)).toBe(expected);
  });

  it.each([
    ['2001:db8::1', true],
    ['2001:0DB8:0:0:0:0:0:1', true],
    ['2001:db8::0.0.0.1', true],
    ['2001:db8::/32', true],
    ['2001:db9::/31', true],
    ['2001:db9::/32', false],
    ['2001:db8:0:0:0:0::1', true],
    ['::', false],
    ['::/0', true],
  ])('ipv6.src == %s is %s', (literal, expected) => {
    expect(matches(`ipv6.src == ${literal}`, ipv6(DOCUMENTATION))).toBe(expected);
  });

  it.each([
    ['ip.src == 192.0.2', 'is no IPv4 address, such as 192.0.2.1 or 192.0.2.0/24'],
    ['ip.src == 192.0.2.1.5', 'is no IPv4 address'],
    ['ip.src == 010.0.0.1', 'is no IPv4 address'],
    ['ip.src == 192.0.2.0/33', 'has a prefix length beyond 32'],
    ['ip.src == "192.0.2.1"', 'this is text, and ip.src is an IPv4 address; write it without quotes'],
    ['ipv6.src == 1:2:3', 'is no IPv6 address'],
    ['ipv6.src == 1::2::3', 'is no IPv6 address'],
    ['ipv6.src == 1:2:3:4:5:6:7::8', 'is no IPv6 address'],
    ['ipv6.src == 1:2:3:4:5:6:7:8:9', 'is no IPv6 address'],
    ['ipv6.src == ::1/129', 'has a prefix length beyond 128'],
    ['eth.src == 00:11', 'is no Ethernet address, such as 00:11:22:33:44:55'],
  ])('%s: %s', (text, expected) => {
    expect(errorOf(text)).toContain(expected);
  });
});
