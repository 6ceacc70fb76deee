import { isUtf8 } from 'node:buffer';
import { uint8, uint16, uint32 } from '../byte-order.js';
import * as header from './frame-header.js';
import { isControl, Opcode } from './opcode.js';
import { UnmaskTarget, unmask } from './unmask.js';

/**
 * How plausible it is that bytes are WebSocket frames. Evidence is counted in bits: how unlikely it is that other bytes
 * would look like this. A chain of frames is worth the sum of its frames.
 */

/** A legal first byte: FIN, RSV1 at most, a defined opcode, by the rules of fragmentation: 13 of 256. */
const FIRST_BYTE_BITS = 4;
const MASK_BIT_BITS = 1;
/** Longest part of a payload that is looked at for text. */
const TEXT_SAMPLE = 64;
const MAX_TEXT_BITS = 20;

const sample = new Uint8Array(TEXT_SAMPLE);
const sampleTarget = new UnmaskTarget(sample);

/** The mask bit that a run of frames must have: true for a client's, undefined where either will do. */
export type MaskRule = boolean | undefined;

/**
 * Evidence of the frame whose header is at `at`, from its header and as much of its payload as is there.
 * @param end index behind the bytes that are there; the whole header must be
 * @returns bits, or 0 where this is no legal frame
 */
export function frameEvidence(bytes: Uint8Array, at: number, end: number, mask: MaskRule): number {
  const first = uint8(bytes, at);
  const opcode = first & 0x0f;
  const rsv = (first >> 4) & 7;
  const fin = (first & 0x80) !== 0;
  if ((rsv & 3) !== 0 || (opcode > Opcode.BINARY && opcode < Opcode.CLOSE) || opcode > Opcode.PONG) return 0;
  if ((isControl(opcode) || opcode === Opcode.CONTINUATION) && rsv !== 0) return 0;
  const isMasked = header.masked(bytes, at);
  if (mask !== undefined && mask !== isMasked) return 0;
  const length = header.payloadLength(bytes, at);
  if (isControl(opcode) && (!fin || length > 125)) return 0;
  const form = uint8(bytes, at + 1) & 0x7f;
  let bits = FIRST_BYTE_BITS + MASK_BIT_BITS;
  if (form === 126 && length < 126) return 0;
  if (form === 127) {
    // Nobody sends a frame of 4 GB, so the length's upper half is zero.
    if (length <= 0xffff || uint32(bytes, at + 2) !== 0) return 0;
    bits += 20;
  }
  const headerLength = header.headerLength(bytes, at);
  const from = at + headerLength;
  const to = Math.min(from + length, end);
  if (opcode === Opcode.TEXT && rsv === 0) {
    const text = textEvidence(
      bytes,
      from,
      to,
      isMasked ? header.maskingKey(bytes, at, headerLength) : 0,
      from + length > end,
    );
    if (text < 0) return 0;
    bits += text;
  } else if (opcode === Opcode.CLOSE && length > 0) {
    if (length === 1) return 0;
    if (to - from >= 2) {
      const key = isMasked ? header.maskingKey(bytes, at, headerLength) >>> 16 : 0;
      const code = (uint16(bytes, from) ^ key) & 0xffff;
      if (code < 1000 || code >= 5000) return 0;
      bits += 4;
    }
  }
  return bits;
}

/** @returns bits for valid text without control characters; -1 where it is none */
function textEvidence(bytes: Uint8Array, from: number, to: number, key: number, cut: boolean): number {
  const length = Math.min(to - from, TEXT_SAMPLE);
  if (length <= 0) return 0;
  unmask(sampleTarget, 0, bytes, from, from + length, key, 0);
  let valid = isUtf8(sample.subarray(0, length));
  if (cut || length < to - from) {
    for (let less = 1; !valid && less <= 3 && less < length; less++) valid = isUtf8(sample.subarray(0, length - less));
  }
  if (!valid) return -1;
  for (let i = 0; i < length; i++) {
    const byte = sample[i] as number;
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) return 0;
  }
  return Math.min(length, MAX_TEXT_BITS);
}

/** Evidence of a frame of this form ending just where a segment ends: one length of all there are. */
export function fitEvidence(bytes: Uint8Array, at: number): number {
  return (uint8(bytes, at + 1) & 0x7f) < 126 ? 7 : 14;
}
