import { createReadStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type DissectionOptions, type DissectRecord, dissect, inspect, type MessageRecord } from '../src/index.js';
import { wsdissect } from './cli/command.js';
import { captureDirectory } from './cli/conversation.js';

const FIXTURE = join(import.meta.dirname, '../fixtures/push-service.pcap');
const { capture } = captureDirectory();

async function collected(...[source, options]: Parameters<typeof dissect>): Promise<DissectRecord[]> {
  const records: DissectRecord[] = [];
  for await (const record of dissect(source, options)) records.push(record);
  return records;
}

describe('dissect', () => {
  it.each([
    { options: {}, argv: [] },
    { options: { frames: true }, argv: ['--frames'] },
    { options: { kinds: ['text'], from: 'client' }, argv: ['--kind', 'text', '--from', 'client'] },
    { options: { sessions: [2] }, argv: ['--session', '2'] },
    { options: { grep: /hello/ }, argv: ['--grep', 'hello'] },
  ] satisfies { options: DissectionOptions; argv: string[] }[])(
    'gives what ndjson $argv says',
    async ({ options, argv }) => {
      const { stdout } = await wsdissect(['--format', 'ndjson', ...argv, capture, FIXTURE]);
      const lines = stdout.trimEnd().split('\n');
      const records = await collected([capture, FIXTURE], options);
      expect(records.length).toBeGreaterThan(0);
      expect(lines.map((line) => JSON.parse(line))).toEqual(records);
    },
  );

  it.each([
    { what: 'a path', source: () => FIXTURE },
    { what: 'several', source: () => [FIXTURE] },
    { what: 'bytes', source: () => readFileSync(FIXTURE) },
    { what: 'a stream', source: () => createReadStream(FIXTURE, { highWaterMark: 100 }) },
  ])('takes $what', async ({ source }) => {
    const records = await collected(source());
    const messages = records.filter((record): record is MessageRecord => record.type === 'message');
    expect(messages.map(({ id }) => id)).toEqual(['Client.1', 'Server.1', 'Server.2', 'Server.3', 'Server.4']);
    expect(JSON.parse(messages[1]?.text ?? '')).toMatchObject({ MsgContent: '土豆子' });
  });

  it('tells of what cannot be read instead of throwing', async () => {
    expect(await collected('/nowhere/x.pcap')).toEqual([
      { type: 'warning', code: 'capture-unreadable', message: '/nowhere/x.pcap: there is no such file' },
    ]);
  });

  it('can be left early', async () => {
    for await (const record of dissect(FIXTURE)) {
      expect(record.type).toBe('session');
      break;
    }
  });
});

describe('inspect', () => {
  it('tells of each capture and of all', async () => {
    const { captures, total } = await inspect([FIXTURE, readFileSync(capture)], { crossCheck: true });
    expect(captures).toMatchObject([
      { name: FIXTURE, packets: 34, duration: 103.937072, crossCheck: { agreed: true } },
      { name: 'bytes', packets: 19, crossCheck: { agreed: true } },
    ]);
    expect(total).toMatchObject({ packets: 53, sessions: 3, refused: 1, messages: 13, warnings: [] });
    expect(total.protocols[0]).toEqual({ protocol: 'Ethernet', packets: 53 });
  });
});
