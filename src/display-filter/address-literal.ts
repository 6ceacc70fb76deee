import type { Literal } from './operand.js';

const OCTET = String.raw`(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)`;
const OCTETS = new RegExp(String.raw`^${OCTET}(?:\.${OCTET}){3}$`);
const GROUP = /^[0-9a-f]{1,4}$/i;
const GROUPS = 8;

/** `192.0.2.1`, `192.0.2.0/24`. @returns how a message about the text goes on, where it is none */
export function readIpv4(text: string): Literal | string {
  const [address = '', prefix] = splitPrefix(text);
  const value = octets(address);
  if (value === undefined) return 'is no IPv4 address, such as 192.0.2.1 or 192.0.2.0/24';
  return withPrefix(Uint8Array.from(value), prefix);
}

/** `2001:db8::1`, `2001:db8::/32`, `::ffff:192.0.2.1` (RFC 4291, section 2.2). */
export function readIpv6(text: string): Literal | string {
  const [address = '', prefix] = splitPrefix(text);
  const value = parseIpv6(address);
  if (value === undefined) return 'is no IPv6 address, such as 2001:db8::1 or 2001:db8::/32';
  return withPrefix(value, prefix);
}

function splitPrefix(text: string): readonly [string, string?] {
  const slash = text.indexOf('/');
  return slash < 0 ? [text] : [text.slice(0, slash), text.slice(slash + 1)];
}

function withPrefix(value: Uint8Array, prefix: string | undefined): Literal | string {
  if (prefix === undefined) return { value };
  const bits = Number(prefix);
  if (!/^\d+$/.test(prefix) || bits > value.length * 8) return `has a prefix length beyond ${value.length * 8}`;
  return { value, prefix: bits };
}

function octets(text: string): readonly number[] | undefined {
  return OCTETS.test(text) ? text.split('.').map(Number) : undefined;
}

function parseIpv6(text: string): Uint8Array | undefined {
  const [head = '', tail, ...more] = text.split('::');
  if (more.length > 0) return undefined;
  const first = parseGroups(head, tail === undefined);
  const last = parseGroups(tail ?? '', true);
  if (first === undefined || last === undefined) return undefined;
  const missing = GROUPS - first.length - last.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...first, ...Array.from({ length: missing }, () => 0), ...last];
  return Uint8Array.from(groups.flatMap((group) => [group >> 8, group & 0xff]));
}

/** @param ends whether the address ends with them, so that they may end as an IPv4 address */
function parseGroups(text: string, ends: boolean): readonly number[] | undefined {
  if (text === '') return [];
  const parts = text.split(':');
  const last = ends ? octets(parts.at(-1) ?? '') : undefined;
  if (last !== undefined) parts.pop();
  if (!parts.every((part) => GROUP.test(part))) return undefined;
  const groups = parts.map((part) => Number.parseInt(part, 16));
  if (last === undefined) return groups;
  const [a = 0, b = 0, c = 0, d = 0] = last;
  return [...groups, (a << 8) | b, (c << 8) | d];
}
