import { bitPicture, picturedWord } from './bit-picture.js';
import { readBits } from './bits.js';
import { hexText } from './bytes-text.js';
import type { Field, FieldValue } from './field.js';
import { printable } from './printable.js';
import { secondsText } from './time-text.js';
import type { DataSource, TreeItem } from './tree.js';
import { bytesText, hexNumber, typeWidth, valueText } from './value-text.js';

/** Most bytes that a line shows of a value. */
const MOST_BYTES = 36;

/** A line of this many bytes of UTF-8 is cut (ITEM_LABEL_LENGTH), and where. */
const TOO_LONG = 240;
const LAST_CUT = 238;

const TRUNCATED = ' [truncated]';

/**
 * The line of an item, as Wireshark's packet details have it.
 * @param source where the item stands; without it a flag of several bits is pictured as all ones or zeros
 */
export function itemText(item: TreeItem, source?: DataSource): string {
  const { field, value } = item;
  const picture = item.text === undefined ? pictureOf(item, source) : '';
  const text =
    item.text ?? (value === undefined ? field.label : `${picture}${field.label}: ${shownValue(field, value)}`);
  const nameEnd = item.text === undefined ? picture.length + field.label.length : 0;
  const line = shortened(printable(text), nameEnd);
  return item.generated ? `[${line}]` : line;
}

/** `.... 0101 = `, or nothing where the field is whole bytes. */
function pictureOf({ field, value, start, length }: TreeItem, source: DataSource | undefined): string {
  if (typeof value !== 'number' && typeof value !== 'boolean') return '';
  const word = picturedWord(field);
  if (word === undefined) return '';
  let bits = typeof value === 'number' ? value / (field.scale ?? 1) : value ? 2 ** word.length - 1 : 0;
  if (typeof value === 'boolean' && word.length > 1 && source !== undefined && length > 0) {
    bits = readBits(source.bytes, source.start + start, (field.bits?.[0] ?? 0) & 7, word.length);
  }
  return `${bitPicture(word, bits < 0 ? bits + 2 ** word.length : bits)} = `;
}

/** What stands behind the colon. */
function shownValue(field: Field, value: FieldValue): string {
  if (typeof value === 'boolean') return (field.truth ?? ['True', 'False'])[value ? 0 : 1];
  if (value instanceof Uint8Array) return shownBytes(field, value);
  if (typeof value === 'string' || field.type === 'absolute-time') return valueText(field, value);
  if (field.type === 'relative-time') return `${secondsText(BigInt(value))} seconds`;
  const number = shownNumber(field, value);
  if (field.names !== undefined) return `${field.names(Number(value)) ?? 'Unknown'} (${number})`;
  return number + (field.unit ?? '');
}

function shownBytes(field: Field, value: Uint8Array): string {
  if (value.length === 0) return '<MISSING>';
  return value.length > MOST_BYTES ? `${hexText(value.subarray(0, MOST_BYTES))}…` : bytesText(field, value, '');
}

/** The digits of hex are those of the field's own bits where these are part of a word. */
function shownNumber(field: Field, value: number | bigint): string {
  if (field.base === undefined || field.base === 'dec') return String(value);
  const bits = picturedWord(field) === undefined ? typeWidth(field) : (field.bits?.[1] ?? 0);
  const hex = hexNumber(value, Math.ceil(bits / 4));
  if (field.base === 'hex' || field.names !== undefined) return field.base === 'dec-hex' ? String(value) : hex;
  return field.base === 'hex-dec' ? `${hex} (${value})` : `${value} (${hex})`;
}

/** A line that is too long says so behind its name. */
function shortened(line: string, nameEnd: number): string {
  if (line.length * 3 < TOO_LONG || Buffer.byteLength(line) < TOO_LONG) return line;
  const marked = Buffer.from(line.slice(0, nameEnd) + TRUNCATED + line.slice(nameEnd));
  let cut = LAST_CUT;
  while (cut > 0 && ((marked[cut] ?? 0) & 0xc0) === 0x80) cut--;
  return marked.toString('utf8', 0, cut);
}
