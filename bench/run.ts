/**
 * Measures wsdissect against tshark: `npm run bench -- [chatty|bulk|mixed…] [--size MB] [--runs N] [--tshark-runs N]
 * [--parts ratio,list,memory,growth,start] [--large] [--no-count]`. Captures are generated where they are missing.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import Table from 'cli-table3';
import { type CaptureRequest, generate } from './generate.js';
import { type Measurement, measure, measureRepeatedly, medianWalls, sumOfLines } from './measure.js';
import { PROFILES, type Profile } from './profiles.js';

const ROOT = join(import.meta.dirname, '..');
const WSDISSECT = join(ROOT, 'bin', 'wsdissect.js');
const TSHARK_FIELDS = ['tcp.stream', 'frame.number', 'websocket.opcode', 'websocket.payload.text'];

/** How many times faster than tshark each profile has to be, and should be. */
const GOALS: Partial<Record<Profile, { readonly least: number; readonly aim: number }>> = {
  chatty: { least: 20, aim: 30 },
  bulk: { least: 10, aim: 20 },
  mixed: { least: 30, aim: 50 },
};
/** The same for the packet list, whole and filtered. */
const LIST_GOAL = 8;
const FILTER_GOAL = 10;
const FILTERS = ['tcp.stream == 3', 'websocket.opcode == 8'];
const MOST_MEMORY_LIST = 200;
const MOST_MEMORY = 150;
const MOST_MEMORY_OPEN = 300;
const OPEN_CONNECTIONS = 200_000;
const MOST_START = 2;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    size: { type: 'string', default: '100' },
    runs: { type: 'string', default: '5' },
    'tshark-runs': { type: 'string', default: '1' },
    parts: { type: 'string', default: 'ratio,list,memory,growth,start' },
    large: { type: 'boolean', default: false },
    'no-count': { type: 'boolean', default: false },
  },
});
const size = Number(values.size);
const runs = Number(values.runs);
const parts = new Set(values.parts.split(','));
const chosen = positionals.length === 0 ? (Object.keys(GOALS) as Profile[]) : positionals.map(profileNamed);
const tshark = spawnSync('tshark', ['--version'], { encoding: 'utf8' }).stdout?.split('\n')[0];

if (!existsSync(WSDISSECT)) throw new Error(`${WSDISSECT} is missing`);
console.log(`node ${process.version}; ${tshark ?? 'tshark is not installed: only wsdissect is measured'}`);
if (parts.has('ratio')) await ratios();
if (parts.has('list')) lists();
if (parts.has('memory')) memory();
if (parts.has('growth')) growth();
if (parts.has('start')) start();

/** CPU seconds of tshark over ours, and whether both saw as many frames as were written. */
async function ratios(): Promise<void> {
  const head = [
    'profile',
    'packets',
    'tshark CPU',
    'ours CPU',
    'ratio',
    'least',
    'aim',
    'tshark RSS',
    'ours RSS',
    'frames',
  ];
  const table = plainTable(head);
  for (const profile of chosen) {
    const capture = generate({ profile, size });
    const ours = measureLog(capture.path, runs);
    const theirs =
      tshark === undefined
        ? undefined
        : measureRepeatedly(Number(values['tshark-runs']), 'tshark', tsharkArguments(capture.path));
    const frames = values['no-count'] ? 'not counted' : await agreement(capture.path, capture.frames);
    const goal = GOALS[profile];
    table.push([
      profile,
      capture.packets,
      theirs === undefined ? '-' : seconds(theirs),
      seconds(ours),
      theirs === undefined ? '-' : `${(theirs.cpu / ours.cpu).toFixed(1)}×`,
      goal === undefined ? '-' : `${goal.least}×`,
      goal === undefined ? '-' : `${goal.aim}×`,
      theirs === undefined ? '-' : megabytes(theirs),
      megabytes(ours),
      frames,
    ]);
  }
  console.log(`\n${size} MB each, CPU seconds (user and system), median of ${runs} runs of ours`);
  console.log(table.toString());
}

/** CPU seconds of tshark's packet list over ours, of all packets and of those that a filter lets through. */
function lists(): void {
  const head = ['profile', 'list', 'tshark CPU', 'ours CPU', 'ratio', 'least', 'tshark RSS', 'ours RSS', 'at most'];
  const table = plainTable(head);
  for (const profile of chosen) {
    const { path } = generate({ profile, size });
    table.push(listRow(profile, 'all', path, [], LIST_GOAL));
    for (const filter of FILTERS) table.push(listRow(profile, filter, path, ['-Y', filter], FILTER_GOAL));
  }
  console.log(`\nPacket list, ${size} MB each, CPU seconds (user and system), median of ${runs} runs of ours`);
  console.log(table.toString());
}

function listRow(profile: Profile, name: string, path: string, filter: readonly string[], least: number): string[] {
  const ours = measureOurs(runs, ['packets', path, ...filter]);
  const theirs =
    tshark === undefined
      ? undefined
      : measureRepeatedly(Number(values['tshark-runs']), 'tshark', ['-n', '-r', path, ...filter]);
  return [
    profile,
    name,
    theirs === undefined ? '-' : seconds(theirs),
    seconds(ours),
    theirs === undefined ? '-' : `${(theirs.cpu / ours.cpu).toFixed(1)}×`,
    profile === 'mixed' ? `${least}×` : '-',
    theirs === undefined ? '-' : megabytes(theirs),
    megabytes(ours),
    `${MOST_MEMORY_LIST} MB`,
  ];
}

