import { StreamAnalysis } from '../../src/tcp/analysis.js';
import { analysisPrefix } from '../../src/tcp/analysis-flags.js';
import type { SegmentAnalysis } from '../../src/tcp/analysis-segment.js';
import { Flag } from '../../src/tcp/header.js';

/** A segment as a test tells it: what is left out goes on from the segments before. */
export interface Step {
  readonly from: 'client' | 'server';
  /** Letters of the flags: FSRPAU. `A` unless given. */
  readonly flags?: string;
  /** Relative, as Wireshark counts: a SYN is 0, the first byte 1. */
  readonly seq?: number;
  readonly ack?: number;
  readonly length?: number;
  /** As it stands in the header; the sender's last one unless given, 500 at first. */
  readonly window?: number;
  readonly shift?: number;
  /** Relative edges of SACK blocks, in turn. */
  readonly sack?: readonly number[];
  /** Milliseconds behind the segment before; 100 unless given. */
  readonly after?: number;
}

export const SYN: Step = { from: 'client', flags: 'S', ack: 0, after: 0 };
export const SYN_ACK: Step = { from: 'server', flags: 'SA', after: 5 };
/** A connection is made: packets 1 to 3, in ten milliseconds. */
export const HANDSHAKE: readonly Step[] = [SYN, SYN_ACK, { from: 'client', after: 5 }];

/** The same with window scales: both windows are counted in 4 bytes. */
export const SCALED: readonly Step[] = HANDSHAKE.map((step) =>
  step.flags === undefined ? step : { ...step, shift: 2 },
);

const FLAG_LETTERS: readonly (readonly [string, number])[] = [
  ['F', Flag.FIN],
  ['S', Flag.SYN],
  ['R', Flag.RST],
  ['P', Flag.PSH],
  ['A', Flag.ACK],
  ['U', Flag.URG],
];

/** Initial sequence numbers: nothing may depend on them. Those of the rest are near where numbers wrap or change sign. */
const INITIAL: readonly (readonly [client: number, server: number])[] = [
  [1000, 5000],
  [-4, 0x7ffffffc],
  [0x7fffffff, -2],
];

/** What is told of each segment. */
export function analyse(steps: readonly Step[], initial = INITIAL[0] ?? [0, 0], reused = false): SegmentAnalysis[] {
  const stream = new StreamAnalysis(reused);
  const next = [0, 0];
  const windows = [500, 500];
  let time = 1_700_000_000_000;
  return steps.map((step, i) => {
    const side = step.from === 'client' ? 0 : 1;
    const other = 1 - side;
    const { seq = next[side] ?? 0, ack = next[other] ?? 0, length = 0, window = windows[side] ?? 0 } = step;
    const flags = FLAG_LETTERS.reduce(
      (bits, [letter, bit]) => ((step.flags ?? 'A').includes(letter) ? bits | bit : bits),
      0,
    );
    const end = seq + length + ((flags & (Flag.SYN | Flag.FIN)) !== 0 ? 1 : 0);
    next[side] = Math.max(next[side] ?? 0, end);
    windows[side] = window;
    time += step.after ?? 100;
    const analysis = stream.segment(side, {
      packet: i + 1,
      seconds: Math.floor(time / 1000),
      nanoseconds: (time % 1000) * 1e6,
      seq: (seq + initial[side]) | 0,
      ack: (flags & Flag.ACK) === 0 ? 0 : (ack + initial[side === 0 ? 1 : 0]) | 0,
      flags,
      window,
      length,
      windowShift: step.shift ?? -1,
      sackEdges: (step.sack ?? []).map((edge) => (edge + initial[side === 0 ? 1 : 0]) | 0),
    });
    return Object.assign(Object.create(Object.getPrototypeOf(analysis)), analysis);
  });
}

/** What stands before the Info of the last segment, wherever the sequence numbers begin. */
export function lastPrefix(steps: readonly Step[]): string {
  const prefixes = new Set(INITIAL.map((initial) => analysisPrefix(last(analyse(steps, initial)))));
  return [...prefixes].join(' or ');
}

/** What is told of the last segment. */
export function last(analyses: readonly SegmentAnalysis[]): SegmentAnalysis {
  const analysis = analyses.at(-1);
  if (analysis === undefined) throw new Error('no segment was analysed');
  return analysis;
}
