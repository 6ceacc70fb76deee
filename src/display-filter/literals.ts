import { readIpv4, readIpv6 } from './address-literal.js';
import { readBytes } from './byte-literal.js';
import { fitting, readNumber } from './number-literal.js';
import { type Literal, type Target, typeText } from './operand.js';
import { readAbsoluteTime, readRelativeTime } from './time-literal.js';

/** Reads what stands without quotes as the target's type. @returns how a message about it goes on, where it is none */
export function readWord(text: string, target: Target): Literal | string {
  switch (target.type) {
    case 'boolean':
    case 'uint':
    case 'int':
    case 'uint64':
    case 'frame-number':
      return readNumber(text, target, false);
    case 'ipv4':
      return readIpv4(text);
    case 'ipv6':
      return readIpv6(text);
    case 'protocol':
    case 'ether':
    case 'bytes':
      return readBytes(text, target);
    case 'string':
      return { value: text };
    case 'absolute-time':
      return readAbsoluteTime(text);
    case 'relative-time':
      return readRelativeTime(text);
    case 'none':
      return `cannot be compared with ${target.name}, which has no value; ask for ${target.name} alone`;
  }
}

/** Reads a double-quoted string as the target's type. */
export function readString(bytes: Uint8Array, target: Target): Literal | string {
  const text = Buffer.from(bytes).toString();
  switch (target.type) {
    case 'boolean':
    case 'uint':
    case 'int':
    case 'uint64':
    case 'frame-number':
      return readNumber(text, target, true);
    case 'protocol':
    case 'bytes':
      return { value: bytes };
    case 'string':
      return { value: text };
    case 'absolute-time':
      return readAbsoluteTime(text);
    default:
      return `is text, and ${target.name} is ${typeText(target.type)}; write it without quotes`;
  }
}

/** Reads a character constant as the target's type. @param code 0 … 255 */
export function readCharacter(code: number, target: Target): Literal | string {
  switch (target.type) {
    case 'boolean':
    case 'uint':
    case 'int':
    case 'uint64':
    case 'frame-number':
      return fitting(BigInt(code), target);
    case 'protocol':
    case 'bytes':
      return { value: Uint8Array.of(code) };
    case 'string':
      return { value: String.fromCharCode(code) };
    default:
      return `is a character, and ${target.name} is ${typeText(target.type)}`;
  }
}