/** Peak memory on captures of the usual size and of ten times that, and with many connections open. */
function memory(): void {
  const table = plainTable(['capture', 'packets', 'MB', 'ours RSS', 'at most', 'CPU']);
  const requests: Array<[CaptureRequest, number]> = chosen.map((profile) => [{ profile, size }, MOST_MEMORY]);
  if (values.large)
    requests.push(...chosen.map((profile): [CaptureRequest, number] => [{ profile, size: size * 10 }, MOST_MEMORY]));
  requests.push([{ profile: 'open', size, connections: OPEN_CONNECTIONS }, MOST_MEMORY_OPEN]);
  for (const [request, most] of requests) {
    const capture = generate(request);
    const ours = measureLog(capture.path, 1);
    const name =
      request.connections === undefined ? request.profile : `${request.profile}, ${request.connections} connections`;
    table.push([name, capture.packets, Math.round(capture.size / 1e6), megabytes(ours), `${most} MB`, seconds(ours)]);
  }
  console.log(`\nPeak memory${values.large ? '' : ' (--large adds captures ten times as long)'}`);
  console.log(table.toString());
}

/** Whether time grows in proportion: the same profile once and four times as long. */
function growth(): void {
  const pairs: Array<[CaptureRequest, CaptureRequest]> = [
    ...chosen.map((profile): [CaptureRequest, CaptureRequest] => [
      { profile, size: size / 4 },
      { profile, size },
    ]),
    [
      { profile: 'open', size, connections: 25_000 },
      { profile: 'open', size, connections: 100_000 },
    ],
    [
      { profile: 'unacked', size: size / 4 },
      { profile: 'unacked', size },
    ],
    [
      { profile: 'tiny-frames', size, frames: 250_000 },
      { profile: 'tiny-frames', size, frames: 1_000_000 },
    ],
  ];
  const table = plainTable([
    'profile',
    'packets',
    'packets ×4',
    'CPU',
    'CPU ×4',
    'packets/s',
    'packets/s ×4',
    'time grew',
  ]);
  for (const [once, fourTimes] of pairs) {
    const [small, large] = [generate(once), generate(fourTimes)];
    const [first, second] = [measureLog(small.path, Math.min(runs, 3)), measureLog(large.path, Math.min(runs, 3))];
    table.push([
      once.profile,
      small.packets,
      large.packets,
      seconds(first),
      seconds(second),
      Math.round(small.packets / first.cpu),
      Math.round(large.packets / second.cpu),
      `${(second.cpu / first.cpu).toFixed(2)}×`,
    ]);
  }
  console.log('\nGrowth: four times the packets should take at most four times as long');
  console.log(table.toString());
}

/** Time from start to end on a capture of a few packets, against node that does nothing. */
function start(): void {
  const [node = 0, ours = 0] = medianWalls(Math.max(10, runs * 4), [
    [process.execPath, '-e', '0'],
    [process.execPath, WSDISSECT, join(ROOT, 'fixtures', 'push-service.pcap')],
  ]);
  const milliseconds = (value: number): string => `${(value * 1000).toFixed(0)} ms`;
  console.log(`\nStart: node -e 0 ${milliseconds(node)}, push-service.pcap ${milliseconds(ours)}`);
  console.log(`ratio ${(ours / node).toFixed(2)}× (at most ${MOST_START}×)`);
}

/** Compares the number of frames written with what both programs find. */
async function agreement(path: string, written: number): Promise<string> {
  const ours = await sumOfLines(process.execPath, [WSDISSECT, path, '--format', 'ndjson'], (line) => {
    const record = JSON.parse(line) as { type?: string; frames?: number };
    return record.type === 'message' ? (record.frames ?? 1) : 0;
  });
  const counts: Array<[string, number]> = [['ours', ours]];
  if (tshark !== undefined) {
    const opcodes = ['-r', path, '-Y', 'websocket', '-T', 'fields', '-e', 'websocket.opcode'];
    counts.push(['tshark', await sumOfLines('tshark', opcodes, (line) => line.split(',').length)]);
  }
  const wrong = counts.filter(([, count]) => count !== written);
  if (wrong.length === 0) return `${written}, agreed`;
  return `${written} written, but ${wrong.map(([name, count]) => `${name} ${count}`).join(', ')}`;
}

function measureLog(path: string, times: number): Measurement {
  return measureOurs(times, [path, '--format', 'ndjson']);
}

function measureOurs(times: number, of: readonly string[]): Measurement {
  const args = [WSDISSECT, ...of];
  const result = times === 1 ? measure(process.execPath, args) : measureRepeatedly(times, process.execPath, args);
  if (result.status !== 0) console.error(`wsdissect ended with status ${result.status} on ${of.join(' ')}`);
  return result;
}

function tsharkArguments(path: string): string[] {
  return ['-r', path, '-Y', 'websocket', '-T', 'fields', ...TSHARK_FIELDS.flatMap((field) => ['-e', field])];
}

function profileNamed(name: string): Profile {
  const profile = PROFILES.find((known) => known === name);
  if (profile === undefined) throw new RangeError(`no profile ${name}; there are ${PROFILES.join(', ')}`);
  return profile;
}

function plainTable(head: string[]): Table.Table {
  return new Table({ head, style: { head: [], border: [] } });
}

function seconds({ cpu }: Measurement): string {
  return `${cpu.toFixed(2)} s`;
}

function megabytes({ rss }: Measurement): string {
  return `${rss.toFixed(0)} MB`;
}
