import type { Field } from '../field/field.js';
import type { Tree } from '../field/tree.js';
import { formatAddress } from './address.js';

/** Fields of one address: itself, the one that stands for source and destination alike, and both as a host's name. */
export type AddressFields = readonly [own: Field, either: Field, host: Field, eitherHost: Field];

/**
 * Adds an IP address, and the items that only filters see. Names are not resolved: a host's name is its address.
 * @param text of the visible item, where it is more than label and address
 */
export function addAddress(
  tree: Tree,
  bytes: Uint8Array,
  version: 4 | 6,
  fields: AddressFields,
  at: number,
  text?: string,
): void {
  const length = version === 4 ? 4 : 16;
  const [own, either, host, eitherHost] = fields;
  const value = bytes.subarray(at, at + length);
  const name = formatAddress(bytes, at, version);
  tree.add(own, value, at, length, text);
  tree.hidden(either, value, at, length);
  tree.hidden(host, name, at, length);
  tree.hidden(eitherHost, name, at, length);
}
