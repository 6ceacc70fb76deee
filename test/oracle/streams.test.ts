import { describe, expect, test } from 'vitest';
import { corpusCaptures, hasCorpus } from './oracle-captures.js';
import { ourStreams } from './our-streams.js';
import { AS_REVIEWED, judge } from './reviewed.js';
import { STREAM_DIFFERENCES } from './stream-differences.js';
import { hasTshark, REVIEWED_VERSION, tsharkVersion } from './tshark.js';
import { tsharkStreams } from './tshark-streams.js';

const SUBJECT = 'tcp.stream as tshark numbers it';

const show = (stream: number | undefined): string => (stream === undefined ? 'none' : `${stream}`);

/**
 * What the table may say of a packet: `7 ours none tshark 1`; and of a number that is off by the same for all packets of
 * a stream from its first one on: `from 50 ours 5 tshark 6`.
 */
function differences(ours: ReadonlyMap<number, number>, theirs: ReadonlyMap<number, number>): string[] {
  const found: string[] = [];
  const streams = new Set<string>();
  for (const packet of [...new Set([...ours.keys(), ...theirs.keys()])].sort((one, other) => one - other)) {
    const [one, other] = [ours.get(packet), theirs.get(packet)];
    if (one === other) continue;
    const what = `ours ${show(one)} tshark ${show(other)}`;
    if (one === undefined || other === undefined) found.push(`${packet} ${what}`);
    else if (!streams.has(what)) {
      streams.add(what);
      found.push(`from ${packet} ${what}`);
    }
  }
  return found;
}

if (hasTshark(SUBJECT) && hasCorpus(SUBJECT)) {
  describe(SUBJECT, () => {
    test.concurrent.each(corpusCaptures())('$name', async ({ name, path }) => {
      const [ours, theirs] = await Promise.all([ourStreams(path), tsharkStreams(path)]);
      const verdict = judge(differences(ours, theirs), STREAM_DIFFERENCES.get(name));
      expect(verdict, `tshark ${tsharkVersion}, reviewed with ${REVIEWED_VERSION}`).toEqual(AS_REVIEWED);
    });

    test('the table of differences names no other capture', () => {
      const names = new Set(corpusCaptures().map(({ name }) => name));
      expect([...STREAM_DIFFERENCES.keys()].filter((name) => !names.has(name))).toEqual([]);
    });
  });
}
