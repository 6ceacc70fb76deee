import type { FieldTable } from '../field/field.js';

/** The addresses of an IPv4 packet; a source route has the final destination among its options. */
export const IPV4_ADDRESS_FIELDS = {
  source: { name: 'ip.src', label: 'Source Address', type: 'ipv4', bits: [96, 32] },
  address: { name: 'ip.addr', label: 'Source or Destination Address', type: 'ipv4' },
  sourceHost: { name: 'ip.src_host', label: 'Source Host', type: 'string' },
  host: { name: 'ip.host', label: 'Source or Destination Host', type: 'string' },
  destination: { name: 'ip.dst', label: 'Destination Address', type: 'ipv4', bits: [128, 32] },
  destinationHost: { name: 'ip.dst_host', label: 'Destination Host', type: 'string' },
  currentRoute: { name: 'ip.cur_rt', label: 'Current Route', type: 'ipv4' },
  currentRouteHost: { name: 'ip.cur_rt_host', label: 'Current Route Host', type: 'string' },
} as const satisfies FieldTable;
