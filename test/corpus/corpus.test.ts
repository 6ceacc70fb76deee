import { describe, expect, test } from 'vitest';
import { corpusCaptures, hasCorpus } from '../oracle/oracle-captures.js';
import { prefetched } from '../oracle/prefetched.js';
import { dissectFile } from './dissect-file.js';
import { WEBSOCKET_CAPTURES } from './websocket-captures.js';

const TIME_LIMIT = 10_000;
const MEMORY_LIMIT = 300 * 1024 * 1024;
const RUNS_AT_A_TIME = 2;

/** The types of record that `--format ndjson` writes. */
const TYPES = new Set<unknown>(['session', 'message', 'frame', 'end', 'warning']);

type JsonObject = Readonly<Record<string, unknown>>;

/** @throws where a line is not a JSON object */
function records(output: string): JsonObject[] {
  if (output === '') return [];
  expect(output.endsWith('\n'), 'the last line is complete').toBe(true);
  return output
    .slice(0, -1)
    .split('\n')
    .map((line): JsonObject => {
      const value: unknown = JSON.parse(line);
      if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error(`no object: ${line}`);
      return { ...value };
    });
}

/** How many records there are of each value of a member. */
function tally(list: readonly JsonObject[], member: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const record of list) {
    const value = String(record[member]);
    counts[value] = (counts[value] ?? 0) + 1;
  }
  return counts;
}

if (hasCorpus('public captures through the command')) {
  const captures = corpusCaptures();
  const runs = prefetched(captures, RUNS_AT_A_TIME, ({ path }) => dissectFile(path, TIME_LIMIT));

  describe('every public capture: no crash, no hang, little memory, valid records', () => {
    test.each(captures)('$name', async (capture) => {
      const run = await runs(capture);
      // 2: not all of the capture could be read, which has to be said.
      expect([0, 2], run.stderr).toContain(run.status);
      if (run.status === 2) expect(run.stderr).not.toBe('');
      expect(run.stderr, 'no stack trace').not.toMatch(/^\s+at /m);
      expect(run.peak).toBeGreaterThan(0);
      expect(run.peak).toBeLessThan(MEMORY_LIMIT);
      expect(records(run.stdout).filter(({ type }) => !TYPES.has(type))).toEqual([]);
    });
  });

  describe('no session where there is none', () => {
    test.each(captures.filter(({ name }) => !name.startsWith('websocket/')))('$name', async (capture) => {
      const { stdout } = await runs(capture);
      expect(records(stdout).filter(({ type }) => type === 'session' || type === 'message')).toEqual([]);
    });
  });

  describe('sessions and messages where there are some', () => {
    const expectations = [...WEBSOCKET_CAPTURES].map(([file, expected]) => ({ name: `websocket/${file}`, expected }));

    test('the table knows every capture of the folder', () => {
      const names = captures.map(({ name }) => name).filter((name) => name.startsWith('websocket/'));
      expect(expectations.map(({ name }) => name).sort()).toEqual(names);
    });

    test.each(expectations)('$name', async ({ name, expected }) => {
      const capture = captures.find((one) => one.name === name);
      if (capture === undefined) throw new Error(`${name} is not in the corpus`);
      const found = records((await runs(capture)).stdout);
      const messages = found.filter(({ type }) => type === 'message');
      const of = (side: string) => messages.filter(({ from }) => from === side);
      const sessions = found.filter(({ type }) => type === 'session');
      expect({
        sessions: tally(sessions, 'handshake'),
        client: tally(of('client'), 'kind'),
        server: tally(of('server'), 'kind'),
      }).toEqual(expected);
      expect(found.filter(({ type }) => type === 'end').length, 'every session ends').toBe(sessions.length);
      expect(messages.filter(({ truncated, unverified }) => truncated || unverified)).toEqual([]);
    });
  });
}
