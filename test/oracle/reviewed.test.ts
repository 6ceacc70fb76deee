import { describe, expect, test } from 'vitest';
import { judge, type Reviewed } from './reviewed.js';

const reviewed = (...whats: readonly string[]): Reviewed[] =>
  whats.map((what) => ({ what, right: 'ours', why: 'looked into' }));

describe('differences against the reviewed table', () => {
  test.each([
    ['none found, none known', [], [], { unknown: [], stale: [] }],
    ['all known', ['0 client data 2 content'], ['0 client data 2 content'], { unknown: [], stale: [] }],
    [
      'a list in the table stands for each of its numbers',
      ['0 client data 2 content', '0 client data 3 content', '0 client data 9 content'],
      ['0 client data 2-3,9 content'],
      { unknown: [], stale: [] },
    ],
    [
      'a list at the end',
      ['ours none tshark 0 in packet 5', 'ours none tshark 0 in packet 6'],
      ['ours none tshark 0 in packet 5-6'],
      { unknown: [], stale: [] },
    ],
    [
      'what is not in the table is unknown, neighbours in one line',
      ['0 client data 2 only ours', '0 client data 3 only ours', '0 client data 5 only ours', '1 server data 1 stream'],
      [],
      { unknown: ['0 client data 2-3,5 only ours', '1 server data 1 stream'], stale: [] },
    ],
    [
      'what is in the table and does not occur is stale',
      ['0 client data 3 content'],
      ['0 client data 2-4 content'],
      { unknown: [], stale: ['0 client data 2,4 content'] },
    ],
  ] as const)('%s', (_, found, table, verdict) => {
    expect(judge(found, reviewed(...table))).toEqual(verdict);
  });
});
