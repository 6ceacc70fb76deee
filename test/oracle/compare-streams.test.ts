import { describe, expect, test } from 'vitest';
import { compareStreams } from './compare-streams.js';

/** Stream numbers of packets 1, 2, …; `-` where a packet has none. */
const streams = (numbers: string): Map<number, number> =>
  new Map(
    numbers.split(' ').flatMap((number, index) => (number === '-' ? [] : [[index + 1, Number(number)] as const])),
  );

describe('our stream numbers against those of tshark', () => {
  test.each([
    ['the same', '0 1 0 - 2', '0 1 0 - 2', []],
    ['another stream', '0 1 0', '0 1 1', ['ours 0 tshark 1 in packet 3']],
    [
      'a stream of ours that is two of theirs',
      '0 0 1',
      '0 1 2',
      ['ours 0 tshark 1 in packet 2', 'ours 1 tshark 2 in packet 3'],
    ],
    ['a packet that only we number', '0 0 1', '0 - 1', ['ours 0 tshark none in packet 2']],
    [
      'a stream that only tshark numbers moves the later ones',
      '0 - 1 2',
      '0 1 2 3',
      ['ours none tshark 1 in packet 2'],
    ],
    ['a number that tshark left out moves the later ones', '0 1 2', '0 2 3', ['tshark has no packet of stream 1']],
  ])('%s', (_, ours, theirs, differences) => {
    expect(compareStreams(streams(ours), streams(theirs))).toEqual(differences);
  });
});
