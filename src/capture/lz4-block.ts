/** How far back a match can refer (LZ4 block format), in bytes. */
export const LZ4_WINDOW = 65_536;
const MIN_MATCH = 4;
/** A length of 15 in the token is continued in further bytes, as long as they are 255. */
const LENGTH_GOES_ON = 15;

/**
 * Decodes one block in LZ4's block format into `out`, from `at` on. Matches may refer to what stands in `out` before.
 * @param from first byte of `out` that a match may refer to
 * @param limit index in `out` that is not written to
 * @returns the index behind what was written, or its complement (`~index`) where the block is cut or damaged there
 */
export function decodeLz4Block(
  block: Uint8Array,
  start: number,
  end: number,
  out: Uint8Array,
  at: number,
  from: number,
  limit: number,
): number {
  let input = start;
  let output = at;
  for (;;) {
    if (input >= end) return ~output;
    const token = block[input++] as number;
    let literals = token >>> 4;
    if (literals === LENGTH_GOES_ON) {
      let more = 255;
      while (more === 255 && input < end) {
        more = block[input++] as number;
        literals += more;
      }
    }
    if (literals > end - input || literals > limit - output) return ~output;
    if (literals < 32) for (const to = output + literals; output < to; ) out[output++] = block[input++] as number;
    else {
      out.set(block.subarray(input, input + literals), output);
      input += literals;
      output += literals;
    }
    // The last sequence is literals only.
    if (input === end) return output;
    if (end - input < 2) return ~output;
    const distance = (block[input] as number) | ((block[input + 1] as number) << 8);
    input += 2;
    let length = token & 15;
    if (length === LENGTH_GOES_ON) {
      let more = 255;
      while (more === 255 && input < end) {
        more = block[input++] as number;
        length += more;
      }
    }
    length += MIN_MATCH;
    let match = output - distance;
    if (distance === 0 || match < from || length > limit - output) return ~output;
    const to = output + length;
    if (length < 64 || distance < length) while (output < to) out[output++] = out[match++] as number;
    else {
      out.copyWithin(output, match, match + length);
      output = to;
    }
  }
}
