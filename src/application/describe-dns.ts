import { uint16 } from '../byte-order.js';
import type { Field } from '../field/field.js';
import type { Tree } from '../field/tree.js';
import { describeRecordData, recordSummary } from './describe-dns-data.js';
import { opcodeName, replyCodeName, UPDATE_OPCODE } from './dns-codes.js';
import { DNS_FIELDS as FIELDS, MDNS_CLASS_FIELDS, DNS_RECORD_FIELDS as RECORD } from './dns-fields.js';
import { MULTICAST_BIT } from './dns-info.js';
import { DNS_HEADER_LENGTH, type DnsEntry, flags, isResponse, opcode, replyCode, visitEntries } from './dns-message.js';
import { className, RecordType, recordTypeName } from './dns-types.js';
import { durationText } from './duration.js';

/** Which protocol of this form a message is of. */
export type DnsProtocol = 'dns' | 'mdns' | 'llmnr';

const ROOTS: Readonly<Record<DnsProtocol, Field>> = {
  dns: FIELDS.protocol,
  mdns: FIELDS.multicast,
  llmnr: FIELDS.linkLocal,
};

const SECTIONS = ['Queries', 'Answers', 'Authoritative nameservers', 'Additional records'] as const;
const UPDATE_SECTIONS = ['Zone', 'Prerequisites', 'Updates', 'Additional records'] as const;

const COUNTS = [FIELDS.questions, FIELDS.answers, FIELDS.authorities, FIELDS.additional] as const;
const UPDATE_COUNTS = [FIELDS.zones, FIELDS.prerequisites, FIELDS.updates, FIELDS.additional] as const;

/** A heading, or the line of a question or record; no field of its own. */
const HEADING: Field = { name: '', label: '', type: 'none' };

const QUERY_FLAGS = [
  FIELDS.response,
  FIELDS.opcode,
  FIELDS.truncated,
  FIELDS.recursionDesired,
  FIELDS.reserved,
  FIELDS.checkingDisabled,
] as const;

/** The same of a query that asks whether its answer is authentic (RFC 6840, section 5.7). */
const AUTHENTIC_QUERY_FLAGS = [...QUERY_FLAGS.slice(0, -1), FIELDS.authenticWished, FIELDS.checkingDisabled];
const AUTHENTIC = 0x0020;

/** RFC 4795, section 2.1.1. */
const LINK_LOCAL_FLAGS = [FIELDS.response, FIELDS.opcode, FIELDS.conflict, FIELDS.truncated, FIELDS.tentative];

const RESPONSE_FLAGS = [
  FIELDS.response,
  FIELDS.opcode,
  FIELDS.authoritative,
  FIELDS.truncated,
  FIELDS.recursionDesired,
  FIELDS.recursionAvailable,
  FIELDS.reserved,
  FIELDS.authenticated,
  FIELDS.checkingDisabled,
  FIELDS.replyCode,
] as const;

/**
 * Draws a message of DNS, mDNS or LLMNR: its header, questions and records, as far as they are captured.
 * @param lengthSize of the length before the message, in bytes: TCP_LENGTH_SIZE over TCP
 */
export function describeDns(
  tree: Tree,
  bytes: Uint8Array,
  start: number,
  end: number,
  protocol: DnsProtocol,
  lengthSize = 0,
): void {
  if (!tree.wants('dns') && !tree.wants(protocol)) return;
  const root = ROOTS[protocol];
  const whole = end - start >= DNS_HEADER_LENGTH;
  const kind = whole ? ` (${isResponse(bytes, start) ? 'response' : 'query'})` : '';
  tree.open(root, undefined, start - lengthSize, end - start + lengthSize, root.label + kind);
  if (lengthSize > 0) tree.add(FIELDS.length, uint16(bytes, start - lengthSize), start - lengthSize, lengthSize);
  if (whole) {
    const isUpdate = opcode(bytes, start) === UPDATE_OPCODE;
    tree.fixed(FIELDS.id, start);
    describeFlags(tree, bytes, start, protocol);
    for (const field of isUpdate ? UPDATE_COUNTS : COUNTS) tree.fixed(field, start);
    describeSections(tree, bytes, start, end, isUpdate ? UPDATE_SECTIONS : SECTIONS, protocol === 'mdns');
  }
  tree.close();
}

function describeFlags(tree: Tree, bytes: Uint8Array, start: number, protocol: DnsProtocol): void {
  const response = isResponse(bytes, start);
  const word = `0x${flags(bytes, start).toString(16).padStart(4, '0')}`;
  const kind = `${opcodeName(opcode(bytes, start)) ?? 'Unknown operation'}${response ? ' response' : ''}`;
  const outcome = response ? `, ${replyCodeName(replyCode(bytes, start)) ?? 'Unknown error'}` : '';
  tree.open(FIELDS.flags, flags(bytes, start), start + 2, 2, `Flags: ${word} ${kind}${outcome}`);
  for (const field of flagsOf(flags(bytes, start), protocol)) tree.fixed(field, start);
  tree.close();
}

