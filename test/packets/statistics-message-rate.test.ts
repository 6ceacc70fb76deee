import { describe, expect, it } from 'vitest';
import type { Moment } from '../../src/capture/moment.js';
import { shownWidth } from '../../src/packets/statistics/interval-width.js';
import { type CountedMessage, MessageRate } from '../../src/packets/statistics/message-rate.js';

const FIRST: Moment = { seconds: 1000, nanoseconds: 500_000_000, timeDigits: 6, packet: 1 };
const TIMELINE = { first: FIRST, previous: FIRST };

/** A text of five bytes from the client, so many milliseconds behind the first packet. */
function text(milliseconds: number, members: Partial<CountedMessage> = {}): CountedMessage {
  const total = FIRST.seconds * 1000 + FIRST.nanoseconds / 1e6 + milliseconds;
  const seconds = Math.floor(total / 1000);
  const at: Moment = { seconds, nanoseconds: (total - seconds * 1000) * 1e6, timeDigits: 6, packet: 2 };
  return { from: 'client', kind: 'text', length: 5, at, ...members };
}

function rateOf(...messages: readonly CountedMessage[]): MessageRate {
  const rate = new MessageRate(TIMELINE);
  for (const message of messages) rate.add(message);
  return rate;
}

describe('the rate of messages', () => {
  it('has a row for each interval, by direction and kind', () => {
    const rate = rateOf(
      text(2),
      text(2, { kind: 'ping', length: 0 }),
      text(4, { from: 'server', kind: 'close', length: 2 }),
    );
    const none = { messages: 0, bytes: 0, kinds: {} };
    expect(rate.width).toBe(1e6);
    expect(rate.intervals).toEqual([
      { start: 2e6, client: { messages: 2, bytes: 5, kinds: { text: 1, ping: 1 } }, server: none },
      { start: 3e6, client: none, server: none },
      { start: 4e6, client: none, server: { messages: 1, bytes: 2, kinds: { close: 1 } } },
    ]);
  });

  it('has no rows without messages', () => {
    expect(rateOf().intervals).toEqual([]);
  });

  it.each<readonly [string, number, number]>([
    ['30 ms', 30, 1],
    ['1 s', 1000, 20],
    ['1 minute', 60_000, 2000],
    ['10 minutes', 600_000, 20_000],
    ['1 hour', 3_600_000, 120_000],
    ['a day', 86_400_000, 1_800_000],
    ['a month', 30 * 86_400_000, 86_400_000],
    ['ten years', 3652 * 86_400_000, 100 * 86_400_000],
  ])('of %s has twenty to sixty rows', (_, milliseconds, width) => {
    expect(shownWidth(0, milliseconds, 60)).toBe(width);
    const rows = Math.floor(milliseconds / width) + 1;
    expect(rows).toBeGreaterThanOrEqual(20);
    expect(rows).toBeLessThanOrEqual(60);
  });

  it('counts every message however long the capture becomes', () => {
    const rate = new MessageRate(TIMELINE);
    let time = 0;
    for (let number = 1; number <= 20_000; number++) {
      time += number;
      rate.add(text(time, { from: number % 2 === 0 ? 'client' : 'server' }));
    }
    const { intervals, width } = rate;
    expect(intervals.length).toBeGreaterThanOrEqual(20);
    expect(intervals.length).toBeLessThanOrEqual(60);
    expect(intervals.map(({ start }) => start % width)).toEqual(intervals.map(() => 0));
    expect(intervals.reduce((sum, { client }) => sum + client.messages, 0)).toBe(10_000);
    expect(intervals.reduce((sum, { server }) => sum + (server.kinds.text ?? 0), 0)).toBe(10_000);
  });

  it('bears times before the first packet, and all that a capture can claim', () => {
    expect(rateOf(text(-1500), text(0)).intervals[0]?.start).toBe(-1500e6);
    const last = { seconds: 8_639_999_999_999, nanoseconds: 999_999_999, timeDigits: 9, packet: 3 } as const;
    const rate = rateOf(text(0), text(0, { at: last }), text(0, { at: { ...last, seconds: -last.seconds } }));
    expect(rate.intervals.length).toBeLessThanOrEqual(60);
    expect(rate.intervals.reduce((sum, { client }) => sum + client.messages, 0)).toBe(3);
  });
});
