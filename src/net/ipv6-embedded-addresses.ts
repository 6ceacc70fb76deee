import { uint8, uint16 } from '../byte-order.js';
import type { Field, FieldTable, FieldValue } from '../field/field.js';
import type { Tree } from '../field/tree.js';
import type { HeaderSpan } from '../link/header-span.js';
import { IPV6_DESTINATION_OFFSET, IPV6_SOURCE_OFFSET } from './ipv6.js';

export const IPV6_EMBEDDED_FIELDS = {
  source6to4Gateway: { name: 'ipv6.src_6to4_gw_ipv4', label: 'Source 6to4 Gateway IPv4', type: 'ipv4' },
  source6to4Site: { name: 'ipv6.src_6to4_sla_id', label: 'Source 6to4 SLA ID', type: 'uint', width: 16 },
  destination6to4Gateway: { name: 'ipv6.dst_6to4_gw_ipv4', label: 'Destination 6to4 Gateway IPv4', type: 'ipv4' },
  destination6to4Site: { name: 'ipv6.dst_6to4_sla_id', label: 'Destination 6to4 SLA ID', type: 'uint', width: 16 },
  either6to4Gateway: { name: 'ipv6.6to4_gw_ipv4', label: '6to4 Gateway IPv4', type: 'ipv4' },
  either6to4Site: { name: 'ipv6.6to4_sla_id', label: '6to4 SLA ID', type: 'uint', width: 16 },
  sourceTeredoServer: { name: 'ipv6.src_ts_ipv4', label: 'Source Teredo Server IPv4', type: 'ipv4' },
  sourceTeredoPort: { name: 'ipv6.src_tc_port', label: 'Source Teredo Port', type: 'uint', width: 16 },
  sourceTeredoClient: { name: 'ipv6.src_tc_ipv4', label: 'Source Teredo Client IPv4', type: 'ipv4' },
  destinationTeredoServer: { name: 'ipv6.dst_ts_ipv4', label: 'Destination Teredo Server IPv4', type: 'ipv4' },
  destinationTeredoPort: { name: 'ipv6.dst_tc_port', label: 'Destination Teredo Port', type: 'uint', width: 16 },
  destinationTeredoClient: { name: 'ipv6.dst_tc_ipv4', label: 'Destination Teredo Client IPv4', type: 'ipv4' },
  eitherTeredoServer: { name: 'ipv6.ts_ipv4', label: 'Teredo Server IPv4', type: 'ipv4' },
  eitherTeredoPort: { name: 'ipv6.tc_port', label: 'Teredo Port', type: 'uint', width: 16 },
  eitherTeredoClient: { name: 'ipv6.tc_ipv4', label: 'Teredo Client IPv4', type: 'ipv4' },
  sourceMac: { name: 'ipv6.src_slaac_mac', label: 'Source SLAAC MAC', type: 'ether' },
  destinationMac: { name: 'ipv6.dst_slaac_mac', label: 'Destination SLAAC MAC', type: 'ether' },
  eitherMac: { name: 'ipv6.slaac_mac', label: 'SLAAC MAC', type: 'ether' },
} as const satisfies FieldTable;

const FIELDS = IPV6_EMBEDDED_FIELDS;

/** First 16 bits of 6to4 addresses (RFC 3056, section 2), and first 32 of Teredo's (RFC 4380, section 2.6). */
const PREFIX_6TO4 = 0x2002;
const PREFIX_TEREDO = 0x2001;

/** Where an interface identifier made of a MAC address stands, and what is in its middle (RFC 4291, appendix A). */
const INTERFACE_OFFSET = 8;
const EUI64_MIDDLE = 0xfffe;
const EUI64_MIDDLE_OFFSET = 11;
const UNIVERSAL_BIT = 0x02;

/** Tells what else the addresses of an IPv6 header say: IPv4 addresses of tunnels, MAC addresses. */
export function describeEmbeddedAddresses(tree: Tree, header: HeaderSpan): void {
  const { bytes, start } = header;
  const source = start + IPV6_SOURCE_OFFSET;
  const destination = start + IPV6_DESTINATION_OFFSET;
  describe6to4(tree, bytes, source, FIELDS.source6to4Gateway, FIELDS.source6to4Site);
  describe6to4(tree, bytes, destination, FIELDS.destination6to4Gateway, FIELDS.destination6to4Site);
  describeTeredo(tree, bytes, source, [FIELDS.sourceTeredoServer, FIELDS.sourceTeredoPort, FIELDS.sourceTeredoClient]);
  describeTeredo(tree, bytes, destination, [
    FIELDS.destinationTeredoServer,
    FIELDS.destinationTeredoPort,
    FIELDS.destinationTeredoClient,
  ]);
  describeMac(tree, bytes, source, FIELDS.sourceMac);
  describeMac(tree, bytes, destination, FIELDS.destinationMac);
}

/** An item, and one that filters know as that of either address. */
interface Found {
  readonly field: Field;
  readonly either: Field;
  readonly value: FieldValue;
  readonly at: number;
  readonly length: number;
}

function add(tree: Tree, found: readonly Found[]): void {
  for (const { field, value, at, length } of found) tree.generated(field, value, at, length);
  for (const { either, value, at, length } of found) tree.generated(either, value, at, length).hidden = true;
}

function describe6to4(tree: Tree, bytes: Uint8Array, at: number, gateway: Field, site: Field): void {
  if (uint16(bytes, at) !== PREFIX_6TO4) return;
  add(tree, [
    { field: gateway, either: FIELDS.either6to4Gateway, value: bytes.subarray(at + 2, at + 6), at: at + 2, length: 4 },
    { field: site, either: FIELDS.either6to4Site, value: uint16(bytes, at + 6), at: at + 6, length: 2 },
  ]);
}

function describeTeredo(tree: Tree, bytes: Uint8Array, at: number, fields: readonly [Field, Field, Field]): void {
  if (uint16(bytes, at) !== PREFIX_TEREDO || uint16(bytes, at + 2) !== 0) return;
  const [server, port, client] = fields;
  // Port and client are hidden from address translators by turning their bits over (RFC 4380, section 4).
  const clientAddress = bytes.subarray(at + 12, at + 16).map((octet) => ~octet);
  const clientPort = ~uint16(bytes, at + 10) & 0xffff;
  add(tree, [
    { field: server, either: FIELDS.eitherTeredoServer, value: bytes.subarray(at + 4, at + 8), at: at + 4, length: 4 },
    { field: port, either: FIELDS.eitherTeredoPort, value: clientPort, at: at + 10, length: 2 },
    { field: client, either: FIELDS.eitherTeredoClient, value: clientAddress, at: at + 12, length: 4 },
  ]);
}

function describeMac(tree: Tree, bytes: Uint8Array, at: number, field: Field): void {
  const identifier = at + INTERFACE_OFFSET;
  if (uint16(bytes, at + EUI64_MIDDLE_OFFSET) !== EUI64_MIDDLE) return;
  if ((uint8(bytes, identifier) & UNIVERSAL_BIT) === 0) return;
  const mac = Uint8Array.of(
    uint8(bytes, identifier) ^ UNIVERSAL_BIT,
    ...bytes.subarray(identifier + 1, identifier + 3),
    ...bytes.subarray(identifier + 5, identifier + 8),
  );
  add(tree, [{ field, either: FIELDS.eitherMac, value: mac, at: identifier, length: 8 }]);
}
