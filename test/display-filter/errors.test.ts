import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FilterError, renderFilterError } from '../../src/display-filter/filter-error.js';
import { compiled, errorOf, PACKET, treeOf } from './packets.js';

describe('the one line of an error', () => {
  it.each([
    [
      'tcp.len == 0 && websocket.opcod == 1',
      "filter: 'websocket.opcod' is no field; did you mean websocket.opcode? (at 17: tcp.len == 0 && >>>websocket.opcod<<< == 1)",
    ],
    ['TCP', "filter: 'TCP' is no field; did you mean tcp? (at 1: >>>TCP<<<)"],
    ['opcode == 1', "filter: 'opcode' is no field; did you mean websocket.opcode? (at 1: >>>opcode<<< == 1)"],
    ['nothing.like.it', "filter: 'nothing.like.it' is no field (at 1: >>>nothing.like.it<<<)"],
    [
      'ip.src == ip.dts',
      "filter: 'ip.dts' is no IPv4 address, such as 192.0.2.1 or 192.0.2.0/24; did you mean ip.dst? (at 11: ip.src == >>>ip.dts<<<)",
    ],
    ['80 == tcp.port', "filter: expected a field or a function, not '80' (at 1: >>>80<<< == tcp.port)"],
    ['"a"', 'filter: expected a field or a function, not a string (at 1: >>>"a"<<<)'],
    ['', 'filter: the filter ends here; expected a field, a function or a test in parentheses (at 1: >>><<<)'],
    [
      'tcp &&',
      'filter: the filter ends here; expected a field, a function or a test in parentheses (at 7: tcp &&>>><<<)',
    ],
    ['(tcp', "filter: the filter ends here; expected ')' or an operator (at 5: (tcp>>><<<)"],
    ['tcp)', "filter: ')' cannot stand here; expected a comparison, &&, ||, ^^ or the end (at 4: tcp>>>)<<<)"],
    ['tcp udp', "filter: 'udp' cannot stand here; expected a comparison, &&, ||, ^^ or the end (at 5: tcp >>>udp<<<)"],
    ['any tcp', "filter: the filter ends here; expected a comparison, as 'any' is of one (at 8: any tcp>>><<<)"],
    ['tcp.port = 80', "filter: '=' is no operator; write == to compare (at 10: tcp.port >>>=<<< 80)"],
    ['tcp | udp', "filter: '|' is no operator; write || for or (at 5: tcp >>>|<<< udp)"],
    ['ip.src#2', "filter: one layer of several ('#') cannot be chosen (at 7: ip.src>>>#<<<2)"],
    ['http.host == é', "filter: 'é' stands only between double quotes (at 14: http.host == >>>é<<<)"],
    ['http.host == "a', 'filter: this string has no closing quote (at 14: http.host == >>>"a<<<)'],
    [
      "tcp.len == 'ab'",
      "filter: a character constant is one character of one byte; strings have double quotes (at 12: tcp.len == >>>'ab'<<<)",
    ],
    ['http.host == "\\ud800"', 'filter: this is no Unicode character (at 15: http.host == ">>>\\ud800<<<")'],
    ['http.host == "\\777"', 'filter: an octal escape goes up to \\377 (at 15: http.host == ">>>\\777<<<")'],
    [
      'tcp.remark == 1',
      "filter: 'tcp.remark' has no value to compare; it can only be asked for (at 1: >>>tcp.remark<<< == 1)",
    ],
    [
      'tcp.len == tcp.remark',
      "filter: 'tcp.remark' is without a value, and tcp.len is a number; they cannot be compared (at 12: tcp.len == >>>tcp.remark<<<)",
    ],
  ])('%s', (text, expected) => {
    expect(errorOf(text)).toBe(expected);
  });

  it('stays one short line, whatever the filter holds', () => {
    const line = errorOf(`tcp\n&& \u001b[31m${'x'.repeat(5000)}`);
    expect(line).toBe(
      "filter: '\\u{1b}' stands only between double quotes (at 8: tcp\\u{a}&& >>>\\u{1b}<<<[31m" +
        `${'x'.repeat(56)}…)`,
    );
  });
});

