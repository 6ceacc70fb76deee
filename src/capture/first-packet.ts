import { CapturePass } from './capture-pass.js';
import type { Input } from './input.js';
import { Packet } from './packet.js';
import { ReadWindow } from './window.js';

/** How far into a capture its first packet is looked for, in decompressed bytes: there may be secrets before it. */
const MAX_BYTES_BEFORE = 16 * 1024 * 1024;
const WINDOW_LENGTH = 64 * 1024;

interface Time {
  readonly seconds: number;
  readonly nanoseconds: number;
}

/**
 * The captures in the order of the times of their first packets. Those that have none, or cannot be read, come last.
 * @param interrupt ends the waiting for a first packet
 */
export async function inOrderOfFirstPackets(
  inputs: readonly Input[],
  interrupt?: AbortSignal,
): Promise<readonly Input[]> {
  if (inputs.length < 2) return inputs;
  const timed: { input: Input; time: Time | undefined }[] = [];
  for (const input of inputs) timed.push({ input, time: await firstTime(input, interrupt) });
  return timed.sort((a, b) => compareTimes(a.time, b.time)).map(({ input }) => input);
}

/** Time of the first packet; undefined where there is none near the beginning, or it does not say when it was. */
async function firstTime(input: Input, interrupt: AbortSignal | undefined): Promise<Time | undefined> {
  let first: Time | undefined;
  let found = false;
  const sink = {
    packet({ seconds, nanoseconds, hasTime }: Packet): void {
      if (!found && hasTime) first = { seconds, nanoseconds };
      found = true;
    },
  };
  const look = input.peek(interrupt, async (source) => {
    const window = new ReadWindow(WINDOW_LENGTH);
    const pass = new CapturePass(source, window, new Packet());
    while (!found && window.offset < MAX_BYTES_BEFORE && (await pass.next(sink)));
    await pass.close();
  });
  // What is wrong with it is said when it is read.
  await look.catch(() => {});
  return first;
}

function compareTimes(a: Time | undefined, b: Time | undefined): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  return a.seconds - b.seconds || a.nanoseconds - b.nanoseconds;
}
