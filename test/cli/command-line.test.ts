import { describe, expect, it } from 'vitest';
import { parseCommandLine } from '../../src/cli/command-line.js';
import { COMMANDS } from '../../src/cli/option-spec.js';
import { OPTIONS } from '../../src/cli/options.js';
import { DEFAULT_LIMITS } from '../../src/limits.js';

describe('commands', () => {
  it.each([
    { argv: ['a.pcap'], command: 'log', captures: ['a.pcap'] },
    { argv: ['log', 'a.pcap'], command: 'log', captures: ['a.pcap'] },
    { argv: ['sessions', 'a.pcap', 'b.pcap'], command: 'sessions', captures: ['a.pcap', 'b.pcap'] },
    { argv: ['info', '-'], command: 'info', captures: ['-'] },
    { argv: ['--quiet', 'sessions', 'a.pcap'], command: 'sessions', captures: ['a.pcap'] },
    { argv: ['a.pcap', '--quiet', 'sessions'], command: 'log', captures: ['a.pcap', 'sessions'] },
    { argv: ['./sessions'], command: 'log', captures: ['./sessions'] },
    { argv: ['--', '--odd-name'], command: 'log', captures: ['--odd-name'] },
  ])('$argv', ({ argv, command, captures }) => {
    expect(parseCommandLine(argv)).toMatchObject({ command, captures });
  });
});

describe('option values', () => {
  it.each([
    { argv: ['--format', 'NDJSON'], options: { format: 'ndjson' } },
    { argv: ['--format=lines'], options: { format: 'lines' } },
    { argv: ['-o', 'log.txt'], options: { output: 'log.txt' } },
    { argv: ['-olog.txt'], options: { output: 'log.txt' } },
    { argv: ['--max-payload', '2k'], options: { maxPayload: 2048 } },
    { argv: ['--session', '1,4', '--session', '5'], options: { session: [1, 4, 5] } },
    { argv: ['--stream', '0'], options: { stream: [0] } },
    { argv: ['--kind', 'text,Binary', '--kind', 'ping'], options: { kind: ['text', 'binary', 'ping'] } },
    { argv: ['--from', 'server'], options: { from: 'server' } },
    { argv: ['--ws-port', '80', '--ws-port', '8080,9030'], options: { wsPort: [80, 8080, 9030] } },
    {
      argv: ['--limit', 'message-bytes=1M', '--limit', 'reorder-time=50', '--limit', 'message-bytes=1g'],
      options: { limit: { 'message-bytes': 1024 ** 3, 'reorder-time': 50 } },
    },
    { argv: ['--grep', '^\\{"a"'], options: { grep: /^\{"a"/ } },
    { argv: ['--since', '+1.5'], options: { since: { seconds: 1, nanoseconds: 500_000_000, fromStart: true } } },
    {
      argv: ['--color', 'always', '--time', 'delta', '--numbering', 'fiddler'],
      options: { color: 'always', time: 'delta', numbering: 'fiddler' },
    },
    { argv: ['--frames', '--follow', '--quiet'], options: { frames: true, follow: true, quiet: true } },
  ])('$argv', ({ argv, options }) => {
    expect(parseCommandLine([...argv, 'a.pcap']).options).toEqual(options);
  });
});

describe('what cannot be understood is told in one line', () => {
  it.each([
    { argv: [], message: 'no capture given: name a pcap or pcapng file, or - for standard input' },
    { argv: ['sessions'], message: 'no capture given: name a pcap or pcapng file, or - for standard input' },
    { argv: ['-', '-'], message: 'standard input (-) can be read only once' },
    { argv: ['--frmat', 'x', 'a'], message: "unknown option '--frmat' (Did you mean --format?)" },
    { argv: ['a', '--format'], message: "option '--format <FORMAT>' argument missing" },
    { argv: ['--format', 'xml', 'a'], message: "--format: 'xml' is none of fiddler, lines, ndjson" },
    { argv: ['sessions', '--format', 'lines', 'a'], message: "--format: 'lines' is none of table, ndjson" },
    { argv: ['info', '--grep', 'x', 'a'], message: "--grep does not belong to 'info', but to log and sessions" },
    { argv: ['--cross-check', 'a'], message: "--cross-check does not belong to 'log', but to info" },
    { argv: ['--time', 'noon', 'a'], message: "--time: 'noon' is none of local, utc, relative, delta, epoch" },
    { argv: ['--kind', 'text,x', 'a'], message: "--kind: 'x' is none of text, binary, ping, pong, close, reserved" },
    {
      argv: ['--max-payload', '-1', 'a'],
      message: "--max-payload: '-1' is no size; write a number such as 500, 64k, 64M or 1G",
    },
    {
      argv: ['--session', '0', 'a'],
      message: "--session: '0' is no number; write a whole number from 1, or several: 1,4,5",
    },
    { argv: ['--ws-port', '65536', 'a'], message: "--ws-port: '65536' is no TCP port; ports go from 1 to 65535" },
    { argv: ['--grep', '(', 'a'], message: "--grep: '(' is no regular expression: Unterminated group" },
    {
      argv: ['--since', 'noon', 'a'],
      message: "--since: 'noon' is no time; write 2018-07-02T17:09:59, seconds since 1970, or +SECONDS from the start",
    },
    {
      argv: ['--limit', 'depth=1', 'a'],
      message: `--limit: 'depth' is no limit; the limits are ${Object.keys(DEFAULT_LIMITS).join(', ')}`,
    },
    {
      argv: ['--limit', 'message-bytes', 'a'],
      message: "--limit: '' is no size; write a number such as 500, 64k, 64M or 1G",
    },
    { argv: ['--limit', 'toString=1', 'a'], message: /^--limit: 'toString' is no limit/ },
  ])('$argv', ({ argv, message }) => {
    expect(() => parseCommandLine(argv)).toThrow(message);
    expect(() => parseCommandLine(argv)).toThrow(expect.objectContaining({ name: 'UsageError' }));
  });
});

describe('help and version ask for nothing else', () => {
  it.each([
    { argv: ['--help'], command: 'log', named: false },
    { argv: ['sessions', '-h'], command: 'sessions', named: true },
    { argv: ['help'], command: 'log', named: false },
    { argv: ['help', 'info'], command: 'info', named: true },
  ])('$argv', ({ argv, command, named }) => {
    expect(parseCommandLine(argv)).toMatchObject({ command, named, options: { help: true } });
  });

  it('-v', () => {
    expect(parseCommandLine(['-v']).options).toEqual({ version: true });
  });
});

describe('patterns', () => {
  it('that backtrack without end are matched in linear time', () => {
    const { options } = parseCommandLine(['--grep', '^(a+)+$', 'a.pcap']);
    expect(options.grep?.test(`${'a'.repeat(5000)}b`)).toBe(false);
  });
});

describe('the table of options', () => {
  it('names each once', () => {
    const names = OPTIONS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(OPTIONS)('the example of $flags is understood', ({ flags, name, example }) => {
    const words = (example.split('|')[0] ?? '').trim().match(/'[^']*'|\S+/g) ?? [];
    const argv = words.slice(1).map((word) => word.replace(/^'|'$/g, ''));
    const { options, command } = parseCommandLine(argv);
    expect(options, flags).toHaveProperty(name);
    expect(COMMANDS).toContain(command);
  });
});
