import { stat } from 'node:fs/promises';
import process from 'node:process';
import type { CaptureInput } from '../capture/captures.js';

/** What can be read only once is longer than what is kept of it, and has to be read twice. */
export class NeedsFileError extends Error {
  constructor(name: string, limit: number) {
    const size = `${Math.floor(limit / 1024 ** 2)} MiB`;
    super(`${name} must be read twice for this and holds more than ${size}: save it to a file first, and name that`);
    this.name = 'NeedsFileError';
  }
}

/**
 * The inputs so that they can be read twice: pipes and streams are read into memory.
 * @param limit bytes that are kept of all of them together
 * @throws NeedsFileError
 */
export async function rereadable(inputs: readonly CaptureInput[], limit: number): Promise<readonly CaptureInput[]> {
  const all: CaptureInput[] = [];
  let left = limit;
  for (const input of inputs) {
    const stream = await streamOf(input);
    if (stream === undefined) {
      all.push(input);
      continue;
    }
    const bytes = await readAll(stream, left);
    if (bytes === undefined) throw new NeedsFileError(nameOf(input), limit);
    left -= bytes.length;
    all.push(bytes);
  }
  return all;
}

/** What of an input can be read only once. */
async function streamOf(input: CaptureInput): Promise<AsyncIterable<Uint8Array> | undefined> {
  if (input instanceof Uint8Array) return undefined;
  if (typeof input !== 'string') return input;
  if (input === '-') return process.stdin;
  // What is not there, or a directory, is said when it is read.
  const stats = await stat(input).catch(() => undefined);
  if (stats === undefined || stats.isFile() || stats.isDirectory()) return undefined;
  const { createReadStream } = await import('node:fs');
  return createReadStream(input);
}

async function readAll(stream: AsyncIterable<Uint8Array>, limit: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    length += chunk.length;
    if (length > limit) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function nameOf(input: CaptureInput): string {
  if (typeof input !== 'string') return 'the stream';
  return input === '-' ? 'standard input' : input;
}
