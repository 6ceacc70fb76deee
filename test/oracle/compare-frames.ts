import { endsKey, type Ours } from './our-frames.js';
import type { CaptureFrames, DirectionFrames, WireFrame } from './wire-frame.js';

/**
 * What can differ: frames that only one of the two sees; the same frame in another packet or another stream; a message
 * whose content they tell differently, or that tshark does not tell.
 */
type Aspect = 'only ours' | 'only tshark' | 'packet' | 'stream' | 'content' | 'no content';

/**
 * A difference between what we and tshark see, in one frame: `0 client data 12 content`. That is the TCP stream; who sent
 * the frame (where we know no session: both ends); whether it is among the data or the control frames; its place in
 * the list of whoever sees it (ours where both do), from 1; the {@link Aspect}.
 */
export type Difference = string;

const sameFrame = (one: WireFrame, other: WireFrame): boolean =>
  one.opcode === other.opcode &&
  one.fin === other.fin &&
  one.rsv === other.rsv &&
  one.maskingKey === other.maskingKey &&
  one.payloadLength === other.payloadLength &&
  (one.payload === undefined || other.payload === undefined || one.payload === other.payload);

/** Pairs of indexes of frames that are the same, as many as possible, ascending in both (longest common subsequence). */
function align(ours: readonly WireFrame[], theirs: readonly WireFrame[]): [number, number][] {
  const width = theirs.length + 1;
  const lengths = new Uint32Array((ours.length + 1) * width);
  const lengthAt = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  const same = (i: number, j: number): boolean => {
    const [one, other] = [ours[i], theirs[j]];
    return one !== undefined && other !== undefined && sameFrame(one, other);
  };
  for (let i = ours.length - 1; i >= 0; i--) {
    for (let j = theirs.length - 1; j >= 0; j--) {
      lengths[i * width + j] = same(i, j)
        ? lengthAt(i + 1, j + 1) + 1
        : Math.max(lengthAt(i + 1, j), lengthAt(i, j + 1));
    }
  }
  const pairs: [number, number][] = [];
  for (let i = 0, j = 0; i < ours.length && j < theirs.length; ) {
    if (same(i, j)) pairs.push([i++, j++]);
    else if (lengthAt(i + 1, j) >= lengthAt(i, j + 1)) i++;
    else j++;
  }
  return pairs;
}

function compareLists(ours: readonly WireFrame[], theirs: readonly WireFrame[]): Record<Aspect, number[]> {
  const pairs = align(ours, theirs);
  const paired = { ours: new Set(pairs.map(([i]) => i)), theirs: new Set(pairs.map(([, j]) => j)) };
  const differing = (differ: (one: WireFrame | undefined, other: WireFrame | undefined) => boolean): number[] =>
    pairs.filter(([i, j]) => differ(ours[i], theirs[j])).map(([i]) => i);
  return {
    'only ours': [...ours.keys()].filter((index) => !paired.ours.has(index)),
    'only tshark': [...theirs.keys()].filter((index) => !paired.theirs.has(index)),
    packet: differing((one, other) => one?.packet !== other?.packet),
    stream: differing((one, other) => one?.stream !== other?.stream),
    content: differing((one, other) => other?.content !== undefined && one?.content !== other.content),
    'no content': differing((one, other) => other?.content === undefined && one?.content !== undefined),
  };
}

/** Who sends in each direction of the sessions that we know. */
function senders(ours: Ours): Map<string, string> {
  return new Map(
    ours.sessions.flatMap(({ client, server }) => [
      [endsKey(client, server), 'client'],
      [endsKey(server, client), 'server'],
    ]),
  );
}

/** All differences between what we and tshark see. */
export function compareFrames(ours: Ours, theirs: CaptureFrames): Difference[] {
  const names = senders(ours);
  const none: DirectionFrames = { data: [], control: [] };
  const differences: Difference[] = [];
  for (const key of new Set([...ours.frames.keys(), ...theirs.keys()])) {
    for (const list of ['data', 'control'] as const) {
      const [one, other] = [(ours.frames.get(key) ?? none)[list], (theirs.get(key) ?? none)[list]];
      const direction = `${(one[0] ?? other[0])?.stream} ${names.get(key) ?? key}`;
      for (const [aspect, indexes] of Object.entries(compareLists(one, other))) {
        differences.push(...indexes.map((index) => `${direction} ${list} ${index + 1} ${aspect}`));
      }
    }
  }
  return differences;
}
