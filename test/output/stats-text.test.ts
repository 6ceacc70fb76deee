import { describe, expect, it } from 'vitest';
import type { Palette } from '../../src/output/palette.js';
import { type StatsTextOptions, statsText } from '../../src/output/stats-text.js';
import { textWidth } from '../../src/output/terminal-width.js';
import { CaptureStatistics } from '../../src/packets/statistics/capture-statistics.js';
import { exampleStatistics } from './stats.js';

async function text(statistics: CaptureStatistics, options: Partial<StatsTextOptions> = {}): Promise<string> {
  let all = '';
  for await (const piece of statsText(statistics, { packets: statistics.packets, ...options })) all += piece;
  return all;
}

describe('statistics as tables', () => {
  it('have a heading and a table for what there is', async () => {
    expect((await text(exampleStatistics())).split('\n')).toEqual([
      '2 packets, 120 bytes, 1.500000 s',
      '',
      'Protocol Hierarchy',
      'Protocol  Packets      %  Bytes      %',
      'eth             2  100.0    120  100.0',
      '  ip            2  100.0    120  100.0',
      '    tcp         2  100.0    120  100.0',
      '',
      'IPv4 Conversations',
      'A          B          Packets →  ←  Packets  Bytes →  ←  Bytes     Start   Seconds',
      '192.0.2.1  192.0.2.2          2  0        2      120  0    120  0.000000  0.000001',
      '',
      'TCP Conversations',
      'A                B             Stream  Packets →  ←  Packets  Bytes →  ←  Bytes     Start   Seconds',
      '192.0.2.1:50000  192.0.2.2:80       0          1  0        1       60  0     60  0.000000  0.000000',
      '192.0.2.1:50001  192.0.2.2:80       1          1  0        1       60  0     60  0.000001  0.000000',
      '',
      'IPv4 Endpoints',
      'Address    Packets  Bytes  Tx Packets  Tx Bytes  Rx Packets  Rx Bytes',
      '192.0.2.1        2    120           2       120           0         0',
      '192.0.2.2        2    120           0         0           2       120',
      '',
      'TCP Endpoints',
      'Address          Packets  Bytes  Tx Packets  Tx Bytes  Rx Packets  Rx Bytes',
      '192.0.2.2:80           2    120           0         0           2       120',
      '192.0.2.1:50000        1     60           1        60           0         0',
      '192.0.2.1:50001        1     60           1        60           0         0',
      '',
      'Messages per 0.001 s  █ client ▒ server',
      'Seconds  Messages →  ←  Bytes →  ←  text  ping',
      `  0.000           2  1       10        2     1  ${'█'.repeat(21)}${'▒'.repeat(11)}`,
      '  0.001',
      `  0.002              1           7     1        ${'▒'.repeat(11)}`,
      '',
      'Warns (2)',
      'Frequency  Group     Protocol  First  Summary',
      '        2  Sequence  tcp           1  a\\u{1b}[31m',
      '',
    ]);
  });

  it('say how many of the packets were chosen', async () => {
    expect(await text(exampleStatistics(1), { packets: 30 })).toMatch(/^1 of 30 packets, 60 bytes, /);
  });

  it('are nothing where no packet was', async () => {
    expect(await text(new CaptureStatistics(exampleStatistics().timeline), { packets: 30 })).toBe('');
  });

  it('list twenty conversations and endpoints, and count the others', async () => {
    const lines = (await text(exampleStatistics(25))).split('\n');
    expect(lines.filter((line) => line.startsWith('192.0.2.1:'))).toHaveLength(20 + 19);
    expect(lines.filter((line) => line.startsWith('and '))).toEqual(['and 5 more', 'and 6 more']);
  });

  it.each([60, 80, 100, 120])('fit %d cells', async (columns) => {
    const widths = (await text(exampleStatistics(25), { columns })).split('\n').map(textWidth);
    expect(Math.max(...widths)).toBeLessThanOrEqual(columns);
  });

  it('have the colours of the directions', async () => {
    const style = (name: string) => ({ open: `<${name}>`, close: '</>' });
    const palette: Palette = {
      heading: style('heading'),
      label: style('label'),
      client: style('client'),
      server: style('server'),
      note: style('note'),
    };
    const coloured = await text(exampleStatistics(), { palette });
    expect(coloured).toContain('\n<heading>TCP Endpoints</>\n');
    expect(coloured).toContain(`  <client>${'█'.repeat(21)}</><server>${'▒'.repeat(11)}</>\n`);
  });
});
