/** From this length on, what is not masked is copied by native code; below, calling it takes longer than the copy. */
const LONG = 512;

let sourceBytes: Uint8Array | undefined;
let sourceView: DataView = new DataView(new ArrayBuffer(0));

/** Bytes to unmask into, with a view of the same memory: making one takes longer than unmasking a short payload. */
export class UnmaskTarget {
  readonly view: DataView;

  constructor(readonly bytes: Uint8Array) {
    this.view = viewOf(bytes);
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/**
 * Writes `source[start … end)` unmasked to `target[at …)` (RFC 6455, section 5.3), words at a time.
 * @param key the masking key as a big-endian 32-bit number; 0 leaves the bytes as they are
 * @param phase how many bytes of the frame's payload come before `start`; only its value modulo 4 counts
 */
export function unmask(
  target: UnmaskTarget,
  at: number,
  source: Uint8Array,
  start: number,
  end: number,
  key: number,
  phase: number,
): void {
  if (key === 0 && end - start >= LONG) {
    target.bytes.set(source.subarray(start, end), at);
    return;
  }
  const turn = (phase & 3) * 8;
  const turned = turn === 0 ? key : (key << turn) | (key >>> (32 - turn));
  if (source !== sourceBytes) {
    sourceBytes = source;
    sourceView = viewOf(source);
  }
  const input = sourceView;
  const output = target.view;
  let from = start;
  let to = at;
  for (const last = end - 8; from <= last; from += 8, to += 8) {
    output.setInt32(to, input.getInt32(from) ^ turned);
    output.setInt32(to + 4, input.getInt32(from + 4) ^ turned);
  }
  for (let shift = 24; from < end; from++, to++, shift = (shift - 8) & 31) {
    output.setInt8(to, input.getInt8(from) ^ (turned >>> shift));
  }
}
