import { EventEmitter } from 'node:events';
import pcapParser, { type PcapParserPacket } from 'pcap-parser';
import { CapturePass } from './capture-pass.js';
import { type CaptureInput, Input } from './input.js';
import { Packet } from './packet.js';
import { type CaptureProblem, readingProblem } from './problem.js';
import type { CaptureSummary } from './summary.js';
import { ReadWindow } from './window.js';

/** Whether two readers saw the same packets in a capture, and why not. */
export interface CrossCheck {
  /** Both read the capture and saw the same packets: as many, with the same times, lengths and bytes. */
  readonly agreed: boolean;
  readonly packetsOurs: number;
  readonly packetsTheirs: number;
  /** What differs first, in plain words: one of the readers is wrong there. */
  readonly firstDifference?: string;
  /** Why pcap-parser saw less, or nothing: what it is known not to read, and how the capture ends. */
  readonly reasons: readonly string[];
}

/**
 * Reads a capture with the npm package pcap-parser as well and compares what both readers see, packet by packet, as the
 * capture is read. pcap-parser is given whole records only, and none that our reader did not believe: it would gather
 * bytes for one of impossible length until the memory is full.
 */
export async function crossCheck(capture: CaptureInput): Promise<CrossCheck> {
  const input = new Input(capture);
  const comparison = new Comparison();
  const problems: CaptureProblem[] = [];
  try {
    const window = new ReadWindow();
    const pass = new CapturePass(await input.open(undefined, false), window, new Packet());
    try {
      for (let more = true; more; ) {
        const before = window.offset;
        more = await pass.next(comparison);
        problems.push(...pass.problems.splice(0));
        if (pass.summary !== undefined) comparison.compare(pass.summary, window, before, problems[0]);
      }
    } finally {
      await pass.close();
    }
  } catch (error) {
    problems.push(readingProblem(error, 0));
  } finally {
    await input.close();
  }
  return comparison.result(problems);
}

/** A packet of ours that pcap-parser has still to show. */
interface Expected {
  readonly number: number;
  readonly seconds: number;
  readonly nanoseconds: number;
  readonly originalLength: number;
  readonly bytes: Uint8Array;
}

class Comparison {
  #ours = 0;
  #theirs = 0;
  #expected: Expected[] = [];
  #difference: string | undefined;
  readonly #reasons: string[] = [];
  /** Whether the capture is of the kind that pcap-parser reads. */
  #comparable = false;
  #version = '';
  /** What pcap-parser reads from; it calls these two, and nothing has to be done about it. */
  readonly #stream = Object.assign(new EventEmitter(), { pause(): void {}, resume(): void {} });

  constructor() {
    const parser = pcapParser.parse(this.#stream);
    parser.on('packet', (packet) => this.#theirPacket(packet));
    parser.on('error', (error) => this.#differ(`pcap-parser stops after ${this.#theirs} packets: ${error.message}`));
  }

  /** Takes a packet of ours. */
  packet({ number, seconds, nanoseconds, originalLength, bytes, start, end }: Packet): void {
    this.#ours++;
    this.#expected.push({ number, seconds, nanoseconds, originalLength, bytes: bytes.subarray(start, end) });
  }

  /** Gives pcap-parser the records that our reader took since the window was at `before`. */
  compare(summary: CaptureSummary, window: ReadWindow, before: number, problem: CaptureProblem | undefined): void {
    this.#version = summary.version;
    const limit = limitOf(summary);
    this.#comparable = limit === undefined;
    if (limit !== undefined && this.#reasons.length === 0) this.#reasons.push(limit);
    if (this.#comparable && this.#difference === undefined) {
      const taken = Math.min(window.offset, problem?.offset ?? window.offset) - before;
      const start = window.start - (window.offset - before);
      this.#give(window.bytes.subarray(start, start + taken));
      if (problem?.code === 'capture-cut') this.#give(window.bytes.subarray(window.start, window.end));
      const [missing] = this.#expected;
      if (missing !== undefined) this.#differ(`pcap-parser does not see packet ${missing.number}`);
    }
    this.#expected = [];
  }

  result(problems: readonly CaptureProblem[]): CrossCheck {
    const dropped = this.#comparable ? '; pcap-parser drops the cut record silently' : '';
    for (const { code, message } of problems) this.#reasons.push(code === 'capture-cut' ? message + dropped : message);
    const difference = this.#difference;
    // Before version 2.3 the two lengths of a record stood the other way round.
    const old = difference !== undefined && /^2\.[0-3]$/.test(this.#version);
    if (old) this.#reasons.push(`pcap-parser does not know the records of version ${this.#version}`);
    return {
      agreed: this.#comparable && difference === undefined && this.#theirs === this.#ours,
      packetsOurs: this.#ours,
      packetsTheirs: this.#theirs,
      ...(difference === undefined || old ? {} : { firstDifference: difference }),
      reasons: this.#reasons,
    };
  }

  #give(bytes: Uint8Array): void {
    // pcap-parser keeps what it is given, and the window is overwritten.
    if (bytes.length > 0) this.#stream.emit('data', Buffer.from(bytes));
  }

  #theirPacket({ header, data }: PcapParserPacket): void {
    this.#theirs++;
    const ours = this.#expected.shift();
    if (ours === undefined) {
      this.#differ(`pcap-parser sees a packet ${this.#theirs}, which our reader does not`);
      return;
    }
    const seconds = header.timestampSeconds + Math.floor(header.timestampMicroseconds / 1_000_000);
    const nanoseconds = (header.timestampMicroseconds % 1_000_000) * 1000;
    const differs = (what: string): void => this.#differ(`packet ${ours.number} has another ${what} for pcap-parser`);
    if (seconds !== ours.seconds || nanoseconds !== ours.nanoseconds) differs('time');
    else if (Math.max(header.originalLength, data.length) !== ours.originalLength) differs('length on the wire');
    else if (Buffer.compare(data, ours.bytes) !== 0) differs(data.length === ours.bytes.length ? 'content' : 'length');
  }

  #differ(how: string): void {
    this.#difference ??= how;
  }
}

/** Why pcap-parser does not read a capture like this at all; undefined where it does. */
function limitOf({ kind, compression, interfaces }: CaptureSummary): string | undefined {
  if (compression !== undefined) return `pcap-parser does not read captures compressed with ${compression}`;
  if (kind !== 'pcap') return `pcap-parser does not read ${kind}`;
  if (interfaces[0]?.timeDigits === 9) return 'pcap-parser does not read pcap with nanoseconds';
  return undefined;
}
