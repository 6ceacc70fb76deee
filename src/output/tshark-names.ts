import type { Field } from '../field/field.js';
import { itemText } from '../field/item-text.js';
import type { TreeItem } from '../field/tree.js';

/** Headings that have a field here and are bare text in Wireshark. */
const HEADINGS: ReadonlySet<string> = new Set(['', 'tcp.timestamps', 'udp.timestamps']);

/** Whether an item is a line without a field in Wireshark. */
export function isBareText({ field }: TreeItem): boolean {
  return HEADINGS.has(field.name);
}

/** The line of an item without the brackets of what was worked out. */
export function lineOf(item: TreeItem): string {
  const line = itemText(item);
  return item.generated ? line.slice(1, -1) : line;
}

/** Options of these headers are protocols of their own in Wireshark, without a parent. */
const OPTION_PROTOCOL = /^(?:tcp|ip)\.options\.[^.]+$/;

/** The protocol that Wireshark has registered a field for; undefined where the field is a protocol itself. */
export function parentOf({ name, type }: Field): string | undefined {
  if (type === 'protocol' || (type === 'bytes' && OPTION_PROTOCOL.test(name))) return undefined;
  // `_ws.expert.message` belongs to `_ws.expert`.
  const from = name.startsWith('_ws.') ? '_ws.'.length : 0;
  const dot = name.indexOf('.', from);
  return dot < 0 ? name : name.slice(0, dot);
}

/** A JSON string as tshark writes it: as JSON.stringify does, but that nothing in it can end a script in HTML. */
export function tsharkString(text: string): string {
  return JSON.stringify(text).replaceAll('</', '<\\/');
}
