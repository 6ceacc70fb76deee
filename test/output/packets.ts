import type { Field } from '../../src/field/field.js';
import { Tree } from '../../src/field/tree.js';
import type { ColourFacts, ShownPacket, Timeline } from '../../src/packets/packet-view.js';

/** 2018-03-15 09:09:59.349012 UTC, packet 12. */
export const VIEW: ShownPacket = {
  number: 12,
  seconds: 1_521_104_999,
  nanoseconds: 349_012_000,
  timeDigits: 6,
  originalLength: 60,
  source: '10.0.0.1',
  destination: '10.0.0.2',
  protocol: 'TCP',
  info: '51000 → 9030 [SYN]',
  tellInfo(sink) {
    sink.text(this.info);
  },
};

export const TIMELINE: Timeline = {
  first: { seconds: 1_521_104_998, nanoseconds: 349_000_000, timeDigits: 6, packet: 1 },
  previous: { seconds: 1_521_104_999, nanoseconds: 349_000_000, timeDigits: 6, packet: 11 },
};

export function view(members: Partial<ShownPacket> = {}): ShownPacket {
  return { ...VIEW, ...members };
}

export const PLAIN_FACTS: ColourFacts = {
  badTcp: false,
  arp: false,
  icmp: false,
  icmpError: false,
  tcp: false,
  tcpFlags: 0,
  oddTtl: false,
  badChecksum: false,
  http: false,
  routing: false,
  udp: false,
  group: false,
};

const FIELDS = {
  frame: { name: 'frame', label: 'Frame', type: 'protocol' },
  time: { name: 'frame.time', label: 'Arrival Time', type: 'absolute-time' },
  eth: { name: 'eth', label: 'Ethernet', type: 'protocol' },
  type: { name: 'eth.type', label: 'Type', type: 'uint', base: 'hex', bits: [96, 16] },
  flag: { name: 'x.flag', label: 'Flag', type: 'boolean', bits: [0, 1], word: 8 },
  flags: { name: 'x.flags', label: 'Flags', type: 'uint', base: 'hex', bits: [0, 8] },
  x: { name: 'x', label: 'Example', type: 'protocol' },
  port: { name: 'x.port', label: 'Port', type: 'uint' },
  key: { name: 'x.key', label: 'Key', type: 'bytes' },
  text: { name: 'x.text', label: 'Text', type: 'string' },
  heading: { name: 'x.heading', label: 'Heading', type: 'none' },
  bare: { name: '', label: '', type: 'none' },
  delta: { name: 'x.delta', label: 'Delta', type: 'relative-time' },
  big: { name: 'x.big', label: 'Big', type: 'uint64' },
  data: { name: 'data', label: 'Data', type: 'protocol' },
} as const satisfies Readonly<Record<string, Field>>;

const PACKET = Uint8Array.from({ length: 20 }, (_, index) => 0x3c + index);

/** A packet of a frame, Ethernet in 14 bytes and six bytes of an example that has an item of each sort. */
export function exampleTree(text = 'a\r\n'): Tree {
  const tree = new Tree();
  tree.begin({ title: 'Frame', bytes: Uint8Array.of(0xff, ...PACKET), start: 1, end: 21 });
  tree.open(FIELDS.frame, undefined, 1, 20, 'Frame 12: 20 bytes');
  tree.add(FIELDS.time, 1_521_104_999_349_012_000n, 1, 0);
  tree.close();
  tree.open(FIELDS.eth, undefined, 1, 14);
  tree.fixed(FIELDS.type, 1);
  tree.close();
  tree.open(FIELDS.x, undefined, 15, 6);
  tree.open(FIELDS.flags, 0x80, 15, 1);
  tree.add(FIELDS.flag, true, 15, 1);
  tree.close();
  tree.hidden(FIELDS.port, 1, 16, 1);
  tree.hidden(FIELDS.port, 2, 17, 1);
  tree.open(FIELDS.heading, undefined, 18, 0);
  tree.generated(FIELDS.delta, 31_000n, 18, 0);
  tree.close();
  tree.add(FIELDS.bare, undefined, 18, 0, 'no field');
  tree.add(FIELDS.key, Uint8Array.of(1, 2), 18, 2);
  tree.add(FIELDS.text, text, 20, 1);
  tree.add(FIELDS.big, 2n ** 63n, 20, 1);
  tree.close();
  return tree;
}

/** A packet of bytes that nothing is known of. */
export function dataTree(): Tree {
  const tree = new Tree();
  tree.begin({ title: 'Frame', bytes: PACKET, start: 0, end: 20 });
  tree.add(FIELDS.data, undefined, 0, 20, 'Data (20 bytes)');
  return tree;
}
