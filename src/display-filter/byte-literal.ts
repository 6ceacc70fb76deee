import type { Literal, Target } from './operand.js';

const ETHER_LENGTH = 6;

/** One byte as a hex number. */
const HEX_NUMBER = /^0x[0-9a-f]{1,2}$/i;

/** `00:11:22`, `0011.2233`, `00-11`, `0.1.0.d`, `0x47`. @returns undefined where it is none of them */
export function parseBytes(text: string): Uint8Array | undefined {
  if (HEX_NUMBER.test(text)) return Uint8Array.of(Number(text));
  const groups = text.split(/[:.-]/);
  const mixed = new Set(text.match(/[:.-]/g)).size > 1;
  if (mixed || !groups.every((group) => /^[0-9a-f]+$/i.test(group) && (group.length === 1 || group.length % 2 === 0))) {
    return undefined;
  }
  return Buffer.from(groups.map((group) => (group.length === 1 ? `0${group}` : group)).join(''), 'hex');
}

/** @returns how a message about the text goes on, where it is none */
export function readBytes(text: string, { type, name, partial }: Target): Literal | string {
  const value = parseBytes(text);
  if (type !== 'ether' || partial === true) {
    return value === undefined ? `is no string of bytes, such as 47:45:54 or "GET", as ${name} needs` : { value };
  }
  return value?.length === ETHER_LENGTH ? { value } : 'is no Ethernet address, such as 00:11:22:33:44:55';
}
