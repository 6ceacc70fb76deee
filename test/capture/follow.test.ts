import { appendFileSync, mkdtempSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pcapFileHeader, pcapRecord, writePcap } from '../../fixtures/build/index.js';
import { type CaptureInput, Captures } from '../../src/capture/captures.js';
import { packetAt } from './read-captures.js';

let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wsdissect-follow-'));
  path = join(folder, 'growing.pcap');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A reading that goes on in the background. */
class Following {
  readonly numbers: number[] = [];
  readonly #abort = new AbortController();
  readonly #captures: Captures;
  readonly #done: Promise<void>;

  constructor(...inputs: CaptureInput[]) {
    this.#captures = new Captures(inputs, { follow: this.#abort.signal });
    this.#done = this.#run();
  }

  /** Waits until as many packets have come; fails after some seconds. */
  async packets(count: number): Promise<void> {
    const limit = Date.now() + 5000;
    while (this.numbers.length < count) {
      if (Date.now() > limit) throw new Error(`${this.numbers.length} of ${count} packets came`);
      await setTimeout(10);
    }
  }

  /** Ends it, and says what problems there were. */
  async stop(): Promise<string[]> {
    this.#abort.abort();
    return this.end();
  }

  /** Waits until it ends by itself. */
  async end(): Promise<string[]> {
    await this.#done;
    return this.#captures.problems.map(({ code, message }) => `${code}: ${message}`);
  }

  async #run(): Promise<void> {
    for await (const _ of this.#captures.packets({ packet: ({ number }) => this.numbers.push(number) }));
  }
}

function record(value: number): Uint8Array {
  return pcapRecord(packetAt(String(value), value));
}

describe('a capture that is followed', () => {
  it('is read on as it grows, also within a record', async () => {
    writeFileSync(path, writePcap([packetAt('1', 1)]));
    const following = new Following(path);
    await following.packets(1);
    appendFileSync(path, record(2));
    await following.packets(2);
    appendFileSync(path, record(3).subarray(0, 7));
    await setTimeout(150);
    appendFileSync(path, record(3).subarray(7));
    await following.packets(3);
    expect(await following.stop()).toEqual([]);
    expect(following.numbers).toEqual([1, 2, 3]);
  });

  it('may be empty at first', async () => {
    writeFileSync(path, '');
    const following = new Following(path);
    await setTimeout(50);
    appendFileSync(path, pcapFileHeader());
    appendFileSync(path, record(1));
    await following.packets(1);
    expect(await following.stop()).toEqual([]);
  });

  it('may end inside a record when it is interrupted', async () => {
    writeFileSync(path, writePcap([packetAt('1', 1), packetAt('2', 2)]).subarray(0, 50));
    const following = new Following(path);
    await following.packets(1);
    expect(await following.stop()).toEqual([]);
  });

  it('ends where it is cut', async () => {
    writeFileSync(path, writePcap([packetAt('1', 1), packetAt('2', 2)]));
    const following = new Following(path);
    await following.packets(2);
    truncateSync(path, 24);
    expect(await following.end()).toEqual([
      'capture-changed: the file was cut to 24 bytes while it was followed; what it held before, 64 bytes, was read',
    ]);
  });

  it('ends where another file takes its name, when it has been read to its end', async () => {
    writeFileSync(path, writePcap([packetAt('1', 1)]));
    const following = new Following(path);
    await following.packets(1);
    const old = join(folder, 'old.pcap');
    renameSync(path, old);
    await setTimeout(150);
    appendFileSync(old, record(2));
    await following.packets(2);
    writeFileSync(path, writePcap([packetAt('9', 9)]));
    expect(await following.end()).toEqual([
      'capture-changed: the file was replaced by another one of the same name while it was followed; what it held before, 64 bytes, was read',
    ]);
    expect(following.numbers).toEqual([1, 2]);
  });

  it('is the last one of several', async () => {
    const first = join(folder, 'first.pcap');
    writeFileSync(first, writePcap([packetAt('1', 1)]));
    writeFileSync(path, writePcap([packetAt('2', 2)]));
    const following = new Following(path, first);
    await following.packets(2);
    appendFileSync(path, record(3));
    await following.packets(3);
    expect(await following.stop()).toEqual([]);
  });

  it('may be a stream that is waited for', async () => {
    const stream = new PassThrough();
    const following = new Following(stream);
    stream.write(writePcap([packetAt('1', 1)]));
    await following.packets(1);
    expect(await following.stop()).toEqual([]);
    expect(stream.destroyed).toBe(true);
  });

  it('may be waited for before its first packet', async () => {
    const stream = new PassThrough();
    const following = new Following(stream, writePcap([packetAt('1', 1)]));
    await setTimeout(50);
    expect(await following.stop()).toEqual([]);
    expect(stream.destroyed).toBe(true);
  });
});
