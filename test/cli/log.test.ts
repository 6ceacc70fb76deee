import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { wsdissect } from './command.js';
import { captureDirectory } from './conversation.js';

const { directory, capture } = captureDirectory();

function records(stdout: string): Record<string, unknown>[] {
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

describe('--format', () => {
  it('fiddler: headings, blocks, ends', async () => {
    const { stdout, stderr, status } = await wsdissect([capture, '--time', 'utc']);
    expect(stdout.match(/^Session .*/gm)).toEqual([
      'Session 1: ws://server.example.com/chat?room=1, 192.0.2.1:50000 → 192.0.2.2:80, 101 Switching Protocols, sub-protocol chat, 2026-01-02 03:04:05 UTC',
      'Session 2: ws://server.example.com/forbidden, 192.0.2.1:50001 → 192.0.2.2:80, refused: 403 Forbidden, 2026-01-02 03:04:05 UTC',
      'Session 1 ended: closed by the client, 1000 Normal Closure, after 0.010000 s; client: 4 messages, 24 bytes; server: 4 messages, 20 bytes',
    ]);
    expect(stdout.match(/^MessageID:\t(.*)/gm)).toHaveLength(8);
    expect(stdout).not.toContain('\u001b');
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  });

  it('lines', async () => {
    const { stdout } = await wsdissect([capture, '--time', 'relative', '--format', 'lines']);
    expect(stdout.split('\n')).toEqual([
      '  0.005000  #1 Client.1   → text       15 {"say":"hello"}',
      '  0.006000  #1 Server.1   ← text       13 line⏎\\u{1b}[31mred',
      '  0.007000  #1 Server.2   ← binary      4 00-01-FE-FF',
      '  0.008000  #1 Client.2   → ping        1 70',
      '  0.009000  #1 Server.3   ← pong        1 70',
      '  0.011000  #1 Client.3   → text        6 in two',
      '  0.012000  #1 Client.4   → close       2 1000 Normal Closure',
      '  0.013000  #1 Server.4   ← close       2 1000 Normal Closure',
      '',
    ]);
  });

  it('ndjson', async () => {
    const { stdout } = await wsdissect([capture, '--format', 'ndjson', '--frames']);
    const types = records(stdout).map(({ type }) => type);
    expect(types.filter((type) => type === 'frame')).toHaveLength(9);
    expect(types.filter((type) => type !== 'frame')).toEqual([
      'session',
      ...Array.from({ length: 8 }, () => 'message'),
      'session',
      'end',
    ]);
  });
});

describe('choosing', () => {
  const ids = async (...options: string[]) => {
    const { stdout } = await wsdissect([capture, '--format', 'ndjson', ...options]);
    return stdout === '' ? [] : records(stdout).map(({ type, id, session }) => id ?? `${type} ${session}`);
  };

  it.each([
    { options: ['--kind', 'ping,pong'], expected: ['session 1', 'Client.2', 'Server.3', 'end 1'] },
    { options: ['--from', 'client', '--kind', 'text'], expected: ['session 1', 'Client.1', 'Client.3', 'end 1'] },
    { options: ['--grep', 'hel+o'], expected: ['session 1', 'Client.1', 'end 1'] },
    { options: ['--since', '+0.012'], expected: ['session 1', 'Client.4', 'Server.4', 'end 1'] },
    { options: ['--until', '2026-01-02T03:04:05.006Z'], expected: ['session 1', 'Client.1', 'Server.1', 'end 1'] },
    { options: ['--session', '2'], expected: ['session 2'] },
    { options: ['--stream', '1'], expected: ['session 2'] },
    { options: ['--uri', '/forbidden'], expected: ['session 2'] },
    { options: ['--host', 'EXAMPLE.com', '--session', '2'], expected: ['session 2'] },
    { options: ['--host', 'nowhere'], expected: [] },
  ])('$options', async ({ options, expected }) => {
    expect(await ids(...options)).toEqual(expected);
  });

  it('says when there is nothing of it', async () => {
    const { stdout, stderr, status } = await wsdissect([capture, '--session', '9']);
    expect({ stdout, status }).toEqual({ stdout: '', status: 0 });
    expect(stderr).toBe('wsdissect: nothing of what was chosen was found in 19 packets\n');
  });
});

describe('-o', () => {
  it('writes to a file', async () => {
    const file = join(directory, 'log.txt');
    const { stdout, status } = await wsdissect([capture, '-o', file, '--format', 'lines']);
    expect({ stdout, status }).toEqual({ stdout: '', status: 0 });
    expect(readFileSync(file, 'utf8').trimEnd().split('\n')).toHaveLength(8);
  });

  it('never writes over a capture', async () => {
    const size = statSync(capture).size;
    const { stderr, status } = await wsdissect([capture, '-o', join(directory, '.', 'every-kind.pcap')]);
    expect({ stderr, status }).toEqual({
      stderr: `wsdissect: --output: ${capture} is one of the captures\nTry 'wsdissect --help'.\n`,
      status: 2,
    });
    expect(statSync(capture).size).toBe(size);
  });

  it('says why it cannot be written', async () => {
    const { stderr, status } = await wsdissect([capture, '-o', join(directory, 'no', 'log.txt')]);
    expect({ stderr, status }).toEqual({ stderr: `wsdissect: ${directory}/no/log.txt: no such file\n`, status: 2 });
  });

  it('says when the device is full', async () => {
    const { stderr, status } = await wsdissect([capture, '-o', '/dev/full']);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^wsdissect: .*no space left on the device\n$/);
  });
});

