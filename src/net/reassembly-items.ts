import type { Field, FieldTable } from '../field/field.js';
import type { Tree } from '../field/tree.js';

/** A fragment of a datagram that was put together. */
export interface FragmentPart {
  /** Number of its packet. */
  readonly packet: number;
  /** Of its data in the datagram's, in bytes. */
  readonly position: number;
  readonly length: number;
}

/** Fields of a reassembly, under the names of the IP version. */
function reassemblyFields(filter: string, version: string, reassembledIn: string) {
  return {
    fragments: { name: `${filter}.fragments`, label: `${version} Fragments`, type: 'none' },
    fragment: { name: `${filter}.fragment`, label: `${version} Fragment`, type: 'frame-number' },
    count: { name: `${filter}.fragment.count`, label: 'Fragment count', type: 'uint', width: 32 },
    length: { name: `${filter}.reassembled.length`, label: `Reassembled ${version} length`, type: 'uint', width: 32 },
    data: { name: `${filter}.reassembled.data`, label: `Reassembled ${version} data`, type: 'bytes' },
    reassembledIn: { name: reassembledIn, label: `Reassembled ${version} in frame`, type: 'frame-number' },
  } as const satisfies FieldTable;
}

const IPV4 = reassemblyFields('ip', 'IPv4', 'ip.reassembled_in');
const IPV6 = reassemblyFields('ipv6', 'IPv6', 'ipv6.reassembled.in');

export const REASSEMBLY_FIELDS: readonly Field[] = [IPV4, IPV6].flatMap((table): Field[] => Object.values(table));

/**
 * Adds the fragments that a datagram was put together from, to the header that the last of them came with. To be called
 * while the datagram's data is the tree's source.
 * @param data of the datagram
 * @param at index of its first byte in the source's bytes
 */
export function addFragments(
  tree: Tree,
  version: 4 | 6,
  parts: readonly FragmentPart[],
  data: Uint8Array,
  at: number,
): void {
  const fields = version === 4 ? IPV4 : IPV6;
  const list = parts.map(({ packet, length }) => `#${packet}(${length})`).join(', ');
  const text = `${parts.length} ${fields.fragments.label} (${data.length} bytes): ${list}`;
  tree.openGenerated(fields.fragments, undefined, at, data.length, text);
  for (const { packet, position, length } of parts) {
    const range = `payload: ${position}-${position + length - 1} (${length} bytes)`;
    tree.generated(fields.fragment, packet, at + position, length, `Frame: ${packet}, ${range}`);
  }
  tree.generated(fields.count, parts.length, at, 0);
  tree.generated(fields.length, data.length, at, 0);
  tree.generated(fields.data, data, at, data.length);
  tree.close();
}

/** Adds the packet in which the datagram of a fragment became whole. */
export function addReassembledIn(tree: Tree, version: 4 | 6, packet: number, at: number): void {
  tree.generated(version === 4 ? IPV4.reassembledIn : IPV6.reassembledIn, packet, at, 0);
}
