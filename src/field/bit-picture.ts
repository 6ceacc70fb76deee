import type { Field } from './field.js';

/** Where the word stands that is pictured around a field. */
export interface PicturedWord {
  /** Bits of the word. */
  readonly word: number;
  /** Bits of the word before the field. */
  readonly before: number;
  /** Bits of the field. */
  readonly length: number;
}

/**
 * The word around a field that is not whole bytes. Words stand at multiples of their own size in a header; one of 12 bits
 * is the end of 16 (the flags of TCP). A field that such a word does not hold has its word begin at its first byte.
 */
export function picturedWord(field: Field): PicturedWord | undefined {
  if (field.bits === undefined) return undefined;
  const [offset, length] = field.bits;
  if (field.word === undefined && length % 8 === 0) return undefined;
  const word = field.word ?? Math.ceil(((offset & 7) + length) / 8) * 8;
  const container = Math.ceil(word / 8) * 8;
  const aligned = Math.floor(offset / container) * container;
  const begin = aligned + container < offset + length ? offset - (offset & 7) : aligned;
  const before = offset - begin - (container - word);
  return before < 0 || before + length > word ? undefined : { word, before, length };
}

/**
 * The bits of a field in their word: `.... 0101`.
 * @param value the number in the field's bits, 0 … 2^53 - 1
 */
export function bitPicture({ word, before, length }: PicturedWord, value: number): string {
  let picture = '';
  for (let bit = 0; bit < word; bit++) {
    if (bit > 0 && bit % 4 === 0) picture += ' ';
    const place = before + length - 1 - bit;
    if (bit < before || place < 0) picture += '.';
    else picture += Math.floor(value / 2 ** place) % 2 === 1 ? '1' : '0';
  }
  return picture;
}
