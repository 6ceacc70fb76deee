import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { writePcap } from '../../fixtures/build/index.js';
import { wsdissect } from './command.js';
import { captureDirectory, everyKind } from './conversation.js';

const { directory, capture } = captureDirectory();
const bytes = readFileSync(capture);

function file(name: string, content: Uint8Array | string): string {
  const path = join(directory, name);
  writeFileSync(path, content);
  return path;
}

const impossible = Buffer.from(bytes);
impossible.writeUInt32LE(0xffffffff, 24 + 8);

describe('what cannot be read is one clear line, and exit status 2', () => {
  it.each([
    { what: 'a text file', path: file('notes.txt', 'hello, this is no capture\n') },
    { what: 'an empty file', path: file('empty.pcap', '') },
    {
      what: 'random bytes',
      path: file('random', Buffer.from('9f3a5577c0ffee0102030405060708090a0b0c0d0e0f1011', 'hex')),
    },
    { what: 'a directory', path: directory },
    { what: 'a missing file', path: join(directory, 'missing.pcap') },
    { what: 'a record of 4 GB', path: file('impossible.pcap', impossible) },
  ])('$what', async ({ path }) => {
    for (const command of ['log', 'sessions', 'info']) {
      const { stdout, stderr, status } = await wsdissect([command, path]);
      expect(status).toBe(2);
      expect(stderr.trimEnd().split('\n')).toHaveLength(1);
      expect(stderr.startsWith(`wsdissect: ${path}: `)).toBe(true);
      if (command !== 'info') expect(stdout).toBe('');
    }
  });

  it('a link type that is not decoded', async () => {
    const path = file('d-bus.pcap', writePcap(everyKind(), { linkType: 231 }));
    const { stdout, stderr, status } = await wsdissect([path]);
    expect({ stdout, status }).toEqual({ stdout: '', status: 2 });
    expect(stderr).toMatch(/^wsdissect: .*link type 231 \(D-Bus\).*\n$/);
  });

  it.skipIf(process.getuid?.() === 0)('a file without permission', async () => {
    const path = file('secret.pcap', bytes);
    chmodSync(path, 0);
    const { stderr, status } = await wsdissect([path]);
    expect({ stderr, status }).toEqual({
      stderr: `wsdissect: ${path}: there is no permission to read it\n`,
      status: 2,
    });
  });

  it('a name that would be an escape is written visibly', async () => {
    const { stderr } = await wsdissect([join(directory, '\u001b[2Jx')]);
    expect(stderr).not.toContain('\u001b');
  });
});

describe('what could be read comes first', () => {
  it('of a capture that is cut', async () => {
    const path = file('cut.pcap', bytes.subarray(0, bytes.length - 10));
    const { stdout, stderr, status } = await wsdissect([path, '--format', 'lines', '--quiet']);
    expect(stdout.trimEnd().split('\n')).toHaveLength(8);
    expect(stderr).toMatch(/^wsdissect: .*cut\.pcap: .*\bbyte \d+.*\n$/);
    expect(status).toBe(2);
  });

  it('of the others', async () => {
    const { stdout, stderr, status } = await wsdissect([join(directory, 'missing'), capture, '--format', 'lines']);
    expect(stdout.trimEnd().split('\n')).toHaveLength(8);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(status).toBe(2);
  });

  it('in ndjson it is a record as well', async () => {
    const { stdout, stderr, status } = await wsdissect([join(directory, 'missing'), '--format', 'ndjson', '--quiet']);
    expect(JSON.parse(stdout)).toEqual({
      type: 'warning',
      code: 'capture-unreadable',
      message: `${directory}/missing: there is no such file`,
    });
    expect(stderr).toBe(`wsdissect: ${directory}/missing: there is no such file\n`);
    expect(status).toBe(2);
  });
});

describe('wrong usage', () => {
  it('is one line and where to look', async () => {
    const { stdout, stderr, status } = await wsdissect(['--frobnicate', capture]);
    expect({ stdout, stderr, status }).toEqual({
      stdout: '',
      stderr: "wsdissect: unknown option '--frobnicate'\nTry 'wsdissect --help'.\n",
      status: 2,
    });
  });

  it('--help and --version are none', async () => {
    const version = await wsdissect(['--version']);
    expect(version).toEqual({ status: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/), stderr: '' });
    const help = await wsdissect(['sessions', '--help']);
    expect(help).toEqual({ status: 0, stdout: expect.stringMatching(/^Usage: wsdissect sessions /), stderr: '' });
  });
});

describe('a directory of its own', () => {
  it('named like a command is reached by its path', async () => {
    mkdirSync(join(directory, 'sessions'));
    const { stderr } = await wsdissect([join(directory, 'sessions')]);
    expect(stderr).toContain('directory');
  });
});
