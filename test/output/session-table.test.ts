import { describe, expect, it } from 'vitest';
import { SessionList } from '../../src/output/session-list.js';
import { sessionTable } from '../../src/output/session-table.js';
import { textWidth } from '../../src/output/terminal-width.js';
import { end, session, without } from './events.js';

async function table(list: SessionList, columns?: number): Promise<string[]> {
  let text = '';
  for await (const piece of sessionTable(list.sessions, columns)) text += piece;
  return text.trimEnd().split('\n');
}

function three(): SessionList {
  const list = new SessionList();
  const first = session({ subprotocol: 'chat' });
  const second = session({ session: 2, stream: 14, handshake: 'refused', status: 403, uri: '/\u001b[31m' });
  const third = without(session({ session: 3, stream: 15, handshake: 'missing' }), 'uri', 'method', 'status');
  list.session(first);
  list.session(second);
  list.session(third);
  list.end(end({ session: third, reason: 'capture-end', by: undefined, code: undefined }));
  list.end(end({ session: first }));
  return list;
}

describe('a table of sessions', () => {
  it('has a line for each, in their order, and a column for what any of them has', async () => {
    expect(await table(three())).toEqual([
      '#  Stream  Client                Server                URL                                   Status       Sub-protocol  Messages →  ←  Bytes →     ←     Seconds  End',
      '1      13  192.168.120.68:51000  192.168.120.217:9030  ws://192.168.120.217:9030/pc          101          chat                   2  5      193  1110  103.838780  client: 1000 Normal Closure',
      '2      14  192.168.120.68:51000  192.168.120.217:9030  ws://192.168.120.217:9030/\\u{1b}[31m  403 refused',
      '3      15  192.168.120.68:51000  192.168.120.217:9030                                        missing                             2  5      193  1110  103.838780  open',
    ]);
  });

  it('leaves out and cuts what has no room on a terminal', async () => {
    expect(await table(three(), 110)).toEqual([
      '#  Client                URL                   Status       Messages →  ←  Bytes →     ←  End',
      '1  192.168.120.68:51000  ws://192.168.120.21…  101                   2  5      193  1110  client: 1000 Normal…',
      '2  192.168.120.68:51000  ws://192.168.120.21…  403 refused',
      '3  192.168.120.68:51000                        missing               2  5      193  1110  open',
    ]);
  });

  it.each([90, 100, 120, 140, 160, 180])('fits %d cells', async (columns) => {
    const widths = (await table(three(), columns)).map(textWidth);
    expect(Math.max(...widths)).toBeLessThanOrEqual(columns);
  });

  it('is one table however many sessions there are', async () => {
    const list = new SessionList();
    for (let number = 1; number <= 1201; number++) list.session(session({ session: number }));
    const lines = await table(list);
    expect(lines).toHaveLength(1202);
    expect(lines.filter((line) => line.includes('Stream'))).toHaveLength(1);
    expect(lines[1201]).toMatch(/^1201 {6}13 {2}192/);
    expect(lines.map((line) => line.indexOf('192.')).slice(1)).toEqual(lines.slice(1).map(() => 14));
  });
});
