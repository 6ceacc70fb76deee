import { describe, expect, test } from 'vitest';
import { compareWithTruth, truthOf } from './application-truth.js';
import { compareFrames } from './compare-frames.js';
import { FRAME_DIFFERENCES } from './frame-differences.js';
import { corpusCaptures, fixtureCaptures, hasCorpus, type NamedCapture } from './oracle-captures.js';
import { ourFrames } from './our-frames.js';
import { AS_REVIEWED, judge } from './reviewed.js';
import { hasTshark, REVIEWED_VERSION, tsharkVersion } from './tshark.js';
import { tsharkFrames } from './tshark-frames.js';

/** Ports of WebSocket servers in the captures that tshark does not know as those of HTTP. */
const HTTP_PORTS = [1234, 5000, 7687, 8081, 8089, 8765, 8888, 9030, 12345, 35729, 51185];

const SUBJECT = 'frames as tshark sees them';

async function agrees({ name, path }: NamedCapture): Promise<void> {
  const [ours, theirs] = await Promise.all([ourFrames(path), tsharkFrames(path, HTTP_PORTS)]);
  const verdict = judge(compareFrames(ours, theirs), FRAME_DIFFERENCES.get(name));
  expect(verdict, `tshark ${tsharkVersion}, reviewed with ${REVIEWED_VERSION}`).toEqual(AS_REVIEWED);
}

if (hasTshark(SUBJECT)) {
  const fixtures = fixtureCaptures();

  describe(`${SUBJECT}: fixtures`, () => {
    test.concurrent.each(fixtures)('$name', agrees);

    test('the table of differences names no other capture', () => {
      const names = new Set([...fixtures, ...corpusCaptures()].map(({ name }) => name));
      const strangers = [...FRAME_DIFFERENCES.keys()].filter((name) => !name.startsWith('websocket/') && !names.has(name));
      expect(strangers).toEqual([]);
    });
  });

  if (hasCorpus(`${SUBJECT}: public captures`)) {
    describe(`${SUBJECT}: public captures`, () => {
      test.concurrent.each(corpusCaptures('websocket'))('$name', agrees);
    });
  }
}

describe('messages as the recorded peers sent them', () => {
  test.each(fixtureCaptures().filter(({ path }) => truthOf(path) !== undefined))('$name', async ({ path }) => {
    const truth = truthOf(path);
    if (truth === undefined) throw new Error('no truth');
    expect(compareWithTruth(await ourFrames(path), truth)).toEqual([]);
  });
});
