import { bitPicture as picture } from '../field/bit-picture.js';

/**
 * How a line begins that pictures the bits of a field within the word they stand in: `.... 0101 = `.
 * @param before bits of the word before the field
 * @param length of the field in bits
 * @param word bits of the word, a multiple of four
 */
export function bitPicture(value: number, before: number, length: number, word: number): string {
  return `${picture({ word, before, length }, value)} = `;
}
