import { describe, expect, it } from 'vitest';
import { everyKind } from '../cli/conversation.js';
import { type ShowOptions, shown } from './shown.js';

async function numbers(options: ShowOptions): Promise<number[]> {
  return (await shown(everyKind(), options)).map(({ number }) => number);
}

describe('the packets that are shown', () => {
  it.each<[string, ShowOptions, number[]]>([
    ['one packet', { ranges: [{ from: 4, to: 4 }] }, [4]],
    [
      'ranges',
      {
        ranges: [
          { from: 18, to: 99 },
          { from: 1, to: 2 },
        ],
      },
      [1, 2, 18, 19],
    ],
    ['a range of none', { ranges: [{ from: 20, to: 30 }] }, []],
    ['streams', { streams: [1] }, [15, 16, 17, 18, 19]],
    ['a stream that is not there', { streams: [7] }, []],
    ['a filter', { filter: 'websocket.opcode == 9' }, [9]],
    ['all of them together', { filter: 'http', streams: [0], ranges: [{ from: 5, to: 19 }] }, [5]],
    ['a filter that nothing matches', { filter: 'udp' }, []],
  ])('%s', async (_, options, expected) => {
    expect(await numbers(options)).toEqual(expected);
  });

  it('count times from the one shown before', async () => {
    const [first, second] = await shown(everyKind(), {
      ranges: [
        { from: 4, to: 4 },
        { from: 9, to: 9 },
      ],
    });
    const displayed = '  [Time delta from previous displayed frame: ';
    expect(first?.lines).toContain(`${displayed}0.000000000 seconds]`);
    expect(second?.lines).toContain(`${displayed}0.005000000 seconds]`);
    expect(second?.lines).toContain('  [Time delta from previous captured frame: 0.001000000 seconds]');
  });
});
