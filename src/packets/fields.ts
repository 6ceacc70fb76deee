import { DHCP_FIELDS, DHCP_OPTION_FIELDS } from '../application/dhcp-fields.js';
import { DNS_FIELDS, DNS_RECORD_FIELDS, MDNS_CLASS_FIELDS } from '../application/dns-fields.js';
import { EXPERT_FIELDS } from '../field/expert.js';
import { type Field, protocolOf } from '../field/field.js';
import { FieldRegistry } from '../field/registry.js';
import {
  DATA_FIELDS,
  FORM_FIELDS,
  JSON_FIELDS,
  MEDIA_FIELDS,
  MULTIPART_FIELDS,
  TEXT_LINES_FIELDS,
  XML_FIELDS,
} from '../http/content-fields.js';
import { HEADER_FIELDS, HTTP_FIELDS } from '../http/message-fields.js';
import { LINK_FIELDS, NET_FIELDS } from '../net/descriptions.js';
import { TCP_ANALYSIS_FIELDS, TCP_REMARK_FIELDS } from '../tcp/describe-analysis.js';
import { TCP_FIELDS, TCP_OPTION_FIELDS } from '../tcp/fields.js';
import {
  TLS_ALERT_FIELDS,
  TLS_EXTENSION_FIELDS,
  TLS_FIELDS,
  TLS_HANDSHAKE_FIELDS,
  TLS_HELLO_FIELDS,
} from '../tls/fields.js';
import { WEBSOCKET_FIELDS } from '../websocket/frame-fields.js';
import type { DrawnPayloads } from './application.js';
import { FRAME_FIELDS, MALFORMED_FIELDS } from './frame-fields.js';

/** Every field that trees can have, the outermost layers' first. */
export const ALL_FIELDS: readonly Field[] = [
  ...tables(FRAME_FIELDS),
  ...LINK_FIELDS,
  ...NET_FIELDS,
  ...tables(TCP_FIELDS, TCP_OPTION_FIELDS, TCP_ANALYSIS_FIELDS),
  ...TCP_REMARK_FIELDS,
  ...tables(DNS_FIELDS, MDNS_CLASS_FIELDS, DNS_RECORD_FIELDS, DHCP_FIELDS, DHCP_OPTION_FIELDS),
  ...tables(TLS_FIELDS, TLS_ALERT_FIELDS, TLS_HANDSHAKE_FIELDS, TLS_HELLO_FIELDS, TLS_EXTENSION_FIELDS),
  ...tables(HTTP_FIELDS, HEADER_FIELDS),
  ...tables(WEBSOCKET_FIELDS, TEXT_LINES_FIELDS, JSON_FIELDS, XML_FIELDS, FORM_FIELDS, MULTIPART_FIELDS, MEDIA_FIELDS),
  ...tables(DATA_FIELDS, MALFORMED_FIELDS, EXPERT_FIELDS),
].filter(({ name }) => name !== '');

function tables(...all: readonly Readonly<Record<string, Field>>[]): Field[] {
  return all.flatMap((table) => Object.values(table));
}

/** Finds fields by the names that filters have for them. */
export function fieldRegistry(): FieldRegistry {
  return new FieldRegistry(ALL_FIELDS);
}

/** Protocols whose fields are all in a packet's own headers. */
const HEADERS: ReadonlySet<string> = new Set(
  ['frame', ...[...LINK_FIELDS, ...NET_FIELDS].map(protocolOf), 'tcp', 'udp', 'mdns', 'dhcp'].filter(
    (name) => name !== 'data' && name !== '_ws',
  ),
);

/** Fields of TCP that tell what several segments carry together. */
const OF_SEVERAL_SEGMENTS: ReadonlySet<Field> = new Set<Field>([
  TCP_FIELDS.segments,
  TCP_FIELDS.segment,
  TCP_FIELDS.segmentCount,
  TCP_FIELDS.segmentData,
  TCP_FIELDS.reassembledLength,
  TCP_FIELDS.reassembledData,
]);

/**
 * Protocols of what packets complete whose bytes have to be kept to draw the fields.
 * @returns all of them where only the whole tells a field
 */
export function payloadsOf(fields: Iterable<Field>): DrawnPayloads {
  const protocols = new Set<string>();
  for (const field of fields) {
    if (OF_SEVERAL_SEGMENTS.has(field)) return 'all';
    const protocol = protocolOf(field);
    if (!HEADERS.has(protocol)) protocols.add(protocol);
  }
  return protocols;
}
