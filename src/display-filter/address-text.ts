/** `192.0.2.1` */
export function ipv4Text(bytes: Uint8Array): string {
  return bytes.join('.');
}

/** `00:11:22:33:44:55` */
export function etherText(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(':');
}

/** Zero groups between colons or at an end. */
const ZEROS = /(?:^|:)0(?::0)+(?=:|$)/g;

/** As RFC 5952 writes it: the first of the longest runs of zeros is left out. */
export function ipv6Text(bytes: Uint8Array): string {
  const groups = Array.from({ length: 8 }, (_, index) => ((bytes[2 * index] ?? 0) << 8) | (bytes[2 * index + 1] ?? 0));
  const text = groups.map((group) => group.toString(16)).join(':');
  const runs = text.match(ZEROS) ?? [];
  const count = (run: string): number => run.split('0').length;
  const [first] = runs;
  if (first === undefined) return text;
  const longest = runs.reduce((best, run) => (count(run) > count(best) ? run : best), first);
  const at = text.indexOf(longest);
  return `${text.slice(0, at)}::${text.slice(at + longest.length).replace(/^:/, '')}`;
}
