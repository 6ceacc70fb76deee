import { hexText, ipv4Text, ipv6Text } from './bytes-text.js';
import type { Field, FieldValue } from './field.js';
import { localTimeText, secondsText } from './time-text.js';

const ADDRESS_LENGTHS: Readonly<Partial<Record<Field['type'], number>>> = { ether: 6, ipv4: 4, ipv6: 16 };

/**
 * A value as Wireshark's machine forms print it: `0x0800`, booleans as 1 and 0, no names and no units.
 * @param separator between the pairs of digits of bytes
 */
export function valueText(field: Field, value: FieldValue, separator: '' | ':' = ''): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (value instanceof Uint8Array) return bytesText(field, value, separator);
  if (field.type === 'absolute-time') return localTimeText(BigInt(value));
  if (field.type === 'relative-time') return secondsText(BigInt(value));
  return isHex(field) ? hexNumber(value, typeWidth(field) / 4) : String(value);
}

/** Bytes by what they are; an address of which not all bytes are there is bytes like any others. */
export function bytesText(field: Field, value: Uint8Array, separator: '' | ':'): string {
  if (value.length !== ADDRESS_LENGTHS[field.type]) return hexText(value, separator);
  if (field.type === 'ether') return hexText(value, ':');
  return field.type === 'ipv4' ? ipv4Text(value, 0) : ipv6Text(value, 0);
}

/** Whether a number stands in hex in machine forms. */
export function isHex({ base }: Field): boolean {
  return base === 'hex' || base === 'hex-dec';
}

/** Bits of the type that holds a number. */
export function typeWidth({ width, word, bits }: Field): number {
  return Math.ceil((width ?? word ?? bits?.[1] ?? 0) / 8) * 8;
}

/** `0x0800` */
export function hexNumber(value: number | bigint, digits: number): string {
  return `0x${value.toString(16).padStart(digits, '0')}`;
}
