import { concat, hex } from '../../fixtures/build/index.js';

/** A name without compression. */
export function name(text: string): Uint8Array {
  const labels = text === '' ? [] : text.split('.');
  return concat(...labels.map((label) => concat(Uint8Array.of(label.length), Buffer.from(label))), hex('00'));
}

export function question(owner: Uint8Array | string, type: number, code = 1): Uint8Array {
  return concat(typeof owner === 'string' ? name(owner) : owner, uint16(type), uint16(code));
}

export function resource(owner: Uint8Array | string, type: number, data: Uint8Array, code = 1): Uint8Array {
  return concat(question(owner, type, code), hex('0000003c'), uint16(data.length), data);
}

/** A message with the id 0x1234. @param sections questions, answers, authorities, additional */
export function dnsMessage(flags: number, ...sections: Uint8Array[][]): Uint8Array {
  const counts = [0, 1, 2, 3].map((section) => uint16(sections[section]?.length ?? 0));
  return concat(hex('1234'), uint16(flags), ...counts, ...sections.flat());
}

function uint16(value: number): Uint8Array {
  return Uint8Array.of(value >> 8, value & 0xff);
}
