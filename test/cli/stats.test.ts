import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { wsdissect } from './command.js';
import { captureDirectory } from './conversation.js';

const { capture, directory } = captureDirectory();

describe('stats', () => {
  it('tables', async () => {
    const { stdout, stderr, status } = await wsdissect(['stats', capture]);
    expect(stdout).toMatch(/^19 packets, \d+ bytes, \d\.\d{6} s\n\nProtocol Hierarchy\n/);
    for (const heading of ['TCP Conversations', 'IPv4 Endpoints', 'Messages per 0.001 s  █ client ▒ server']) {
      expect(stdout).toContain(`\n${heading}\n`);
    }
    expect(stdout).toMatch(/\n\nChats \(\d+\)\nFrequency {2}Group/);
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  });

  it('ndjson, into a file', async () => {
    const path = join(directory, 'stats.ndjson');
    const { stdout, status } = await wsdissect(['stats', '--format', 'ndjson', '-o', path, capture]);
    const records = readFileSync(path, 'utf8').trimEnd().split('\n');
    const types = new Set(records.map((line) => JSON.parse(line).type));
    expect([...types]).toEqual(['protocol', 'conversation', 'endpoint', 'messageRate', 'expert']);
    expect({ stdout, status }).toEqual({ stdout: '', status: 0 });
  });

  it('of the packets that a filter chooses', async () => {
    const { stdout } = await wsdissect(['stats', '-Y', 'tcp.stream == 1', capture]);
    expect(stdout).toMatch(/^5 of 19 packets, /);
    expect(stdout).not.toContain('Messages per');
  });

  it('says so where it chooses none', async () => {
    const { stdout, stderr, status } = await wsdissect(['stats', '-Y', 'tcp.stream == 9', capture]);
    expect(stderr).toBe('wsdissect: no packet matches the filter, of 19 packets\n');
    expect({ stdout, status }).toEqual({ stdout: '', status: 0 });
  });

  it('in colours, cut to the terminal', async () => {
    const { stdout } = await wsdissect(['stats', '--color', 'always', capture], { columns: 60 });
    const lines = stdout.split('\n');
    expect(lines).toContain('\u001b[1mProtocol Hierarchy\u001b[22m');
    expect(lines.map((line) => stripVTControlCharacters(line).length).every((width) => width <= 60)).toBe(true);
  });

  it.each([
    ['a filter that is none', ['-Y', 'tcp.strem == 1'], 'tcp.stream'],
    ['no such format', ['--format', 'lines'], '--format'],
  ])('refuses %s', async (_, options, told) => {
    const { stderr, status } = await wsdissect(['stats', ...options, capture]);
    expect(stderr).toContain(told);
    expect(status).toBe(2);
  });
});
