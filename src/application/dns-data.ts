import { uint8, uint16 } from '../byte-order.js';
import { ipv4Text, ipv6Text } from '../field/bytes-text.js';
import { printable } from '../field/printable.js';
import type { DnsEntry } from './dns-message.js';
import { DnsName } from './dns-name.js';
import { RecordType } from './dns-types.js';

/** Types whose owner stands in the packet list in place of their data: MD, MF, MB, MG, MR, NULL, MINFO, RP … HIP. */
const OWNER_SHOWN: ReadonlySet<number> = new Set([
  3, 4, 7, 8, 9, 10, 14, 17, 18, 19, 20, 21, 22, 23, 26, 27, 42, 49, 51, 52, 55,
]);

const name = new DnsName();

/**
 * What the packet list says of a record's data, with a space before it: ` 192.0.2.1`, ` 10 mail.example`; nothing for
 * most types.
 * @returns undefined where the data are cut
 */
export function recordDataText(bytes: Uint8Array, start: number, end: number, record: DnsEntry): string | undefined {
  const { type, data } = record;
  if (record.dataLength === 0) return '';
  if (OWNER_SHOWN.has(type)) return ` ${record.name.text}`;
  switch (type) {
    case RecordType.A:
    case RecordType.WKS:
      return data + 4 > end ? undefined : ` ${ipv4Text(bytes, data)}`;
    case RecordType.AAAA:
      return data + 16 > end ? undefined : ` ${ipv6Text(bytes, data)}`;
    case RecordType.NS:
    case RecordType.CNAME:
    case RecordType.SOA:
    case RecordType.PTR:
    case RecordType.NXT:
    case RecordType.DNAME:
    case RecordType.NSEC:
      return nameText(bytes, start, end, data, '');
    case RecordType.MX:
    case RecordType.KX:
      return data + 2 > end ? undefined : nameText(bytes, start, end, data + 2, ` ${uint16(bytes, data)}`);
    case RecordType.SRV:
      return data + 6 > end ? undefined : nameText(bytes, start, end, data + 6, serviceText(bytes, data));
    case RecordType.HINFO:
      return hostText(bytes, end, data);
    case RecordType.NAPTR:
      return authorityText(bytes, end, data);
    default:
      return '';
  }
}

function nameText(bytes: Uint8Array, start: number, end: number, at: number, before: string): string | undefined {
  return name.read(bytes, start, end, at) ? `${before} ${name.text}` : undefined;
}

/** Priority, weight and port of an SRV record (RFC 2782). */
function serviceText(bytes: Uint8Array, at: number): string {
  return ` ${uint16(bytes, at)} ${uint16(bytes, at + 2)} ${uint16(bytes, at + 4)}`;
}

/** CPU and operating system of an HINFO record (RFC 1035, section 3.3.2). */
function hostText(bytes: Uint8Array, end: number, at: number): string | undefined {
  const cpu = characterString(bytes, end, at);
  if (cpu === undefined) return undefined;
  const system = characterString(bytes, end, at + 1 + uint8(bytes, at));
  return system === undefined ? undefined : ` ${cpu} ${system}`;
}

/** Order, preference and flags of a NAPTR record (RFC 3403, section 4.1). */
function authorityText(bytes: Uint8Array, end: number, at: number): string | undefined {
  if (at + 4 > end) return undefined;
  const flags = characterString(bytes, end, at + 4);
  return flags === undefined ? undefined : ` ${uint16(bytes, at)} ${uint16(bytes, at + 2)} ${flags}`;
}

/** A length and as many bytes (RFC 1035, section 3.3). */
function characterString(bytes: Uint8Array, end: number, at: number): string | undefined {
  if (at >= end) return undefined;
  const behind = at + 1 + uint8(bytes, at);
  return behind > end ? undefined : printable(Buffer.from(bytes.subarray(at + 1, behind)).toString('utf8'));
}
