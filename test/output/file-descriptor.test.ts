import { spawn, spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FileDescriptorOutput } from '../../src/output/file-descriptor.js';

const WRITER = `
  import { FileDescriptorOutput } from './src/output/file-descriptor.ts';
  // Asking for process.stdout makes the pipe non-blocking, as another process that shares it may do.
  process.stdout.isTTY;
  const output = new FileDescriptorOutput(1);
  const bytes = Buffer.alloc(1 << 20, 'x');
  let pieces = 0;
  for (; pieces < 8 && !output.closed; pieces++) output.write(bytes, 0, bytes.length);
  process.stderr.write(\`\${pieces} \${output.closed}\`);
`;
const ARGUMENTS = ['--import', 'tsx', '--input-type=module', '--eval', WRITER];

describe('FileDescriptorOutput', () => {
  it('writes the range it is given, and nothing else', () => {
    const directory = mkdtempSync(join(tmpdir(), 'wsdissect-fd-'));
    const path = join(directory, 'file');
    const file = openSync(path, 'w');
    new FileDescriptorOutput(file).write(Buffer.from('abcdef'), 2, 4);
    closeSync(file);
    expect(readFileSync(path, 'utf8')).toBe('cd');
    rmSync(directory, { recursive: true });
  });

  it('waits for a slow reader of a pipe that does not block', async () => {
    const child = spawn(process.execPath, ARGUMENTS, { stdio: ['ignore', 'pipe', 'pipe'] });
    let length = 0;
    for await (const chunk of child.stdout) {
      if (length === 0) await new Promise((resolve) => setTimeout(resolve, 200));
      length += chunk.length;
    }
    expect(length).toBe(8 << 20);
  });

  it('is closed by a reader that leaves, without an error', () => {
    const command = `"$0" "$@" | head -c 1000 | wc -c`;
    const child = spawnSync('sh', ['-c', command, process.execPath, ...ARGUMENTS], { encoding: 'utf8' });
    expect(child.stdout.trim()).toBe('1000');
    expect(child.stderr).toMatch(/^[12] true$/);
  });

  it('throws what else goes wrong', () => {
    const full = openSync('/dev/full', 'w');
    expect(() => new FileDescriptorOutput(full).write(Buffer.from('a'), 0, 1)).toThrow(
      expect.objectContaining({ code: 'ENOSPC' }),
    );
    closeSync(full);
  });
});
