import { uint16, uint32 } from '../byte-order.js';
import { DnsName } from './dns-name.js';

/** RFC 1035, section 4.1.1, in bytes. */
export const DNS_HEADER_LENGTH = 12;

/** Over TCP a message stands behind its length (RFC 1035, section 4.2.2), in bytes. */
export const TCP_LENGTH_SIZE = 2;

/** dns.id */
export function id(bytes: Uint8Array, at: number): number {
  return uint16(bytes, at);
}

/** dns.flags: all sixteen bits */
export function flags(bytes: Uint8Array, at: number): number {
  return uint16(bytes, at + 2);
}

/** dns.flags.response */
export function isResponse(bytes: Uint8Array, at: number): boolean {
  return (flags(bytes, at) & 0x8000) !== 0;
}

/** dns.flags.opcode, 0 … 15 */
export function opcode(bytes: Uint8Array, at: number): number {
  return (flags(bytes, at) >> 11) & 0x0f;
}

/** dns.flags.rcode, 0 … 15 */
export function replyCode(bytes: Uint8Array, at: number): number {
  return flags(bytes, at) & 0x0f;
}

/** dns.count.queries */
export function questionCount(bytes: Uint8Array, at: number): number {
  return uint16(bytes, at + 4);
}

/** How many records a section has: 0 answers, 1 authority, 2 additional. */
export function recordCount(bytes: Uint8Array, at: number, section: number): number {
  return uint16(bytes, at + 6 + section * 2);
}

/** Messages with more records than these are not looked for on a port of no known use. */
const MAX_ANSWERS = 100;
const MAX_OTHERS = 10;

/** Whether bytes on a port of no known use can be a message: a query of one question, or an answer to one. */
export function looksLikeDns(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start <= DNS_HEADER_LENGTH || opcode(bytes, start) !== 0) return false;
  const questions = questionCount(bytes, start);
  const answers = recordCount(bytes, start, 0);
  const authorities = recordCount(bytes, start, 1);
  const additional = recordCount(bytes, start, 2);
  if (questions > 1 || authorities > MAX_OTHERS || additional > MAX_OTHERS) return false;
  if (isResponse(bytes, start)) return answers <= MAX_ANSWERS;
  return questions === 1 && answers === 0 && authorities === 0;
}

/** Where a question or a record stands. The same object serves all of them. */
export class DnsEntry {
  /** 0 questions, 1 answers, 2 authorities, 3 additional. */
  section = 0;
  /** Index of its first byte, the name's. */
  start = 0;
  readonly name = new DnsName();
  type = 0;
  /** The class, with the bit that mDNS gives a meaning of its own. */
  class = 0;
  /** Seconds; of records only. */
  timeToLive = 0;
  /** Index of the data; of a question the index behind it. */
  data = 0;
  /** Length of the data in bytes as the record says. */
  dataLength = 0;
}

/** Takes questions and records in turn. @returns false to see no more of them */
export type VisitEntry = (entry: DnsEntry) => boolean;

const entry = new DnsEntry();

/**
 * Goes through the questions and records of a message (RFC 1035, sections 4.1.2 and 4.1.3).
 * @param start index of the message's header, which is whole
 * @returns false where the message ends before its last record
 */
export function visitEntries(bytes: Uint8Array, start: number, end: number, visit: VisitEntry): boolean {
  let at = start + DNS_HEADER_LENGTH;
  for (let section = 0; section < 4; section++) {
    const count = uint16(bytes, start + 4 + section * 2);
    for (let index = 0; index < count; index++) {
      entry.section = section;
      if (!readEntry(bytes, start, end, at)) return false;
      if (!visit(entry)) return true;
      at = entry.data + entry.dataLength;
      if (at > end) return false;
    }
  }
  return true;
}

function readEntry(bytes: Uint8Array, start: number, end: number, at: number): boolean {
  entry.start = at;
  if (!entry.name.read(bytes, start, end, at)) return false;
  const fixed = entry.name.end;
  const isRecord = entry.section > 0;
  if (fixed + (isRecord ? 10 : 4) > end) return false;
  entry.type = uint16(bytes, fixed);
  entry.class = uint16(bytes, fixed + 2);
  entry.timeToLive = isRecord ? uint32(bytes, fixed + 4) : 0;
  entry.dataLength = isRecord ? uint16(bytes, fixed + 8) : 0;
  entry.data = fixed + (isRecord ? 10 : 4);
  return true;
}
