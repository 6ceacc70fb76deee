import { compileFilter, type DisplayFilter } from '../../src/display-filter/display-filter.js';
import { FilterError, renderFilterError } from '../../src/display-filter/filter-error.js';
import { type Field, type FieldTable, type FieldValue, SET } from '../../src/field/field.js';
import { FieldRegistry } from '../../src/field/registry.js';
import { Tree } from '../../src/field/tree.js';

const OPCODES = ['Continuation', 'Text', 'Binary'];

/** A small made-up set of protocols: one field of each type, and more where several matter. */
export const FIELDS = {
  frame: { name: 'frame', label: 'Frame', type: 'protocol' },
  number: { name: 'frame.number', label: 'Frame Number', type: 'frame-number' },
  time: { name: 'frame.time', label: 'Arrival Time', type: 'absolute-time' },
  relative: { name: 'frame.time_relative', label: 'Time since first frame', type: 'relative-time' },
  ether: { name: 'eth.src', label: 'Source', type: 'ether' },
  ipv4: { name: 'ip.src', label: 'Source Address', type: 'ipv4' },
  ipv4Destination: { name: 'ip.dst', label: 'Destination Address', type: 'ipv4' },
  ipv6: { name: 'ipv6.src', label: 'Source Address', type: 'ipv6' },
  tcp: { name: 'tcp', label: 'TCP', type: 'protocol' },
  port: { name: 'tcp.port', label: 'Port', type: 'uint', width: 16 },
  sourcePort: { name: 'tcp.srcport', label: 'Source Port', type: 'uint', bits: [0, 16] },
  length: { name: 'tcp.len', label: 'Segment Length', type: 'uint', width: 32 },
  shift: { name: 'tcp.shift', label: 'Window Shift', type: 'int', width: 32 },
  flags: { name: 'tcp.flags', label: 'Flags', type: 'uint', base: 'hex', bits: [100, 12], width: 16 },
  syn: { name: 'tcp.flags.syn', label: 'Syn', type: 'boolean', truth: SET },
  payload: { name: 'tcp.payload', label: 'Payload', type: 'bytes' },
  remark: { name: 'tcp.remark', label: 'A remark', type: 'none' },
  udp: { name: 'udp', label: 'UDP', type: 'protocol' },
  udpPort: { name: 'udp.port', label: 'Port', type: 'uint', width: 16 },
  host: { name: 'http.host', label: 'Host', type: 'string' },
  uri: { name: 'http.uri', label: 'URI', type: 'string' },
  opcode: {
    name: 'websocket.opcode',
    label: 'Opcode',
    type: 'uint',
    bits: [4, 4],
    names: (value) => OPCODES[value],
  },
  longLength: { name: 'websocket.length', label: 'Extended Payload Length', type: 'uint64', width: 64 },
  otherLength: { name: 'websocket.length', label: 'Payload Length', type: 'uint', width: 8 },
} as const satisfies FieldTable;

export const REGISTRY = new FieldRegistry(Object.values(FIELDS));

type Items = readonly (readonly [Field, FieldValue | undefined, at?: number, length?: number])[];

/** `00 11 22` or text. */
export function bytes(text: string): Uint8Array {
  return /^(?:[0-9a-f]{2} ?)+$/.test(text) ? Buffer.from(text.replaceAll(' ', ''), 'hex') : Buffer.from(text);
}

/** A packet with what is most often looked at. Its bytes are `head` for TCP, then what TCP carries. */
export const PACKET: Items = [
  [FIELDS.frame, undefined, 0, 20],
  [FIELDS.number, 7],
  [FIELDS.time, 1_521_104_999_349_000_000n],
  [FIELDS.relative, 1_500_000_000n],
  [FIELDS.ether, bytes('00 11 22 33 44 55')],
  [FIELDS.ipv4, bytes('c0 00 02 01')],
  [FIELDS.ipv4Destination, bytes('c0 00 02 02')],
  [FIELDS.tcp, undefined, 0, 4],
  [FIELDS.sourcePort, 80],
  [FIELDS.port, 80],
  [FIELDS.port, 40_000],
  [FIELDS.length, 16],
  [FIELDS.shift, -2],
  [FIELDS.flags, 0x12],
  [FIELDS.syn, true],
  [FIELDS.payload, bytes('GET / HTTP/1.1\r\n')],
  [FIELDS.remark, undefined],
  [FIELDS.host, 'Push.example:9030'],
  [FIELDS.uri, '/pc?x=1'],
  [FIELDS.opcode, 1],
  [FIELDS.longLength, 2n ** 63n],
  [FIELDS.otherLength, 127],
];

const SOURCE = Buffer.from('headGET / HTTP/1.1\r\n');

/** A flat tree of the items that the filter looks at. */
export function treeOf(items: Items, fields: ReadonlySet<Field>): Tree {
  const tree = new Tree(fields);
  tree.begin({ title: 'Packet', bytes: SOURCE, start: 0, end: SOURCE.length });
  for (const [field, value, at = 0, length = 0] of items) tree.add(field, value, at, length);
  return tree;
}

export function compiled(text: string): DisplayFilter {
  return compileFilter(text, REGISTRY);
}

/** Whether a filter matches a packet. */
export function matches(text: string, items: Items = PACKET): boolean {
  const filter = compiled(text);
  return filter.matches(treeOf(items, filter.fields));
}

/** The line that tells what is wrong with a filter. */
export function errorOf(text: string): string {
  try {
    compiled(text);
  } catch (error) {
    if (error instanceof FilterError) return renderFilterError(error, text);
    throw error;
  }
  return 'no error';
}
