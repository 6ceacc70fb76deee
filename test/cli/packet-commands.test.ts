import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Captures } from '../../src/capture/captures.js';
import { wsdissect } from './command.js';
import { captureDirectory } from './conversation.js';

const { capture, directory } = captureDirectory();

async function packetsIn(path: string): Promise<number> {
  let count = 0;
  for await (const _ of new Captures([path]).packets({ packet: () => count++ }));
  return count;
}

describe('fields', () => {
  it('lists every field, by name', async () => {
    const { stdout, stderr, status } = await wsdissect(['fields']);
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    for (const name of [
      'frame.number',
      'ip.src',
      'tcp.stream',
      'http.request.uri',
      'websocket.opcode',
      '_ws.malformed',
    ]) {
      expect(stdout).toContain(`${name} `);
    }
  });

  it('with a pattern, those whose name or label has it', async () => {
    const { stdout } = await wsdissect(['fields', 'websocket.op', '--format', 'ndjson']);
    const records = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(records).toEqual([expect.objectContaining({ name: 'websocket.opcode', label: 'Opcode' })]);
  });

  it('says so where there is none', async () => {
    const { stdout, stderr, status } = await wsdissect(['fields', 'frobnicate']);
    expect({ stdout, status }).toEqual({ stdout: '', status: 2 });
    expect(stderr).toContain("no field has 'frobnicate'");
  });
});

describe('follow', () => {
  it.each([
    ['tcp', 'GET /chat?room=1 HTTP/1.1'],
    ['http', 'HTTP/1.1 101 Switching Protocols'],
    ['websocket', '{"say":"hello"}'],
  ])('--as %s', async (as, told) => {
    const { stdout, stderr, status } = await wsdissect(['follow', '--stream', '0', '--as', as, capture]);
    expect(stdout).toContain(told);
    expect(stdout).not.toContain('\u001b');
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  });

  it.each(['ascii', 'hex', 'raw', 'yaml', 'c-array'])('--show %s', async (show) => {
    const { stdout, status } = await wsdissect(['follow', '--stream', '1', '--show', show, capture]);
    expect(stdout).not.toBe('');
    expect(status).toBe(0);
  });

  it.each<[string, string[], string]>([
    ['no stream', [], '--stream'],
    ['two streams', ['--stream', '0,1'], '--stream'],
    ['a stream that is not there', ['--stream', '5'], 'they go from 0 to 1'],
    ['an unknown --as', ['--stream', '0', '--as', 'smtp'], '--as'],
  ])('refuses %s', async (_, argv, told) => {
    const { stdout, stderr, status } = await wsdissect(['follow', ...argv, capture]);
    expect(stderr).toContain(told);
    expect({ stdout, status }).toEqual({ stdout: '', status: 2 });
  });
});

describe('extract', () => {
  it.each<[string, string[], number]>([
    ['-Y', ['-Y', 'websocket'], 9],
    ['--packet', ['--packet', '1,3-4'], 3],
    ['--stream', ['--stream', '1'], 5],
    ['--session', ['--session', '1'], 14],
    ['--session and -Y', ['--session', '1', '-Y', 'tcp.srcport == 80'], 6],
  ])('%s', async (_, argv, count) => {
    const path = join(directory, 'out.pcapng');
    const { stdout, stderr, status } = await wsdissect(['extract', ...argv, '-o', path, capture]);
    expect(stderr).toBe(`wsdissect: ${count} of 19 packets written to ${path}\n`);
    expect({ stdout, status }).toEqual({ stdout: '', status: 0 });
    expect(await packetsIn(path)).toBe(count);
  });

  it('--comments names the messages', async () => {
    const path = join(directory, 'comments.pcapng');
    await wsdissect(['extract', '--session', '1', '--comments', '-o', path, capture]);
    expect(readFileSync(path, 'latin1')).toContain('Client.1 text 15 bytes');
  });

  it.each<[string, string[], string]>([
    ['no -o', [], '-o'],
    ['a session that is not there', ['--session', '9', '-o', join(directory, 'none.pcapng')], 'there is no session 9'],
    ['a filter that is none', ['-Y', 'tcp.strem == 1', '-o', join(directory, 'none.pcapng')], 'tcp.stream'],
    ['to write over its own capture', ['-o', capture], capture],
  ])('refuses %s', async (_, argv, told) => {
    const before = readFileSync(capture);
    const { stderr, status } = await wsdissect(['extract', ...argv, capture]);
    expect(stderr).toContain(told);
    expect(status).toBe(2);
    expect(readFileSync(capture).equals(before)).toBe(true);
  });
});
