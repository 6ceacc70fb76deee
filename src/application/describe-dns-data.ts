import { uint8, uint16, uint32 } from '../byte-order.js';
import { ipv4Text, ipv6Text } from '../field/bytes-text.js';
import type { Field } from '../field/field.js';
import type { Tree } from '../field/tree.js';
import { DNS_RECORD_FIELDS as FIELDS } from './dns-fields.js';
import type { DnsEntry } from './dns-message.js';
import { DnsName } from './dns-name.js';
import { RecordType } from './dns-types.js';
import { durationText } from './duration.js';

const name = new DnsName();

/** Records whose data are one name: its field, and what the record's line calls it. */
const NAMES: ReadonlyMap<number, readonly [field: Field, word: string]> = new Map([
  [RecordType.NS, [FIELDS.nameServer, 'ns ']],
  [RecordType.CNAME, [FIELDS.canonicalName, 'cname ']],
  [RecordType.PTR, [FIELDS.pointer, '']],
  [RecordType.DNAME, [FIELDS.dname, 'dname ']],
]);

/** What a record's line says of its data: `, addr 192.0.2.1`. */
export function recordSummary(bytes: Uint8Array, start: number, end: number, record: DnsEntry): string {
  const { type, data, dataLength } = record;
  if (dataLength === 0) return '';
  const named = NAMES.get(type);
  if (named !== undefined) return nameSummary(bytes, start, end, data, named[1]);
  switch (type) {
    case RecordType.A:
      return data + 4 > end ? '' : `, addr ${ipv4Text(bytes, data)}`;
    case RecordType.AAAA:
      return data + 16 > end ? '' : `, addr ${ipv6Text(bytes, data)}`;
    case RecordType.SOA:
      return nameSummary(bytes, start, end, data, 'mname ');
    case RecordType.MX:
      return nameSummary(bytes, start, end, data + 2, `preference ${uint16(bytes, data)}, mx `);
    case RecordType.SRV:
      return nameSummary(bytes, start, end, data + 6, serviceWords(bytes, data));
    default:
      return '';
  }
}

function nameSummary(bytes: Uint8Array, start: number, end: number, at: number, words: string): string {
  return name.read(bytes, start, end, at) ? `, ${words}${name.text}` : '';
}

function serviceWords(bytes: Uint8Array, at: number): string {
  const [priority, weight, port] = [uint16(bytes, at), uint16(bytes, at + 2), uint16(bytes, at + 4)];
  return `priority ${priority}, weight ${weight}, port ${port}, target `;
}

/** Draws what is there of a record's data. */
export function describeRecordData(tree: Tree, bytes: Uint8Array, start: number, end: number, record: DnsEntry): void {
  const { type, data, dataLength } = record;
  if (dataLength === 0) return;
  const named = NAMES.get(type);
  if (named !== undefined) {
    addName(tree, named[0], bytes, start, end, data);
    return;
  }
  switch (type) {
    case RecordType.A:
      if (data + 4 <= end) tree.add(FIELDS.address, bytes.subarray(data, data + 4), data, 4);
      break;
    case RecordType.AAAA:
      if (data + 16 <= end) tree.add(FIELDS.ipv6Address, bytes.subarray(data, data + 16), data, 16);
      break;
    case RecordType.SOA:
      describeAuthority(tree, bytes, start, end, data);
      break;
    case RecordType.MX:
      if (addNumbers(tree, [FIELDS.mailPreference], bytes, end, data)) {
        addName(tree, FIELDS.mailExchange, bytes, start, end, data + 2);
      }
      break;
    case RecordType.SRV:
      if (addNumbers(tree, [FIELDS.priority, FIELDS.weight, FIELDS.port], bytes, end, data)) {
        addName(tree, FIELDS.target, bytes, start, end, data + 6);
      }
      break;
    case RecordType.TXT:
      describeTexts(tree, bytes, data, Math.min(data + dataLength, end));
  }
}

/** @returns false where the name cannot be read */
function addName(tree: Tree, field: Field, bytes: Uint8Array, start: number, end: number, at: number): boolean {
  if (!name.read(bytes, start, end, at)) return false;
  tree.add(field, name.text, at, name.end - at);
  return true;
}

/** Adds numbers of two bytes each. @returns false where they are cut */
function addNumbers(tree: Tree, fields: readonly Field[], bytes: Uint8Array, end: number, at: number): boolean {
  if (at + fields.length * 2 > end) return false;
  for (const [index, field] of fields.entries()) tree.add(field, uint16(bytes, at + index * 2), at + index * 2, 2);
  return true;
}

const INTERVALS = [FIELDS.refresh, FIELDS.retry, FIELDS.expire, FIELDS.minimum];

/** RFC 1035, section 3.3.13. */
function describeAuthority(tree: Tree, bytes: Uint8Array, start: number, end: number, at: number): void {
  if (!addName(tree, FIELDS.primary, bytes, start, end, at)) return;
  if (!addName(tree, FIELDS.mailbox, bytes, start, end, name.end)) return;
  let index = name.end;
  if (index + 20 > end) return;
  tree.add(FIELDS.serial, uint32(bytes, index), index, 4);
  for (const field of INTERVALS) {
    index += 4;
    const seconds = uint32(bytes, index);
    tree.add(field, seconds, index, 4, `${field.label}: ${seconds} (${durationText(seconds)})`);
  }
}

/** RFC 1035, section 3.3.14. */
function describeTexts(tree: Tree, bytes: Uint8Array, start: number, end: number): void {
  let at = start;
  while (at < end) {
    const length = uint8(bytes, at);
    tree.add(FIELDS.textLength, length, at, 1);
    const textEnd = Math.min(at + 1 + length, end);
    tree.add(FIELDS.text, Buffer.from(bytes.subarray(at + 1, textEnd)).toString('utf8'), at + 1, textEnd - at - 1);
    at = textEnd;
  }
}
