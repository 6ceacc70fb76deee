import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { test } from 'vitest';

const run = promisify(execFile);

const MAX_OUTPUT_BYTES = 2 ** 29;

/** The version that the tables of differences were reviewed with. */
export const REVIEWED_VERSION = '4.0.17';

/** What `tshark --version` calls itself; undefined where there is no tshark. */
export const tsharkVersion: string | undefined = /TShark \(Wireshark\) ([\d.]+)/.exec(
  spawnSync('tshark', ['--version'], { encoding: 'utf8' }).stdout ?? '',
)?.[1];

/**
 * Declares that the tests of a file are skipped for want of tshark. Where CI is true that is a failure: there they must
 * run.
 * @returns whether tshark is there
 */
export function hasTshark(subject: string): boolean {
  if (tsharkVersion !== undefined) return true;
  const message = `${subject}: tshark is not installed (Debian: apt-get install tshark)`;
  const { CI } = process.env;
  if (CI === 'true') {
    test(message, () => {
      throw new Error(`${message}; with CI=true it has to be`);
    });
  } else {
    process.stderr.write(`SKIPPED ${message}\n`);
    test.skip(message);
  }
  return false;
}

/**
 * Reads a capture with tshark, where it is always UTC.
 * @param options what comes behind the capture's name
 * @returns its standard output; of a damaged capture what it says of the part before the damage
 * @throws where tshark does not start or writes more than fits
 */
export async function tshark(capture: string, options: readonly string[]): Promise<string> {
  const all = ['-n', '-r', capture, '-o', 'tcp.reassemble_out_of_order:TRUE', ...options];
  try {
    return (await run('tshark', all, { maxBuffer: MAX_OUTPUT_BYTES, env: { ...process.env, TZ: 'UTC' } })).stdout;
  } catch (error) {
    if (isExit(error)) return error.stdout;
    throw error;
  }
}

/** tshark exits with 1 … 3 where a capture is damaged, after it has printed what comes before. */
function isExit(error: unknown): error is Error & { readonly stdout: string } {
  return error instanceof Error && 'code' in error && typeof error.code === 'number' && 'stdout' in error;
}
