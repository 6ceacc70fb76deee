import { spawn, spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const TIME = '/usr/bin/time';

/** What a run of a program took. */
export interface Measurement {
  /** Seconds of CPU, user and system. */
  readonly cpu: number;
  /** Seconds from start to end. */
  readonly wall: number;
  /** Peak resident set in MB of 10^6 octets. */
  readonly rss: number;
  readonly status: number;
}

/**
 * Runs a program, its output to /dev/null, and measures it with GNU time.
 * @throws Error where GNU time or the program is missing.
 */
export function measure(command: string, args: readonly string[]): Measurement {
  const folder = mkdtempSync(join(tmpdir(), 'wsdissect-bench-'));
  const report = join(folder, 'time');
  const devNull = openSync('/dev/null', 'w');
  const start = process.hrtime.bigint();
  const run = spawnSync(TIME, ['-q', '-f', '%U %S %M', '-o', report, command, ...args], {
    stdio: ['ignore', devNull, devNull],
  });
  const wall = Number(process.hrtime.bigint() - start) / 1e9;
  closeSync(devNull);
  if (run.error) throw new Error(`${TIME}: ${run.error.message} (Debian's package is called time)`);
  const [user = 0, system = 0, kibibytes = 0] = readFileSync(report, 'utf8').trim().split(' ').map(Number);
  rmSync(folder, { recursive: true });
  return { cpu: user + system, wall, rss: (kibibytes * 1024) / 1e6, status: run.status ?? -1 };
}

/** The run in the middle of several, by CPU seconds; its peak memory is the highest of all. */
export function measureRepeatedly(runs: number, command: string, args: readonly string[]): Measurement {
  const all = Array.from({ length: runs }, () => measure(command, args)).sort((a, b) => a.cpu - b.cpu);
  const middle = all[Math.floor(all.length / 2)];
  if (middle === undefined) throw new RangeError('nothing was run');
  return {
    ...middle,
    rss: Math.max(...all.map(({ rss }) => rss)),
    status: Math.max(...all.map(({ status }) => status)),
  };
}

/** Seconds from start to end of several programs, run in turn so that what else the machine does hits all alike. */
export function medianWalls(runs: number, commands: ReadonlyArray<readonly string[]>): number[] {
  const walls = commands.map((): number[] => []);
  for (let run = 0; run < runs; run++) {
    for (const [i, [command = '', ...args]] of commands.entries()) {
      const start = process.hrtime.bigint();
      spawnSync(command, args, { stdio: ['ignore', 'ignore', 'ignore'] });
      walls[i]?.push(Number(process.hrtime.bigint() - start) / 1e9);
    }
  }
  return walls.map((times) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN);
}

/** Sums what `count` says of each line of a program's output. */
export async function sumOfLines(
  command: string,
  args: readonly string[],
  count: (line: string) => number,
): Promise<number> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  let sum = 0;
  for await (const line of createInterface({ input: child.stdout })) sum += count(line);
  return sum;
}
