import { isoTimeText } from '../field/time-text.js';
import type { TreeItem } from '../field/tree.js';
import { valueText } from '../field/value-text.js';
import type { ShownPacket } from '../packets/packet-view.js';
import type { ByteWriter } from './byte-writer.js';
import { isoSecond } from './iso-time.js';
import type { PacketFormat } from './packet-format.js';
import { isBareText, lineOf, parentOf, tsharkString } from './tshark-names.js';

const MILLISECOND = 1_000_000;

/** The form that Elasticsearch takes in bulk, as tshark writes it: a line that says where a packet goes, and the packet. */
export class PacketEk implements PacketFormat {
  readonly #writer: ByteWriter;

  constructor(writer: ByteWriter) {
    this.#writer = writer;
  }

  view({ seconds, nanoseconds, tree }: ShownPacket): void {
    const [date = ''] = isoSecond(seconds).split('T');
    const milliseconds = String(Math.floor(nanoseconds / MILLISECOND)).padStart(3, '0');
    this.#writer.text(
      `{"index":{"_index":"packets-${date}","_type":"doc"}}\n` +
        `{"timestamp":"${seconds}${milliseconds}","layers":${objectText(tree?.roots ?? [])}}\n`,
    );
  }

  finish(): void {}
}

function objectText(items: readonly TreeItem[]): string {
  return `{${members(items).join(',')}}`;
}

/**
 * Siblings of one name are one member, an array where there are several; what stands below them all follows beside it.
 * Only protocols nest.
 */
function members(items: readonly TreeItem[]): string[] {
  const groups = new Map<string, TreeItem[]>();
  for (const item of items) {
    const name = memberName(item);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [item]);
    else group.push(item);
  }
  const texts: string[] = [];
  for (const [name, group] of groups) {
    const values = group.map(valueJson);
    texts.push(`"${name}":${values.length === 1 ? values[0] : `[${values.join(',')}]`}`);
    const below = group.flatMap((item) => (item.field.type === 'protocol' ? [] : item.children));
    for (const member of members(below)) texts.push(member);
  }
  return texts;
}

function memberName(item: TreeItem): string {
  if (isBareText(item)) return 'text';
  const parent = parentOf(item.field);
  const { name } = item.field;
  return (parent === undefined ? name : `${parent}_${name}`).replaceAll('.', '_');
}

function valueJson(item: TreeItem): string {
  const { field, value, children } = item;
  if (isBareText(item)) return tsharkString(lineOf(item));
  if (field.type === 'protocol') return objectText(children);
  if (value === undefined) return 'null';
  if (typeof value === 'boolean') return String(value);
  if (field.type === 'absolute-time' && typeof value === 'bigint') return `"${isoTimeText(value)}"`;
  return tsharkString(valueText(field, value, ':'));
}
