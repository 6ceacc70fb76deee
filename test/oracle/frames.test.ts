import { describe, expect, test } from 'vitest';
import { compareWithTruth, truthOf } from './application-truth.js';
import { compareFrames } from './compare-frames.js';
import { FRAME_DIFFERENCES } from './frame-differences.js';
import { CORPUS, corpusCaptures, fixtureCaptures, hasCorpus, type NamedCapture } from './oracle-captures.js';
import { ourFrames } from './our-frames.js';
import { prefetched } from './prefetched.js';
import { AS_REVIEWED, judge } from './reviewed.js';
import { hasTshark, REVIEWED_VERSION, tsharkVersion } from './tshark.js';
import { tsharkFrames } from './tshark-frames.js';

/** Ports of WebSocket servers in the captures that tshark does not know as those of HTTP. */
const HTTP_PORTS = [1234, 5000, 7687, 8081, 8089, 8765, 8888, 9030, 12345, 35729, 51185];

const SUBJECT = 'frames as tshark sees them';

/** tshark takes most of its time to start; two at a time keep two processors busy. */
const AT_A_TIME = 2;

/** @param frameCount so many frames at least there are to compare */
function agreement(subject: string, captures: readonly NamedCapture[], frameCount: number): void {
  const frames = prefetched(captures, AT_A_TIME, ({ path }) => tsharkFrames(path, HTTP_PORTS));
  describe(subject, () => {
    test.each(captures)('$name', async (capture) => {
      const differences = compareFrames(await ourFrames(capture.path), await frames(capture));
      const verdict = judge(differences, FRAME_DIFFERENCES.get(capture.name));
      expect(verdict, `tshark ${tsharkVersion}, reviewed with ${REVIEWED_VERSION}`).toEqual(AS_REVIEWED);
    });

    test(`there are ${frameCount} frames and more to compare`, async () => {
      const directions = (await Promise.all(captures.map(frames))).flatMap((found) => [...found.values()]);
      const counts = directions.map(({ data, control }) => data.length + control.length);
      expect(counts.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(frameCount);
    });
  });
}

if (hasTshark(SUBJECT)) {
  agreement(`${SUBJECT}: fixtures`, fixtureCaptures(), 2000);
  if (hasCorpus(`${SUBJECT}: public captures`)) {
    agreement(`${SUBJECT}: public captures`, corpusCaptures('websocket'), 1500);
  }
}

test('the table of differences in frames names no capture that is not there', () => {
  const names = new Set([...fixtureCaptures(), ...corpusCaptures('websocket')].map(({ name }) => name));
  const strangers = [...FRAME_DIFFERENCES.keys()].filter((name) => !names.has(name));
  expect(strangers.filter((name) => CORPUS !== undefined || !name.startsWith('websocket/'))).toEqual([]);
});

describe('messages as the recorded peers sent them', () => {
  test.each(fixtureCaptures().filter(({ path }) => truthOf(path) !== undefined))('$name', async ({ path }) => {
    const truth = truthOf(path);
    if (truth === undefined) throw new Error('no truth');
    expect(compareWithTruth(await ourFrames(path), truth)).toEqual([]);
  });
});
