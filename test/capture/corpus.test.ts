import { describe, expect, it } from 'vitest';
import { Captures } from '../../src/capture/captures.js';
import { corpusCaptures, hasCorpus } from '../oracle/oracle-captures.js';
import { hasTshark, tshark } from '../oracle/tshark.js';

/** A packet as both readers tell it: number, time, captured length, length on the wire. */
interface Row {
  readonly number: number;
  /** In units of 10^-9 s; absent where the capture does not say. */
  readonly time?: bigint;
  readonly captured: number;
  readonly original: number;
}

async function ours(path: string): Promise<{ rows: Row[]; problems: string[] }> {
  const captures = new Captures([path]);
  const rows: Row[] = [];
  const sink = {
    packet(packet: Parameters<Parameters<Captures['packets']>[0]['packet']>[0]): void {
      const time = BigInt(packet.seconds) * 1_000_000_000n + BigInt(packet.nanoseconds);
      rows.push({
        number: packet.number,
        ...(packet.hasTime ? { time } : {}),
        captured: packet.end - packet.start,
        original: packet.originalLength,
      });
    },
  };
  for await (const _ of captures.packets(sink));
  return { rows, problems: captures.problems.map(({ code }) => code) };
}

const FIELDS = ['frame.number', 'frame.time_epoch', 'frame.cap_len', 'frame.len'];

async function theirs(path: string): Promise<Row[]> {
  const output = await tshark(path, ['-T', 'fields', ...FIELDS.flatMap((field) => ['-e', field])]);
  return output
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [number = '', time = '', captured = '', original = ''] = line.split('\t');
      // tshark prints a fraction of more than a second as it stands: 7.1500000000.
      const [seconds = '', fraction = ''] = time.split('.');
      return {
        number: Number(number),
        ...(time === '' ? {} : { time: BigInt(seconds) * 1_000_000_000n + BigInt(fraction) }),
        captured: Number(captured),
        original: Number(original),
      };
    });
}

interface Exception {
  /** Why the readers differ, and who is right. */
  readonly reason: string;
  /** How many packets each of them sees. */
  readonly ours: number;
  readonly tshark: number;
}

/** Where tshark 4.0.17 sees other packets than we do; each was looked at. */
const DIFFERENCES: ReadonlyMap<string, Exception> = new Map([
  [
    'containers/gopacket-be-test901.pcapng',
    { ours: 2, tshark: 1, reason: 'its second section is of version 2.0: tshark stops there, we go on with the third' },
  ],
  [
    'containers/pcapng-gen-be-test202.pcapng',
    { ours: 8, tshark: 11, reason: 'tshark lists custom blocks as frames; we only leave their numbers out' },
  ],
  [
    'containers/pcapplusplus-clusterfuzz-testcase-minimized-FuzzTarget-5766899836387328',
    { ours: 1, tshark: 0, reason: 'made by a fuzzer: tshark takes it for another variant of pcap' },
  ],
  [
    'containers/pcapplusplus-igmplayer',
    {
      ours: 2,
      tshark: 2,
      reason:
        'its second record is damaged, for which tshark takes all of it for a variant with longer headers, and reads rubbish',
    },
  ],
  [
    'containers/tcpdump-pim_header_asan-2.pcap',
    { ours: 3, tshark: 3, reason: 'a packet of 4 bytes claims 0 on the wire; we say 4' },
  ],
  [
    'containers/tcpdump-timestamp_invalid_nano.pcap',
    { ours: 3, tshark: 3, reason: 'a fraction of more than 2^31 ns, which tshark takes for a negative one' },
  ],
  ['containers/wireshark-wiki-20102008184715.pcap', { ours: 0, tshark: 4, reason: 'a snoop capture, which we name' }],
  [
    'containers/wireshark-wiki-PPPHandshake.cap',
    { ours: 0, tshark: 20, reason: 'a Network Monitor capture, which we name' },
  ],
  ['links/tcpdump-dsa-high-vid.pcap', { ours: 4, tshark: 0, reason: 'tshark does not open link type 284 at all' }],
  [
    'links/wireshark-wiki-pcap-ng_Wi-Fi_Bluetooth_USB_Cooked_timestamps_issue_1.ntar',
    { ours: 413, tshark: 411, reason: 'tshark refuses a Bluetooth packet of 3 bytes, and stops' },
  ],
  [
    'links/wireshark-wiki-ppp_lcp_ipcp.pcap',
    { ours: 23, tshark: 23, reason: 'tshark does not count the octet of link type 204 that tells the direction' },
  ],
]);

/** Captures that are said to have a problem; all others have none. */
const PROBLEMS: ReadonlyMap<string, readonly string[]> = new Map([
  ['containers/brimcap-extra.pcapng', ['capture-cut']],
  ['containers/dpkt-truncated_dns_2.pcap', ['capture-cut']],
  ['containers/gopacket-be-test901.pcapng', ['capture-version']],
  ['containers/libpcap-pcap-invalid-version-1.pcap', ['capture-version']],
  ['containers/libpcap-pcapng-invalid-vers-1.pcapng', ['capture-version']],
  ['containers/libpcap-pcapng-invalid-vers-2.pcapng', ['capture-version']],
  ['containers/libpcap-shb-option-too-long.pcapng', ['record-length']],
  ['containers/node-pcap-parser-malformed.pcap', ['not-a-capture']],
  ['containers/pcapdroid-crash-593ec6ead7a1bf23faa96d03cbd74c315bcf67fc', ['record-length']],
  ['containers/pcapplusplus-igmplayer', ['record-length']],
  ['containers/wireshark-wiki-20102008184715.pcap', ['not-a-capture']],
  ['containers/wireshark-wiki-PPPHandshake.cap', ['not-a-capture']],
  ['containers/wireshark-wiki-ssl.dump.pcap', ['capture-cut']],
]);

const SUBJECT = 'packets of the public captures, as tshark sees them';

describe('the packets of the public captures', () => {
  if (!hasCorpus(SUBJECT) || !hasTshark(SUBJECT)) return;

  // Each call of tshark takes a good part of a second; the other folders hold ordinary containers.
  for (const { name, path } of [...corpusCaptures('containers'), ...corpusCaptures('links')]) {
    it(name, async () => {
      const { rows } = await ours(path);
      const expected = await theirs(path);
      const difference = DIFFERENCES.get(name);
      if (difference === undefined) {
        expect(rows).toEqual(expected);
      } else {
        expect([rows.length, expected.length]).toEqual([difference.ours, difference.tshark]);
        expect(rows).not.toEqual(expected);
      }
    });
  }
});

describe('what is wrong with the public captures', () => {
  if (!hasCorpus('problems of the public captures')) return;

  for (const { name, path } of corpusCaptures()) {
    it(name, async () => {
      expect((await ours(path)).problems).toEqual(PROBLEMS.get(name) ?? []);
    });
  }
});
