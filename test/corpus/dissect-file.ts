import { spawn } from 'node:child_process';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../../bin/wsdissect.js', import.meta.url));

/** Tells, as the process ends, how much memory it had at most (kilobytes of resident set) through descriptor 3. */
const TELL_PEAK = `data:text/javascript,${encodeURIComponent(
  `import { writeSync } from 'node:fs';
   process.on('exit', () => writeSync(3, String(process.resourceUsage().maxRSS)));`,
)}`;

/** How a run of the program went. */
export interface Run {
  /** Exit status; undefined where it was killed, by us at the time limit or by the system. */
  readonly status: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
  /** Largest resident set, in bytes. */
  readonly peak: number;
}

/**
 * Runs `wsdissect CAPTURE --format ndjson --frames`.
 * @param limit milliseconds after which it is killed
 */
export async function dissectFile(capture: string, limit: number): Promise<Run> {
  const child = spawn(
    process.execPath,
    ['--import', TELL_PEAK, PROGRAM, capture, '--format', 'ndjson', '--frames', '--quiet'],
    { stdio: ['ignore', 'pipe', 'pipe', 'pipe'], timeout: limit, killSignal: 'SIGKILL' },
  );
  const status = new Promise<number | undefined>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? undefined));
  });
  const [, stdout, stderr, peak] = child.stdio;
  const output = await Promise.all([stdout, stderr, peak].map((stream) => collect(stream)));
  const [written = '', said = '', kilobytes = ''] = output;
  return { status: await status, stdout: written, stderr: said, peak: Number(kilobytes) * 1024 };
}

async function collect(stream: unknown): Promise<string> {
  if (!(stream instanceof Readable)) throw new TypeError('the program was started without its pipes');
  return text(stream);
}
