import { describe, expect, it } from 'vitest';
import { writePcap } from '../../fixtures/build/index.js';
import { compileFilter } from '../../src/display-filter/display-filter.js';
import { fieldRegistry } from '../../src/packets/fields.js';
import type { CaptureStatistics } from '../../src/packets/statistics/capture-statistics.js';
import type { WarningCode } from '../../src/session/events.js';
import { Statistics } from '../../src/statistics.js';
import { everyKind } from '../cli/conversation.js';

const CAPTURE = writePcap(everyKind());

async function statisticsOf(capture: Uint8Array, filter?: string) {
  const compiled = filter === undefined ? {} : { filter: compileFilter(filter, fieldRegistry()) };
  const statistics = new Statistics([capture], compiled);
  const warnings: WarningCode[] = [];
  for await (const _ of statistics.run(({ code }) => warnings.push(code)));
  return { result: statistics.result, packets: statistics.packets, warnings };
}

function messagesOf({ rate }: CaptureStatistics) {
  const sum = { client: 0, server: 0 };
  for (const { client, server } of rate.intervals) {
    sum.client += client.messages;
    sum.server += server.messages;
  }
  return sum;
}

describe('the statistics of a capture', () => {
  it('have its packets, their protocols and its messages', async () => {
    const { result, packets, warnings } = await statisticsOf(CAPTURE);
    expect({ packets, counted: result.packets, warnings }).toEqual({ packets: 19, counted: 19, warnings: [] });
    expect(result.hierarchy.rows.map(({ path, packets: count }) => `${path.join(':')} ${count}`)).toEqual(
      expect.arrayContaining(['eth 19', 'eth:ip 19', 'eth:ip:tcp 19', 'eth:ip:tcp:http 4', 'eth:ip:tcp:websocket 9']),
    );
    expect(result.conversations.of('tcp').map(({ stream }) => stream)).toEqual([0, 1]);
    expect(messagesOf(result)).toEqual({ client: 4, server: 4 });
    expect(result.expert.counts.map(({ message, count }) => `${count} ${message}`)).toEqual(
      expect.arrayContaining(['2 Connection establish request (SYN): server port 80']),
    );
  });

  it.each<readonly [string, number, { client: number; server: number }]>([
    ['tcp.stream == 1', 5, { client: 0, server: 0 }],
    ['tcp.srcport == 80', 8, { client: 0, server: 4 }],
    ['tcp.stream == 99', 0, { client: 0, server: 0 }],
  ])('with the filter %s have what it chooses', async (filter, packets, messages) => {
    const { result } = await statisticsOf(CAPTURE, filter);
    expect(result.packets).toBe(packets);
    expect(messagesOf(result)).toEqual(messages);
  });

  it('are of what could be read of a damaged capture', async () => {
    const { result, warnings } = await statisticsOf(CAPTURE.subarray(0, CAPTURE.length - 20));
    expect(result.packets).toBe(18);
    expect(warnings).toContain('capture-cut');
  });
});