describe('--payloads', () => {
  it('writes files in place of the log', async () => {
    const target = join(directory, 'payloads');
    const { stdout, stderr, status } = await wsdissect([capture, '--payloads', target]);
    expect({ stdout, stderr, status }).toEqual({
      stdout: '',
      stderr: `wsdissect: 8 payloads written to ${target}\n`,
      status: 0,
    });
    expect(readdirSync(target).sort()).toEqual([
      '1-Client.1.json',
      '1-Client.2.bin',
      '1-Client.3.txt',
      '1-Client.4.bin',
      '1-Server.1.txt',
      '1-Server.2.bin',
      '1-Server.3.bin',
      '1-Server.4.bin',
      'index.ndjson',
    ]);
  });

  it('writes both where a format is asked for', async () => {
    const { stdout } = await wsdissect([capture, '--payloads', join(directory, 'both'), '--format', 'lines']);
    expect(stdout.split('\n')).toHaveLength(9);
    expect(readdirSync(join(directory, 'both'))).toHaveLength(9);
  });

  it('leaves a directory alone that holds something', async () => {
    const target = join(directory, 'mine');
    mkdirSync(target);
    writeFileSync(join(target, 'note'), '');
    const { stderr, status } = await wsdissect([capture, '--payloads', target]);
    expect({ stderr, status }).toEqual({
      stderr: `wsdissect: ${target}: this directory is not empty; payloads go into a new or an empty one\n`,
      status: 2,
    });
  });
});

describe('on a terminal', () => {
  it('lines fit, colours tell the sides apart, and a table of the sessions follows', async () => {
    const { stdout } = await wsdissect([capture, '--format', 'lines'], { columns: 60, env: {} });
    expect(stdout).toContain('\u001b[32m');
    const [log = '', table = ''] = stdout.split('\n\n');
    expect(log.split('\n')).toHaveLength(8);
    expect(table).toMatch(/^# {2}/);
    expect(table).toContain('403 refused');
  });

  it.each([
    { env: { NO_COLOR: '1' }, argv: [], coloured: false },
    { env: { NO_COLOR: '' }, argv: [], coloured: true },
    { env: { TERM: 'dumb' }, argv: [], coloured: false },
    { env: { FORCE_COLOR: '0' }, argv: [], coloured: false },
    { env: { NO_COLOR: '1' }, argv: ['--color', 'always'], coloured: true },
    { env: {}, argv: ['--color', 'never'], coloured: false },
  ])('$env $argv', async ({ env, argv, coloured }) => {
    const { stdout } = await wsdissect([capture, ...argv], { columns: 100, env });
    expect(stdout.includes('\u001b[')).toBe(coloured);
  });

  it('FORCE_COLOR and --color always colour a pipe', async () => {
    expect((await wsdissect([capture], { env: { FORCE_COLOR: '1' } })).stdout).toContain('\u001b[');
    expect((await wsdissect([capture, '--color', 'always'])).stdout).toContain('\u001b[');
  });

  it('--quiet leaves the table out', async () => {
    const { stdout } = await wsdissect([capture, '--quiet'], { columns: 100 });
    expect(stdout).not.toContain('Messages →');
  });
});

describe('a reader that leaves', () => {
  it('is no error', async () => {
    const { status, stderr } = await wsdissect([capture, join(directory, 'missing')], { readerLeavesAfter: 1 });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});
