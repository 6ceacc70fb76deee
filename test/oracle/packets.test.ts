import { beforeAll, describe, expect, test, vi } from 'vitest';
import { COMPARED_FIELDS } from './compared-fields.js';
import { LINE_CLASSES } from './line-classes.js';
import { corpusCaptures, fixtureCaptures, hasCorpus } from './oracle-captures.js';
import { ourPackets, UNKNOWN_FIELDS } from './our-packets.js';
import {
  Agreement,
  compareValues,
  type PacketPair,
  pairs,
  sameLine,
  type ValueDifference,
} from './packet-differences.js';
import { prefetched } from './prefetched.js';
import { hasTshark, REVIEWED_VERSION, tsharkVersion } from './tshark.js';
import { tsharkPackets } from './tshark-packets.js';
import { VALUE_CLASSES } from './value-classes.js';

const SUBJECT = 'packets as tshark shows them';

/** tshark takes most of its time to start; two at a time keep two processors busy. */
const AT_A_TIME = 2;

/** A packet counts as one of Ethernet, IP, TCP, HTTP and WebSocket where tshark's Protocol column is one of these. */
const STREAM_PROTOCOLS = new Set(['TCP', 'HTTP', 'HTTP/JSON', 'HTTP/XML', 'WebSocket']);

/** The other protocols that have words of their own in our list. */
const OTHER_PROTOCOLS = new Set(
  'ARP ICMP ICMPv6 IPv4 IPv6 UDP DNS MDNS LLMNR NTP SSDP DHCP BOOTP TLSv1 TLSv1.2 TLSv1.3 QUIC'.split(' '),
);

/** Least shares in percent: what was reached, rounded down. */
interface Least {
  readonly equalLines: number;
  /** Lines that are equal or are to differ. */
  readonly lines: number;
  readonly otherLines: number;
  readonly values: number;
}

const LEAST_OF_ALL: Least = { equalLines: 98.1, lines: 99, otherLines: 94, values: 99.7 };

/** More of the fixtures than of the public captures was made to be difficult. */
const LEAST_OF_FIXTURES: Least = { equalLines: 95.5, lines: 97, otherLines: 100, values: 99.4 };

/** Least share in percent of what is equal or differs for a known reason. */
const LEAST_EXPLAINED = 99.99;

if (hasTshark(SUBJECT)) {
  const isWhole = hasCorpus(`${SUBJECT}: public captures`);
  const captures = [...fixtureCaptures(), ...corpusCaptures()];
  const theirs = prefetched(captures, AT_A_TIME, ({ path }) => tsharkPackets(path));
  const least = isWhole ? LEAST_OF_ALL : LEAST_OF_FIXTURES;

  describe(SUBJECT, () => {
    const lines = new Agreement<PacketPair>(LINE_CLASSES);
    const otherLines = new Agreement<PacketPair>(LINE_CLASSES);
    const values = new Agreement<ValueDifference>(VALUE_CLASSES);

    beforeAll(async () => {
      vi.stubEnv('TZ', 'UTC');
      for (const capture of captures) {
        const ours = await ourPackets(capture.path);
        for (const pair of pairs(capture.name, await theirs(capture), ours)) {
          const differences = sameLine(pair) ? [] : [pair];
          if (OTHER_PROTOCOLS.has(pair.theirs.protocol)) otherLines.add(1, differences);
          if (!STREAM_PROTOCOLS.has(pair.theirs.protocol)) continue;
          lines.add(1, differences);
          const { compared, differences: different } = compareValues(pair);
          values.add(compared, different);
        }
      }
      vi.unstubAllEnvs();
      process.stderr.write(
        [
          `tshark ${tsharkVersion}, reviewed with ${REVIEWED_VERSION}\n`,
          lines.report('lines of TCP, HTTP and WebSocket', showLines),
          otherLines.report('lines of other protocols', showLines),
          values.report(`values of ${COMPARED_FIELDS.length} fields`, showValues),
        ].join(''),
      );
    });

    test('we have every field that is compared', () => {
      expect(UNKNOWN_FIELDS).toEqual([]);
    });

    test('lines of TCP, HTTP and WebSocket', () => {
      expect(lines.share).toBeGreaterThanOrEqual(least.equalLines);
      expect(lines.wantedShare).toBeGreaterThanOrEqual(least.lines);
    });

    test('values of fields', () => {
      expect(values.share).toBeGreaterThanOrEqual(least.values);
    });

    test.each([
      ['lines', lines],
      ['values', values],
    ] as const)('%s that differ do so for a known reason, and are not more than they were', (_, agreement) => {
      expect(agreement.explained).toBeGreaterThanOrEqual(LEAST_EXPLAINED);
      expect(agreement.grown).toEqual([]);
    });

    test('lines of other protocols that we name', () => {
      expect(otherLines.share).toBeGreaterThanOrEqual(least.otherLines);
    });
  });
}

function showLines({ capture, theirs, ours }: PacketPair): string {
  return `${capture}\n      ${theirs.line}\n      ${ours?.line ?? 'nothing'}`;
}

function showValues({ capture, packet, field, theirValue, ourValue }: ValueDifference): string {
  return `${capture} ${packet} ${field}: ${theirValue ?? 'nothing'}, ours ${ourValue ?? 'nothing'}`.slice(0, 200);
}
