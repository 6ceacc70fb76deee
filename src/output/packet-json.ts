import { hexText } from '../field/bytes-text.js';
import type { Field, FieldValue } from '../field/field.js';
import { isoTimeText, secondsText } from '../field/time-text.js';
import type { TreeItem } from '../field/tree.js';
import { bytesText } from '../field/value-text.js';
import type { ShownPacket } from '../packets/packet-view.js';
import type { ByteWriter } from './byte-writer.js';
import { isoTime } from './iso-time.js';
import { momentOf, type PacketFormat } from './packet-format.js';

/**
 * One JSON array with an object a packet and line: `{"number", "time", "layers": [{"protocol": "eth", …}]}`. The members
 * of a layer are its fields by their filter names, in order and typed: numbers, booleans, strings; 64 bits as a string,
 * bytes as a string of hex digits, a span of time in seconds. What stands below a field with a value stands beside it;
 * what stands below a heading is an object of its own. A name that has several values has them in an array.
 */
export class PacketJson implements PacketFormat {
  readonly #writer: ByteWriter;
  #count = 0;

  constructor(writer: ByteWriter) {
    this.#writer = writer;
  }

  view(packet: ShownPacket): void {
    const writer = this.#writer;
    writer.text(this.#count++ === 0 ? '[\n' : ',\n');
    writer.text(`{"number":${packet.number},"time":"${isoTime(momentOf(packet))}","layers":[`);
    for (const [index, root] of (packet.tree?.roots ?? []).entries()) {
      if (index > 0) writer.text(',');
      const members: Members = new Map([['protocol', [JSON.stringify(keyOf(root))]]]);
      if (root.value !== undefined) addMember(members, root);
      for (const child of root.children) addMember(members, child);
      writer.text(objectText(members));
    }
    writer.text(']}');
  }

  finish(): void {
    this.#writer.text(this.#count === 0 ? '[]\n' : '\n]\n');
  }
}

/** The values of each name, as JSON. */
type Members = Map<string, string[]>;

function addMember(members: Members, item: TreeItem): void {
  const key = keyOf(item);
  const values = members.get(key) ?? [];
  if (values.length === 0) members.set(key, values);
  values.push(valueJson(item));
  if (item.value === undefined) return;
  for (const child of item.children) addMember(members, child);
}

/** Headings that Wireshark has no field for go by what they say. */
function keyOf({ field }: TreeItem): string {
  if (field.name !== '') return field.name;
  return field.label === '' ? 'text' : field.label;
}

function valueJson({ field, value, text, children }: TreeItem): string {
  if (value !== undefined) return typedJson(field, value);
  if (children.length > 0) {
    const members: Members = new Map();
    for (const child of children) addMember(members, child);
    return objectText(members);
  }
  return text === undefined ? 'true' : JSON.stringify(text);
}

function typedJson(field: Field, value: FieldValue): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return JSON.stringify(value);
  if (value instanceof Uint8Array) return `"${field.type === 'bytes' ? hexText(value) : bytesText(field, value, '')}"`;
  if (field.type === 'absolute-time') return `"${isoTimeText(value)}"`;
  return field.type === 'relative-time' ? secondsText(value) : `"${value}"`;
}

function objectText(members: Members): string {
  const texts: string[] = [];
  for (const [name, values] of members) {
    texts.push(`${JSON.stringify(name)}:${values.length === 1 ? values[0] : `[${values.join(',')}]`}`);
  }
  return `{${texts.join(',')}}`;
}
