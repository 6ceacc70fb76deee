import type { Field, FieldTable } from '../field/field.js';
import { opcodeName, replyCodeName } from './dns-codes.js';
import { flags, id, isResponse, opcode, questionCount, recordCount, replyCode } from './dns-message.js';
import { className, recordTypeLongName } from './dns-types.js';

/** The flags are pictured as one word. */
const FLAGS_WORD = 16;

/** @param bit counted from the message's first one */
function flag(name: string, label: string, bit: number, whenTrue: string, whenFalse: string): Field {
  return { name, label, type: 'boolean', bits: [bit, 1], word: FLAGS_WORD, truth: [whenTrue, whenFalse] };
}

/** @param section 0 answers, 1 authorities, 2 additional */
function count(name: string, label: string, section: number): Field {
  const read = (bytes: Uint8Array, at: number): number => recordCount(bytes, at, section);
  return { name, label, type: 'uint', bits: [48 + section * 16, 16], read };
}

/** The header of a message (RFC 1035, section 4.1.1), and its question. */
export const DNS_FIELDS = {
  protocol: { name: 'dns', label: 'Domain Name System', type: 'protocol' },
  multicast: { name: 'mdns', label: 'Multicast Domain Name System', type: 'protocol' },
  linkLocal: { name: 'llmnr', label: 'Link-local Multicast Name Resolution', type: 'protocol' },
  length: { name: 'dns.length', label: 'Length', type: 'uint', width: 16 },
  id: { name: 'dns.id', label: 'Transaction ID', type: 'uint', base: 'hex', bits: [0, 16], read: id },
  flags: { name: 'dns.flags', label: 'Flags', type: 'uint', base: 'hex', bits: [16, 16], read: flags },
  response: {
    ...flag('dns.flags.response', 'Response', 16, 'Message is a response', 'Message is a query'),
    read: isResponse,
  },
  opcode: {
    name: 'dns.flags.opcode',
    label: 'Opcode',
    type: 'uint',
    bits: [17, 4],
    word: FLAGS_WORD,
    read: opcode,
    names: opcodeName,
  },
  authoritative: flag(
    'dns.flags.authoritative',
    'Authoritative',
    21,
    'Server is an authority for domain',
    'Server is not an authority for domain',
  ),
  conflict: flag('dns.flags.conflict', 'Conflict', 21, 'The name is not considered unique', 'None'),
  tentative: flag('dns.flags.tentative', 'Tentative', 23, 'Tentative', 'Not tentative'),
  truncated: flag('dns.flags.truncated', 'Truncated', 22, 'Message is truncated', 'Message is not truncated'),
  recursionDesired: flag(
    'dns.flags.recdesired',
    'Recursion desired',
    23,
    'Do query recursively',
    "Don't do query recursively",
  ),
  recursionAvailable: flag(
    'dns.flags.recavail',
    'Recursion available',
    24,
    'Server can do recursive queries',
    "Server can't do recursive queries",
  ),
  reserved: flag('dns.flags.z', 'Z', 25, 'reserved - incorrect!', 'reserved (0)'),
  authenticated: flag(
    'dns.flags.authenticated',
    'Answer authenticated',
    26,
    'Answer/authority portion was authenticated by the server',
    'Answer/authority portion was not authenticated by the server',
  ),
  authenticWished: flag('dns.flags.authenticated', 'AD bit', 26, 'Set', 'Not set'),
  checkingDisabled: flag('dns.flags.checkdisable', 'Non-authenticated data', 27, 'Acceptable', 'Unacceptable'),
  replyCode: {
    name: 'dns.flags.rcode',
    label: 'Reply code',
    type: 'uint',
    bits: [28, 4],
    word: FLAGS_WORD,
    read: replyCode,
    names: replyCodeName,
  },
  questions: { name: 'dns.count.queries', label: 'Questions', type: 'uint', bits: [32, 16], read: questionCount },
  answers: count('dns.count.answers', 'Answer RRs', 0),
  authorities: count('dns.count.auth_rr', 'Authority RRs', 1),
  additional: count('dns.count.add_rr', 'Additional RRs', 2),
  zones: { name: 'dns.count.zones', label: 'Zones', type: 'uint', bits: [32, 16], read: questionCount },
  prerequisites: count('dns.count.prerequisites', 'Prerequisites', 0),
  updates: count('dns.count.updates', 'Updates', 1),
  questionName: { name: 'dns.qry.name', label: 'Name', type: 'string' },
  questionNameLength: { name: 'dns.qry.name.len', label: 'Name Length', type: 'uint', width: 16 },
  labelCount: { name: 'dns.count.labels', label: 'Label Count', type: 'uint', width: 16 },
  questionType: { name: 'dns.qry.type', label: 'Type', type: 'uint', width: 16, names: recordTypeLongName },
  questionClass: {
    name: 'dns.qry.class',
    label: 'Class',
    type: 'uint',
    base: 'hex',
    width: 16,
    names: className,
  },
} as const satisfies FieldTable;

