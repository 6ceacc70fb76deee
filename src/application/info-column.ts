/** The longest text of the Info column, in bytes; Wireshark cuts what is longer. */
export const MAX_INFO_LENGTH = 4095;

/** What the Info column ends in where a message ends too early. @param missing bytes that were not captured */
export function unfinished(missing: number): string {
  return missing > 0 ? '[Packet size limited during capture]' : '[Malformed Packet]';
}

/** The text as far as the column takes it. */
export function cutInfo(text: string): string {
  if (text.length * 3 <= MAX_INFO_LENGTH || Buffer.byteLength(text) <= MAX_INFO_LENGTH) return text;
  return Buffer.from(text).subarray(0, MAX_INFO_LENGTH).toString('utf8');
}

/** What the packet list says of a datagram. */
export interface Columns {
  readonly protocol: string;
  readonly info: string;
}
