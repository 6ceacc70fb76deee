import { type ChildProcessByStdio, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import type { Readable, Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { pcapFileHeader, pcapRecord } from '../../fixtures/build/index.js';
import { captureDirectory, everyKind } from './conversation.js';

const { directory, capture } = captureDirectory();
const ENTRY = ['--import', 'tsx', join(import.meta.dirname, '../../src/cli/entry.ts')];
const packets = everyKind();
const records = packets.map((packet) => pcapRecord(packet));

type Child = ChildProcessByStdio<Writable, Readable, Readable>;

function start(...argv: string[]): Child {
  return spawn(process.execPath, [...ENTRY, ...argv], { stdio: ['pipe', 'pipe', 'pipe'] });
}

/** Waits until the child has written something that matches. @returns all it has written so far */
async function seen(child: Child, pattern: RegExp): Promise<string> {
  let text = '';
  for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
    text += chunk;
    if (pattern.test(text)) return text;
  }
  throw new Error(`the child ended without ${pattern}: ${text}`);
}

async function ended(child: Child): Promise<{ status: number | null; rest: string }> {
  let rest = '';
  child.stdout.on('data', (chunk) => {
    rest += chunk;
  });
  const [status] = await once(child, 'close');
  return { status, rest };
}

describe('a capture that comes through a pipe', () => {
  it('shows each message when its last packet comes', async () => {
    const child = start('--format', 'lines', '-');
    child.stdin.write(pcapFileHeader());
    for (const record of records.slice(0, 6)) child.stdin.write(record);
    const first = await seen(child, /hello/);
    expect(first.split('\n')).toHaveLength(2);
    for (const record of records.slice(6)) child.stdin.write(record);
    child.stdin.end();
    const { status, rest } = await ended(child);
    expect(status).toBe(0);
    expect(rest.trimEnd().split('\n')).toHaveLength(7);
  });

  it('shows each packet when it comes', async () => {
    const child = start('packets', '-');
    child.stdin.write(Buffer.concat([pcapFileHeader(), ...records.slice(0, 4)]));
    expect((await seen(child, /GET/)).trimEnd().split('\n')).toHaveLength(4);
    child.stdin.end(Buffer.concat(records.slice(4)));
    const { status, rest } = await ended(child);
    expect(status).toBe(0);
    expect(rest.trimEnd().split('\n')).toHaveLength(15);
  });

  it('ends at an interrupt as at the end of the capture', async () => {
    const child = start('--format', 'ndjson', '-');
    child.stdin.write(Buffer.concat([pcapFileHeader(), ...records.slice(0, 7)]));
    await seen(child, /Server\.1/);
    child.kill('SIGINT');
    const { status, rest } = await ended(child);
    expect(status).toBe(0);
    expect(JSON.parse(rest)).toMatchObject({
      type: 'end',
      reason: 'capture-end',
      clientMessages: 1,
      serverMessages: 1,
    });
  });
});

describe('--follow', () => {
  it('reads on as the file grows, until it is interrupted', async () => {
    const growing = join(directory, 'growing.pcap');
    writeFileSync(growing, Buffer.concat([pcapFileHeader(), ...records.slice(0, 6)]));
    const child = start('--follow', '--format', 'ndjson', growing);
    await seen(child, /Client\.1/);
    appendFileSync(growing, Buffer.concat(records.slice(6, 7)));
    await seen(child, /Server\.1/);
    child.kill('SIGINT');
    const { status, rest } = await ended(child);
    expect(status).toBe(0);
    expect(JSON.parse(rest)).toMatchObject({ type: 'end', reason: 'capture-end' });
  });
});

describe('pipes of the shell', () => {
  const shell = (command: string) =>
    spawnSync('sh', ['-c', command, process.execPath, ...ENTRY, capture], { encoding: 'utf8' });

  it('a reader that leaves early is no error', () => {
    const { stdout, stderr } = shell('{ "$0" "$@" "$4" "$4" "$4"; echo "status $?" >&2; } | head -n 1');
    expect(stdout).toMatch(/^Session 1: .*\n$/);
    expect(stderr).toBe('status 0\n');
  });
});