/** What mDNS makes of a class (RFC 6762, sections 5.4 and 10.2); the bits are those of the class itself. */
export const MDNS_CLASS_FIELDS = {
  questionClass: {
    name: 'dns.qry.class',
    label: 'Class',
    type: 'uint',
    base: 'hex',
    bits: [1, 15],
    word: 16,
    names: className,
  },
  unicast: { name: 'dns.qry.qu', label: '"QU" question', type: 'boolean', bits: [0, 1], word: 16 },
  recordClass: {
    name: 'dns.resp.class',
    label: 'Class',
    type: 'uint',
    base: 'hex',
    bits: [1, 15],
    word: 16,
    names: className,
  },
  cacheFlush: { name: 'dns.resp.cache_flush', label: 'Cache flush', type: 'boolean', bits: [0, 1], word: 16 },
} as const satisfies FieldTable;

/** Resource records (RFC 1035, section 3.2.1); the bits of OPT's fields (RFC 6891, section 6.1.3) are those of its TTL. */
export const DNS_RECORD_FIELDS = {
  name: { name: 'dns.resp.name', label: 'Name', type: 'string' },
  type: { name: 'dns.resp.type', label: 'Type', type: 'uint', width: 16, names: recordTypeLongName },
  class: { name: 'dns.resp.class', label: 'Class', type: 'uint', base: 'hex', width: 16, names: className },
  timeToLive: { name: 'dns.resp.ttl', label: 'Time to live', type: 'uint', width: 32 },
  dataLength: { name: 'dns.resp.len', label: 'Data length', type: 'uint', width: 16 },
  payloadSize: { name: 'dns.rr.udp_payload_size', label: 'UDP payload size', type: 'uint', base: 'hex', width: 16 },
  extendedCode: {
    name: 'dns.resp.ext_rcode',
    label: 'Higher bits in extended RCODE',
    type: 'uint',
    base: 'hex',
    bits: [0, 8],
  },
  version: { name: 'dns.resp.edns0_version', label: 'EDNS0 version', type: 'uint', bits: [8, 8] },
  options: { name: 'dns.resp.z', label: 'Z', type: 'uint', base: 'hex', bits: [16, 16] },
  dnssecOk: {
    name: 'dns.resp.z.do',
    label: 'DO bit',
    type: 'boolean',
    bits: [16, 1],
    word: 16,
    truth: ['Accepts DNSSEC security RRs', 'Cannot handle DNSSEC security RRs'],
  },
  reserved: { name: 'dns.resp.z.reserved', label: 'Reserved', type: 'uint', base: 'hex', bits: [17, 15], word: 16 },
  address: { name: 'dns.a', label: 'Address', type: 'ipv4' },
  ipv6Address: { name: 'dns.aaaa', label: 'AAAA Address', type: 'ipv6' },
  nameServer: { name: 'dns.ns', label: 'Name Server', type: 'string' },
  canonicalName: { name: 'dns.cname', label: 'CNAME', type: 'string' },
  pointer: { name: 'dns.ptr.domain_name', label: 'Domain Name', type: 'string' },
  dname: { name: 'dns.dname', label: 'Dname', type: 'string' },
  primary: { name: 'dns.soa.mname', label: 'Primary name server', type: 'string' },
  mailbox: { name: 'dns.soa.rname', label: "Responsible authority's mailbox", type: 'string' },
  serial: { name: 'dns.soa.serial_number', label: 'Serial Number', type: 'uint', width: 32 },
  refresh: { name: 'dns.soa.refresh_interval', label: 'Refresh Interval', type: 'uint', width: 32 },
  retry: { name: 'dns.soa.retry_interval', label: 'Retry Interval', type: 'uint', width: 32 },
  expire: { name: 'dns.soa.expire_limit', label: 'Expire limit', type: 'uint', width: 32 },
  minimum: { name: 'dns.soa.minimum_ttl', label: 'Minimum TTL', type: 'uint', width: 32 },
  mailPreference: { name: 'dns.mx.preference', label: 'Preference', type: 'uint', width: 16 },
  mailExchange: { name: 'dns.mx.mail_exchange', label: 'Mail Exchange', type: 'string' },
  textLength: { name: 'dns.txt.length', label: 'TXT Length', type: 'uint', width: 8 },
  text: { name: 'dns.txt', label: 'TXT', type: 'string' },
  priority: { name: 'dns.srv.priority', label: 'Priority', type: 'uint', width: 16 },
  weight: { name: 'dns.srv.weight', label: 'Weight', type: 'uint', width: 16 },
  port: { name: 'dns.srv.port', label: 'Port', type: 'uint', width: 16 },
  target: { name: 'dns.srv.target', label: 'Target', type: 'string' },
} as const satisfies FieldTable;