function flagsOf(word: number, protocol: DnsProtocol): readonly Field[] {
  const response = (word & 0x8000) !== 0;
  if (protocol === 'llmnr') return response ? [...LINK_LOCAL_FLAGS, FIELDS.replyCode] : LINK_LOCAL_FLAGS;
  if (response) return RESPONSE_FLAGS;
  return (word & AUTHENTIC) !== 0 ? AUTHENTIC_QUERY_FLAGS : QUERY_FLAGS;
}

function describeSections(
  tree: Tree,
  bytes: Uint8Array,
  start: number,
  end: number,
  names: readonly string[],
  multicast: boolean,
): void {
  const ends = sectionEnds(bytes, start, end);
  let section = -1;
  visitEntries(bytes, start, end, (entry) => {
    if (entry.section !== section) {
      if (section >= 0) tree.close();
      section = entry.section;
      tree.open(HEADING, undefined, entry.start, (ends[section] ?? end) - entry.start, names[section] ?? '');
    }
    if (section === 0) describeQuestion(tree, entry, multicast);
    else describeRecord(tree, bytes, start, end, entry, multicast);
    return true;
  });
  if (section >= 0) tree.close();
}

function sectionEnds(bytes: Uint8Array, start: number, end: number): number[] {
  const ends: number[] = [];
  visitEntries(bytes, start, end, ({ section, data, dataLength }) => {
    ends[section] = Math.min(data + dataLength, end);
    return true;
  });
  return ends;
}

function describeQuestion(tree: Tree, entry: DnsEntry, multicast: boolean): void {
  const { name, type, start } = entry;
  const code = multicast ? entry.class & ~MULTICAST_BIT : entry.class;
  const unicast = (entry.class & MULTICAST_BIT) !== 0;
  const kind = multicast ? `, ${unicast ? '"QU"' : '"QM"'} question` : '';
  const text = `${name.text}: type ${recordTypeName(type)}, class ${className(code)}${kind}`;
  tree.open(HEADING, undefined, start, entry.data - start, text);
  tree.add(FIELDS.questionName, name.text, start, name.end - start);
  tree.generated(
    FIELDS.questionNameLength,
    name.length === 0 ? name.text.length : name.length,
    start,
    name.end - start,
  );
  tree.generated(FIELDS.labelCount, Math.max(name.labels, 1), start, name.end - start);
  tree.add(FIELDS.questionType, type, name.end, 2);
  if (multicast) {
    tree.fixed(MDNS_CLASS_FIELDS.questionClass, name.end + 2);
    tree.fixed(MDNS_CLASS_FIELDS.unicast, name.end + 2);
  } else {
    tree.add(FIELDS.questionClass, code, name.end + 2, 2);
  }
  tree.close();
}

function describeRecord(
  tree: Tree,
  bytes: Uint8Array,
  start: number,
  end: number,
  entry: DnsEntry,
  multicast: boolean,
): void {
  const { name, type, data, dataLength } = entry;
  const isOpt = type === RecordType.OPT;
  const code = multicast ? entry.class & ~MULTICAST_BIT : entry.class;
  const flush = multicast && (entry.class & MULTICAST_BIT) !== 0 ? ', cache flush' : '';
  const classWords = isOpt ? '' : `, class ${className(code)}${flush}`;
  const text = `${name.text}: type ${recordTypeName(type)}${classWords}${recordSummary(bytes, start, end, entry)}`;
  tree.open(HEADING, undefined, entry.start, Math.min(data + dataLength, end) - entry.start, text);
  tree.add(RECORD.name, name.text, entry.start, name.end - entry.start);
  tree.add(RECORD.type, type, name.end, 2);
  if (isOpt) {
    describeExtension(tree, bytes, name.end + 2);
  } else {
    if (multicast) {
      tree.fixed(MDNS_CLASS_FIELDS.recordClass, name.end + 2);
      tree.fixed(MDNS_CLASS_FIELDS.cacheFlush, name.end + 2);
    } else {
      tree.add(RECORD.class, code, name.end + 2, 2);
    }
    const seconds = entry.timeToLive;
    tree.add(RECORD.timeToLive, seconds, name.end + 4, 4, `Time to live: ${seconds} (${durationText(seconds)})`);
  }
  tree.add(RECORD.dataLength, dataLength, data - 2, 2);
  describeRecordData(tree, bytes, start, end, entry);
  tree.close();
}

/** What class and TTL of an OPT record mean (RFC 6891, section 6.1.3). @param at index of the class */
function describeExtension(tree: Tree, bytes: Uint8Array, at: number): void {
  const size = uint16(bytes, at);
  tree.add(RECORD.payloadSize, size, at, 2, `UDP payload size: ${size}`);
  tree.fixed(RECORD.extendedCode, at + 2);
  tree.fixed(RECORD.version, at + 2);
  tree.open(RECORD.options, tree.valueAt(RECORD.options, at + 2), at + 4, 2);
  tree.fixed(RECORD.dnssecOk, at + 2);
  tree.fixed(RECORD.reserved, at + 2);
  tree.close();
}