describe('filters without bound', () => {
  it.each([
    ['parentheses', `${'('.repeat(10_000)}tcp${')'.repeat(10_000)}`, 'this nests deeper than 200 levels'],
    ['groups', `tcp.len == ${'{'.repeat(10_000)}1${'}'.repeat(10_000)}`, 'this nests deeper than 200 levels'],
    ['functions', `${'len('.repeat(10_000)}tcp`, 'this nests deeper than 200 levels'],
    ['sums', `tcp.len == 1${' + 1'.repeat(10_000)}`, 'this nests deeper than 200 levels'],
    ['slices', `tcp${'[0:]'.repeat(10_000)}`, 'this nests deeper than 200 levels'],
    ['signs', `tcp.len == ${'-'.repeat(10_000)}1`, "'-' cannot stand here"],
    ['characters', `tcp${' '.repeat(300_000)}`, 'a filter has at most 262144 characters, this one 300003'],
    ['slice ranges', `tcp[${' '.repeat(100_000)}x]`, "'x' is no range of bytes"],
    ['digits', `tcp.len == ${'9'.repeat(200_000)}`, 'is no number'],
    ['names', 'a'.repeat(200_000), 'is no field'],
  ])('%s', (_, text, expected) => {
    const line = errorOf(text);
    expect(line).toContain(expected);
    expect(line.length).toBeLessThan(600);
  });

  it.each([
    ['negations', `${'!'.repeat(100_000)}tcp`],
    ['tests', `tcp${' && tcp'.repeat(20_000)}`],
    ['comparisons', `tcp.port${' == tcp.port'.repeat(10_000)}`],
  ])('%s in a row are taken', (_, text) => {
    const filter = compiled(text);
    expect(filter.matches(treeOf(PACKET, filter.fields))).toBe(true);
  });
});

describe('any text', () => {
  const PIECES = [
    ...[
      'tcp',
      'tcp.port',
      'tcp.len',
      'tcp.payload',
      'http.host',
      'ip.src',
      'eth.src',
      'frame.time',
      'udp',
      'tcp.flags.syn',
    ],
    ...[
      '==',
      '!=',
      '===',
      '>',
      '&',
      '+',
      '-',
      '/',
      '%',
      '*',
      '&&',
      '||',
      '^^',
      '!',
      'in',
      'contains',
      'matches',
      'any',
      'all',
    ],
    ...['(', ')', '{', '}', ',', '..', '[0:2]', '[-1]', 'len(', 'max(', 'string(', 'lower('],
    ...['1', '0x10', '-1', '1.5', '00:11', '192.0.2.0/24', '::1', '"a.*"', 'r"\\d"', "'a'", 'Set', '"2018-03-15"', 'x'],
  ];

  it('either compiles, and then matches or not, or is a FilterError within the text', () => {
    const text = fc.oneof(
      fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((pieces) => pieces.join(' ')),
      fc.array(fc.constantFrom(...PIECES, ' '), { maxLength: 12 }).map((pieces) => pieces.join('')),
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.string({ maxLength: 40 }).map((pattern) => `http.host matches ${JSON.stringify(pattern)}`),
    );
    fc.assert(
      fc.property(text, (filter) => {
        try {
          const { fields, matches } = compiled(filter);
          expect(matches(treeOf(PACKET, fields))).toBeTypeOf('boolean');
        } catch (error) {
          if (!(error instanceof FilterError)) throw error;
          expect(error.start).toBeGreaterThanOrEqual(0);
          expect(error.end).toBeGreaterThanOrEqual(error.start);
          expect(error.end).toBeLessThanOrEqual(filter.length);
          expect(renderFilterError(error, filter)).not.toMatch(/[\n\r]/);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
