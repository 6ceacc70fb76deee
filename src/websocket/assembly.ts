import type { BufferBudget } from '../buffer-budget.js';
import { unmask } from './unmask.js';

/** Largest buffer a first piece can ask for, in multiples of the piece: headers promise what never comes. */
const MAX_FORESIGHT = 16;
const MIN_CAPACITY = 1024;

/** The payload and the frames of a message that is still coming. */
export class Assembly {
  opcode = 0;
  /** RSV1 of its first frame: the message is compressed, if that was negotiated (RFC 7692, section 6). */
  rsv1 = false;
  /** Packet in which it begins. */
  firstPacket = 0;
  frames = 0;
  /** Payload bytes on the wire so far, missing ones included. */
  wireLength = 0;
  /** Bytes the capture does not have. */
  missing = 0;
  /** Bytes beyond the limit, which were not kept. */
  dropped = 0;
  maskedFrames = 0;
  maskingKeys = new Int32Array(4);
  masked = new Uint8Array(4);
  /** The payload so far is `bytes[0 … length)`, unmasked. */
  bytes: Uint8Array = NO_BYTES;
  length = 0;

  readonly #budget: BufferBudget;

  constructor(budget: BufferBudget) {
    this.#budget = budget;
  }

  /** Begins a message. */
  open(opcode: number, rsv1: boolean, packet: number): void {
    this.opcode = opcode;
    this.rsv1 = rsv1;
    this.firstPacket = packet;
    this.frames = 0;
    this.wireLength = 0;
    this.missing = 0;
    this.dropped = 0;
    this.maskedFrames = 0;
    this.length = 0;
  }

  addFrame(isMasked: boolean, maskingKey: number): void {
    const index = this.frames++;
    if (index === this.masked.length) {
      const keys = new Int32Array(index * 2);
      keys.set(this.maskingKeys);
      this.maskingKeys = keys;
      const masked = new Uint8Array(index * 2);
      masked.set(this.masked);
      this.masked = masked;
    }
    this.maskingKeys[index] = maskingKey;
    this.masked[index] = isMasked ? 1 : 0;
    if (isMasked) this.maskedFrames++;
  }

  /**
   * Adds payload bytes, unmasked on the way.
   * @param phase offset of the first byte in its frame's payload
   * @param expected bytes of the frame that are to come, this piece included
   * @param limit bytes of the message that are kept
   */
  append(
    source: Uint8Array,
    start: number,
    end: number,
    key: number,
    phase: number,
    expected: number,
    limit: number,
  ): void {
    const length = end - start;
    let kept = Math.min(length, Math.max(limit - this.length, 0));
    if (this.length + kept > this.bytes.length && !this.#grow(this.length + kept, length, expected, limit)) kept = 0;
    this.dropped += length - kept;
    if (kept === 0) return;
    if (key === 0) {
      if (kept < 64) {
        for (let i = 0; i < kept; i++) this.bytes[this.length + i] = source[start + i] as number;
      } else {
        this.bytes.set(source.subarray(start, start + kept), this.length);
      }
    } else {
      unmask(this.bytes, this.length, source, start, start + kept, key, phase);
    }
    this.length += kept;
  }

  #grow(needed: number, piece: number, expected: number, limit: number): boolean {
    const foreseen = Math.min(this.length + expected, needed + piece * MAX_FORESIGHT, limit);
    const capacity = Math.max(needed, foreseen, Math.min(this.bytes.length * 2, limit), MIN_CAPACITY);
    if (!this.#budget.reserve(capacity - this.bytes.length)) return false;
    const bytes = Buffer.allocUnsafeSlow(capacity);
    const plain = new Uint8Array(bytes.buffer, bytes.byteOffset, capacity);
    plain.set(this.bytes.subarray(0, this.length));
    this.bytes = plain;
    return true;
  }

  /** Gives the payload's memory back. */
  release(): void {
    this.#budget.release(this.bytes.length);
    this.bytes = NO_BYTES;
    this.length = 0;
  }
}

const NO_BYTES = new Uint8Array(0);
