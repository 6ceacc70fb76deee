import { describe, expect, it } from 'vitest';
import type { CaptureRecord, InfoRecord } from '../../src/output/info-record.js';
import { infoText } from '../../src/output/info-text.js';

const TOTAL: InfoRecord = {
  type: 'info',
  packets: 34,
  protocols: [
    { protocol: 'Ethernet', packets: 34 },
    { protocol: 'ARP', packets: 2 },
  ],
  sessions: 3,
  refused: 1,
  handshakeMissing: 1,
  messages: 1,
  warnings: [{ code: 'segment-lost', count: 2 }],
};

const PLAIN: CaptureRecord = {
  type: 'capture',
  name: 'push-service.pcap',
  size: 4545,
  format: 'pcap (little-endian, microseconds)',
  version: '2.4',
  packets: 34,
  bytes: 3977,
  first: '2018-03-15T09:09:48.508790Z',
  last: '2018-03-15T09:11:32.445862Z',
  duration: 103.937072,
  sections: 1,
  interfaces: [
    { section: 0, id: 0, linkType: 1, linkTypeName: 'Ethernet', snaplen: 262_144, resolution: '10^-6', packets: 34 },
  ],
};

const RICH: CaptureRecord = {
  ...PLAIN,
  name: 'a\u001b[31m.pcapng',
  format: 'pcapng (little-endian)',
  version: '1.0',
  compression: 'zstd',
  outOfOrder: 3,
  withoutTime: 1,
  hardware: 'a machine',
  operatingSystem: 'a system',
  application: 'dumpcap',
  sections: 2,
  interfaces: [
    {
      section: 1,
      id: 0,
      name: 'eth0',
      description: 'the first',
      linkType: 300,
      linkTypeName: 'link type 300',
      snaplen: 0,
      resolution: '10^-9',
      fcsLength: 4,
      filter: 'tcp port 80',
      hardware: 'a card',
      operatingSystem: 'its system',
      packets: 1,
      received: 40,
      dropped: 3,
      droppedBySystem: 2,
      droppedBetween: 1,
    },
  ],
  interfacesOmitted: 7,
  comments: [
    { on: 'section', text: 'one\nSize: 1' },
    { on: 'packet', packet: 12, text: 'two' },
  ],
  commentsOmitted: 8,
  secrets: 1,
};

const PLAIN_LINES = [
  'push-service.pcap',
  '  Format:         pcap (little-endian, microseconds), version 2.4',
  '  Size:           4545 bytes',
  '  Packets:        34, 3977 bytes captured',
  '  First packet:   2018-03-15T09:09:48.508790Z',
  '  Last packet:    2018-03-15T09:11:32.445862Z',
  '  Duration:       103.937072 s',
  '  Interface 0:    Ethernet (link type 1), snaplen 262144, resolution 10^-6, 34 packets',
];

const TOTAL_LINES = [
  '  Protocols:      Ethernet 34, ARP 2',
  '  WebSocket:      3 sessions (1 refused, 1 without handshake), 1 message',
  '  Warnings:       segment-lost 2',
];

describe('info as text', () => {
  it('of one capture is one block', () => {
    expect(infoText([PLAIN], TOTAL).split('\n')).toEqual([...PLAIN_LINES, ...TOTAL_LINES, '']);
  });

  it('of several has what they hold together behind them', () => {
    const unread: CaptureRecord = { type: 'capture', name: 'x.txt', size: 5, packets: 0, bytes: 0 };
    expect(infoText([PLAIN, unread], TOTAL).split('\n')).toEqual([
      ...PLAIN_LINES,
      '',
      'x.txt',
      '  Size:           5 bytes',
      '  Packets:        none could be read',
      '',
      'All captures',
      '  Packets:        34',
      ...TOTAL_LINES,
      '',
    ]);
  });

  it('tells all that a capture says of itself, each on its line', () => {
    expect(infoText([RICH], { ...TOTAL, warnings: [], refused: 0, handshakeMissing: 0 }).split('\n')).toEqual([
      'a\\u{1b}[31m.pcapng',
      '  Format:         pcapng (little-endian), version 1.0, compressed with zstd',
      '  Size:           4545 bytes',
      '  Packets:        34, 3977 bytes captured (3 earlier than the one before, 1 without a time)',
      '  First packet:   2018-03-15T09:09:48.508790Z',
      '  Last packet:    2018-03-15T09:11:32.445862Z',
      '  Duration:       103.937072 s',
      '  Hardware:       a machine',
      '  System:         a system',
      '  Application:    dumpcap',
      '  Sections:       2',
      '  Interface 1.0:  eth0, the first, link type 300 (link type 300), resolution 10^-9, FCS of 4 bytes, filter "tcp port 80", a card, its system, 1 packet, 40 received, 3 dropped, 2 dropped by the system, 1 lost between those captured',
      '  Interfaces:     and 7 more',
      '  Comment:        on a section: one\\u{a}Size: 1',
      '  Comment:        on packet 12: two',
      '  Comments:       and 8 more',
      '  Secrets:        1 block',
      '  Protocols:      Ethernet 34, ARP 2',
      '  WebSocket:      3 sessions, 1 message',
      '  Warnings:       none',
      '',
    ]);
  });

  it('of nothing that could be read is nothing', () => {
    expect(infoText([{ type: 'capture', name: 'x.txt', size: 5, packets: 0, bytes: 0 }], TOTAL)).toBe('');
  });
});

describe('the cross-check', () => {
  const lines = (crossCheck: CaptureRecord['crossCheck'] & object) =>
    infoText([{ ...PLAIN, crossCheck }], TOTAL)
      .split('\n')
      .slice(PLAIN_LINES.length, -TOTAL_LINES.length - 1);

  it.each([
    {
      what: 'agreement',
      crossCheck: { agreed: true, packetsOurs: 34, packetsTheirs: 34, reasons: [] },
      text: ['  Cross-check:    pcap-parser saw the same 34 packets'],
    },
    {
      what: 'a difference and its reasons',
      crossCheck: {
        agreed: false,
        packetsOurs: 34,
        packetsTheirs: 3,
        firstDifference: 'packet 4 …',
        reasons: ['a', 'b'],
      },
      text: [
        '  Cross-check:    pcap-parser saw 3 of 34 packets',
        '                  packet 4 …',
        '                  a',
        '                  b',
      ],
    },
    {
      what: 'what could not be compared',
      crossCheck: { agreed: false, packetsOurs: 0, packetsTheirs: 0, reasons: ['a pipe'] },
      text: ['  Cross-check:    not possible: a pipe'],
    },
  ])('tells $what', ({ crossCheck, text }) => {
    expect(lines(crossCheck)).toEqual(text);
  });
});
