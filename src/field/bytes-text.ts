import { uint8, uint16 } from '../byte-order.js';

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** @param separator between the pairs of digits */
export function hexText(bytes: Uint8Array, separator: '' | ':' = ''): string {
  if (separator === '') return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex');
  let text = '';
  for (let index = 0; index < bytes.length; index++) text += (index === 0 ? '' : separator) + HEX[uint8(bytes, index)];
  return text;
}

/** `192.0.2.1` */
export function ipv4Text(bytes: Uint8Array, at: number): string {
  return `${uint8(bytes, at)}.${uint8(bytes, at + 1)}.${uint8(bytes, at + 2)}.${uint8(bytes, at + 3)}`;
}

const GROUPS = 8;

/** As RFC 5952 writes it, with an IPv4-mapped address in mixed notation (section 5). */
export function ipv6Text(bytes: Uint8Array, at: number): string {
  const groups = Array.from({ length: GROUPS }, (_, group) => uint16(bytes, at + group * 2));
  if (groups[5] === 0xffff && groups.slice(0, 5).every((group) => group === 0)) {
    return `::ffff:${ipv4Text(bytes, at + 12)}`;
  }
  const [first, length] = longestZeros(groups);
  if (length < 2) return joined(groups);
  return `${joined(groups.slice(0, first))}::${joined(groups.slice(first + length))}`;
}

function joined(groups: readonly number[]): string {
  return groups.map((group) => group.toString(16)).join(':');
}

/** The first of the longest runs of zero groups (RFC 5952, section 4.2.3). @returns where it begins and its length */
function longestZeros(groups: readonly number[]): [first: number, length: number] {
  let longest: [number, number] = [0, 0];
  let run = 0;
  groups.forEach((group, index) => {
    run = group === 0 ? run + 1 : 0;
    if (run > longest[1]) longest = [index - run + 1, run];
  });
  return longest;
}
