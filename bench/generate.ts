/**
 * Writes a capture to measure with: `npx tsx bench/generate.ts PROFILE [--size MB] [--connections N] [--frames N]
 * [--seed N] [--output FILE]`. The same arguments always make the same file.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { CaptureStream } from './capture-stream.js';
import type { Tally } from './connection.js';
import { concurrency, PROFILES, type Profile, scripts } from './profiles.js';
import { Random } from './random.js';

// Raised whenever a profile writes other packets, so that captures kept from before are made again.
const GENERATION = 1;

export interface CaptureRequest {
  readonly profile: Profile;
  /** In MB of 10^6 octets; ignored where the profile ends by itself. */
  readonly size: number;
  readonly connections?: number;
  readonly frames?: number;
  readonly seed?: number;
  /** Default: a name in bench/captures/ made of the other arguments. */
  readonly output?: string;
}

/** A generated capture and what is in it. */
export interface GeneratedCapture extends Tally {
  readonly path: string;
  readonly packets: number;
  readonly size: number;
}

/** Writes the capture, or finds it written by an earlier call with the same arguments. */
export function generate(request: CaptureRequest): GeneratedCapture {
  const { profile, size, connections, frames = 1_000_000, seed = 1 } = request;
  const path = request.output ?? join(import.meta.dirname, 'captures', `${captureName(request)}.pcap`);
  const facts = `${path}.json`;
  if (request.output === undefined && existsSync(path) && existsSync(facts)) {
    const kept = JSON.parse(readFileSync(facts, 'utf8')) as GeneratedCapture & { generation: number };
    if (kept.generation === GENERATION) return { ...kept, path };
  }
  mkdirSync(dirname(path), { recursive: true });
  // Under another name until it is whole, so that an interrupted run leaves no capture that looks complete.
  const capture = new CaptureStream(`${path}.part`);
  const tally: Tally = { messages: 0, frames: 0 };
  const random = new Random(seed);
  const options = { size: size * 1e6, frames, ...(connections === undefined ? {} : { connections }) };
  interleave(scripts(profile, capture, random, tally, options), concurrency(profile), random);
  capture.close();
  renameSync(`${path}.part`, path);
  const result = { path, packets: capture.packets, size: capture.size, ...tally };
  if (request.output === undefined) writeFileSync(facts, `${JSON.stringify({ generation: GENERATION, ...result })}\n`);
  return result;
}

/** All that makes the capture what it is, short where it is the default. */
function captureName({ profile, size, connections, frames, seed }: CaptureRequest): string {
  const parts = [profile, `${size}MB`];
  if (connections !== undefined) parts.push(`${connections}-connections`);
  if (frames !== undefined) parts.push(`${frames}-frames`);
  if (seed !== undefined) parts.push(`seed-${seed}`);
  return parts.join('-');
}

/** Runs scripts side by side, at most `limit` at a time, each step by one that is chosen at random. */
function interleave(pending: Iterator<Generator<void>>, limit: number, random: Random): void {
  const running: Generator<void>[] = [];
  let more = true;
  for (;;) {
    while (more && running.length < limit) {
      const next = pending.next();
      if (next.done) more = false;
      else running.push(next.value);
    }
    if (running.length === 0) return;
    const index = random.word() % running.length;
    if (running[index]?.next().done) {
      const last = running.pop();
      if (last !== undefined && index < running.length) running[index] = last;
    }
  }
}

function main(args: string[]): void {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      size: { type: 'string', default: '100' },
      connections: { type: 'string' },
      frames: { type: 'string' },
      seed: { type: 'string' },
      output: { type: 'string', short: 'o' },
    },
  });
  const profile = PROFILES.find((known) => known === positionals[0]);
  if (profile === undefined) throw new RangeError(`which profile? one of: ${PROFILES.join(', ')}`);
  const made = generate({
    profile,
    size: Number(values.size),
    ...(values.connections === undefined ? {} : { connections: Number(values.connections) }),
    ...(values.frames === undefined ? {} : { frames: Number(values.frames) }),
    ...(values.seed === undefined ? {} : { seed: Number(values.seed) }),
    ...(values.output === undefined ? {} : { output: values.output }),
  });
  console.log(`${made.path}: ${made.packets} packets, ${made.messages} messages, ${made.frames} frames`);
}

if (argv[1] === fileURLToPath(import.meta.url)) main(argv.slice(2));
