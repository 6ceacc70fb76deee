/** Below this a loop over bytes is faster than setting up words. */
const SHORT = 16;

let sourceBytes: Uint8Array | undefined;
let sourceView: DataView = new DataView(new ArrayBuffer(0));
let targetBytes: Uint8Array | undefined;
let targetView: DataView = new DataView(new ArrayBuffer(0));

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/**
 * Writes `source[start … end)` unmasked to `target[at …)` (RFC 6455, section 5.3), a word at a time.
 * @param key the masking key as a big-endian 32-bit number
 * @param phase how many bytes of the frame's payload come before `start`; only its value modulo 4 counts
 */
export function unmask(
  target: Uint8Array,
  at: number,
  source: Uint8Array,
  start: number,
  end: number,
  key: number,
  phase: number,
): void {
  const turn = (phase & 3) * 8;
  const turned = turn === 0 ? key : (key << turn) | (key >>> (32 - turn));
  let from = start;
  let to = at;
  if (end - start >= SHORT) {
    if (source !== sourceBytes) {
      sourceBytes = source;
      sourceView = viewOf(source);
    }
    if (target !== targetBytes) {
      targetBytes = target;
      targetView = viewOf(target);
    }
    const input = sourceView;
    const output = targetView;
    for (const last = end - 8; from <= last; from += 8, to += 8) {
      output.setInt32(to, input.getInt32(from) ^ turned);
      output.setInt32(to + 4, input.getInt32(from + 4) ^ turned);
    }
  }
  for (let shift = 24; from < end; from++, to++, shift = (shift - 8) & 31) {
    target[to] = (source[from] as number) ^ (turned >>> shift);
  }
}
