import { describe, expect, test } from 'vitest';
import { compareStreams } from './compare-streams.js';
import { corpusCaptures, hasCorpus } from './oracle-captures.js';
import { ourStreams } from './our-streams.js';
import { prefetched } from './prefetched.js';
import { AS_REVIEWED, judge } from './reviewed.js';
import { STREAM_DIFFERENCES } from './stream-differences.js';
import { hasTshark, REVIEWED_VERSION, tsharkVersion } from './tshark.js';
import { tsharkStreams } from './tshark-streams.js';

const SUBJECT = 'tcp.stream of every packet as tshark numbers it';

/** tshark takes most of its time to start; two at a time keep two processors busy. */
const AT_A_TIME = 2;

if (hasTshark(SUBJECT) && hasCorpus(SUBJECT)) {
  const captures = corpusCaptures();
  const streams = prefetched(captures, AT_A_TIME, ({ path }) => tsharkStreams(path));

  describe(SUBJECT, () => {
    test.each(captures)('$name', async (capture) => {
      const differences = compareStreams(await ourStreams(capture.path), await streams(capture));
      const verdict = judge(differences, STREAM_DIFFERENCES.get(capture.name));
      expect(verdict, `tshark ${tsharkVersion}, reviewed with ${REVIEWED_VERSION}`).toEqual(AS_REVIEWED);
    });

    test('the table of differences in streams names no capture that is not there', () => {
      const names = new Set(captures.map(({ name }) => name));
      expect([...STREAM_DIFFERENCES.keys()].filter((name) => !names.has(name))).toEqual([]);
    });
  });
}
