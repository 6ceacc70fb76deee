import { describe, expect, it } from 'vitest';
import { bytes, errorOf, FIELDS, matches } from './packets.js';

describe('contains', () => {
  it.each([
    ['http.host contains "example"', true],
    ['http.host contains "Example"', false],
    ['http.host contains example', true],
    ['tcp.payload contains "GET"', true],
    ['tcp.payload contains 47:45', true],
    ['tcp.payload contains 0x47', true],
    ['tcp.payload contains 48:49', false],
    ['tcp contains "GET"', true],
    ['tcp[0:] contains "GET"', false],
    ['frame contains "HTTP/1.1"', true],
    ['frame contains tcp.payload', true],
    ['http.uri contains http.host', false],
    ['http.host contains http.host', true],
    ['all http.host contains "Push"', true],
  ])('%s is %s', (text, expected) => {
    expect(matches(text)).toBe(expected);
  });

  it.each([
    ['tcp.port contains 80', "'tcp.port' is a number, and only text and bytes can contain; string(tcp.port) is text"],
    ['ip.src contains c0', "'ip.src' is an IPv4 address, and only text and bytes can contain"],
    ['frame contains ip.src', "'ip.src' is an IPv4 address, and frame is a protocol; they cannot be compared"],
    ['frame contains GET', "'GET' is no string of bytes"],
  ])('%s: %s', (text, expected) => {
    expect(errorOf(text)).toContain(`filter: ${expected}`);
  });
});

describe('matches', () => {
  it.each([
    ['http.host matches "EXAMPLE"', true],
    ['http.host ~ "^push"', true],
    ['http.host matches "(?-i)example"', true],
    ['http.host matches "(?-i)EXAMPLE"', false],
    ['http.host matches "\\\\.example:[0-9]+$"', true],
    ['http.host matches r"\\w+\\.example:\\d{4}$"', true],
    ['http.host matches r":\\d{5}"', false],
    ['http.host matches r":\\d{2,}$"', true],
    ['http.host matches r"^(?:P|q)(?<rest>ush)[^a-m]"', true],
    ['http.host matches "[[:digit:]]{4}"', true],
    ['http.host matches "^[N-Q]"', true],
    ['http.host matches r"\\Apush.*?0\\z"', true],
    ['tcp.payload matches "^get"', true],
    ['tcp matches "GET"', true],
    ['tcp.payload[0:3] matches "\\x47"', true],
    ['http.host matches ""', true],
  ])('%s is %s', (text, expected) => {
    expect(matches(text)).toBe(expected);
  });

  it.each([
    ['any byte', '"^\\xff$"', 'ff', true],
    ['a line end with .', '"a.b"', '61 0a 62', false],
    ['a line end with (?s)', '"(?s)a.b"', '61 0a 62', true],
    ['the begin of a line with (?m)', '"(?m)^b"', '61 0a 62', true],
  ])('%s: %s against %s is %s', (_, pattern, payload, expected) => {
    expect(matches(`tcp.payload matches ${pattern}`, [[FIELDS.payload, bytes(payload)]])).toBe(expected);
  });

  it.each([
    ['"("', "a '(' has no ')'"],
    ['")"', "a ')' has no '('"],
    ['"[a"', "a class has no closing ']'"],
    ['"[b-a]"', 'a class has a range that is none'],
    ['"*a"', "there is nothing that '*' repeats"],
    ['"a{3,2}"', "'{3,2}' counts backwards"],
    ['r"(a)\\1"', 'back-references are not taken'],
    ['"(?=a)"', 'look-around, and options other than (?i), (?m) and (?s) at its beginning, are not taken'],
    ['r"\\pL"', "'\\p' is not known"],
    ['r"a\\"', 'it ends in a single backslash'],
    ['"(a{100}){100}"', 'with its repetitions it is longer than 1000 characters'],
    [`"${'a'.repeat(2000)}"`, 'it has 2000 characters; at most 1000 are taken'],
  ])('http.host matches %s: %s', (pattern, expected) => {
    const line = errorOf(`http.host matches ${pattern}`);
    expect(line).toContain(
      pattern === 'r"a\\"' ? 'this string has no closing quote' : `filter: this is no regular expression: ${expected}`,
    );
  });

  it.each(['tcp.port matches "80"', 'http.host matches http.uri', 'http.host matches abc'])(
    '%s is an error',
    (text) => {
      expect(errorOf(text)).toMatch(/only text and bytes can match|expected a regular expression in double quotes/);
    },
  );

  it('takes no longer for patterns that backtrack', () => {
    const items = [[FIELDS.host, `${'a'.repeat(5000)}!`] as const];
    expect(matches('http.host matches "^(a+)+$"', items)).toBe(false);
    expect(matches('http.host matches "(?:(?:a{0,9}){0,9}){0,9}#"', items)).toBe(false);
  });
});

describe('in', () => {
  it.each([
    ['tcp.port in {80}', true],
    ['tcp.port in{80,443}', true],
    ['tcp.port in {81, 443, 8000..8100}', false],
    ['tcp.port in {39999..40001}', true],
    ['tcp.port in {39999 .. 40001}', true],
    ['tcp.port in {40001..39999}', false],
    ['all tcp.port in {80}', false],
    ['all tcp.port in {80, 40000}', true],
    ['tcp.port not in {80}', false],
    ['tcp.port ! in {81}', true],
    ['not tcp.port in {81}', true],
    ['tcp.port in {tcp.srcport}', true],
    ['tcp.len in {1..tcp.srcport}', true],
    ['ip.src in {10.0.0.1, 192.0.2.0/24}', true],
    ['ip.src in {192.0.2.0..192.0.2.9}', true],
    ['ip.src in {ip.dst .. 192.0.2.9}', false],
    ['http.host in {"a", "Push.example:9030"}', true],
    ['http.host in {"A" .. "Z"}', true],
    ['tcp[0:2] in {"he"}', true],
  ])('%s is %s', (text, expected) => {
    expect(matches(text)).toBe(expected);
  });

  it('looks a value up in a set of any size', () => {
    const set = Array.from({ length: 20_000 }, (_, index) => index + 40_000).join(',');
    expect(matches(`tcp.port in {${set}}`)).toBe(true);
    expect(matches(`tcp.len in {${set}}`)).toBe(false);
  });

  it.each([
    ['tcp.port in {}', "'}' cannot stand here; expected a value of the set"],
    ['tcp.port in {80,}', "'}' cannot stand here; expected a value of the set"],
    ['tcp.port in {80 90}', "'90' cannot stand here; expected ',' or '}'"],
    ['tcp.port in {80', "the filter ends here; expected ',' or '}'"],
    ['tcp.port in 80', "'80' cannot stand here; expected a set: {1, 2, 5..7}"],
    ['tcp.port in {80..}', "'}' cannot stand here; expected the end of the range"],
    ['tcp.port in {ip.src}', "'ip.src' is an IPv4 address, and tcp.port is a number; they cannot be compared"],
    ['tcp.remark in {1}', "'tcp.remark' has no value to compare; it can only be asked for"],
  ])('%s: %s', (text, expected) => {
    expect(errorOf(text)).toContain(`filter: ${expected}`);
  });
});
