import { opcodeName, replyCodeName } from './dns-codes.js';
import { recordDataText } from './dns-data.js';
import { DNS_HEADER_LENGTH, type DnsEntry, id, isResponse, opcode, replyCode, visitEntries } from './dns-message.js';
import { RecordType, recordTypeName } from './dns-types.js';
import { MAX_INFO_LENGTH, unfinished } from './info-column.js';

/** The high bit of a class in mDNS: a unicast answer is wished (RFC 6762, section 5.4), or the record is unique (10.2). */
export const MULTICAST_BIT = 0x8000;

/**
 * A message's line in the packet list: `Standard query response 0x1234 A example.com A 192.0.2.1`.
 * @param missing bytes of the message that were not captured
 * @param multicast the message is one of mDNS, whose classes have a bit of their own
 */
export function dnsInfo(bytes: Uint8Array, start: number, end: number, missing: number, multicast: boolean): string {
  if (end - start < DNS_HEADER_LENGTH) {
    return (end - start < 4 ? '' : headText(bytes, start, false)) + unfinished(missing);
  }
  let text = headText(bytes, start, true);
  let cut = false;
  const whole = visitEntries(bytes, start, end, (entry) => {
    text += ` ${recordTypeName(entry.type)}`;
    if (entry.section === 0) {
      text += questionText(entry, multicast);
    } else {
      if (multicast && entry.type !== RecordType.OPT && (entry.class & MULTICAST_BIT) !== 0) text += ', cache flush';
      const data = recordDataText(bytes, start, end, entry);
      cut = data === undefined;
      text += data ?? '';
    }
    return !cut && text.length < MAX_INFO_LENGTH;
  });
  return whole && !cut ? text : text + unfinished(missing);
}

function headText(bytes: Uint8Array, start: number, whole: boolean): string {
  const operation = opcode(bytes, start);
  const kind = opcodeName(operation) ?? `Unknown operation (${operation})`;
  const response = isResponse(bytes, start);
  const text = `${kind}${response ? ' response' : ''} 0x${id(bytes, start).toString(16).padStart(4, '0')}`;
  const code = replyCode(bytes, start);
  return whole && response && code !== 0 ? `${text} ${replyCodeName(code) ?? `Unknown error (${code})`}` : text;
}

function questionText({ name, class: code }: DnsEntry, multicast: boolean): string {
  if (!multicast) return ` ${name.text}`;
  return ` ${name.text}, ${(code & MULTICAST_BIT) !== 0 ? '"QU"' : '"QM"'} question`;
}
