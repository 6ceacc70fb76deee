import type { BufferBudget } from '../buffer-budget.js';
import { giveBuffer, takeBuffer } from './spare-buffers.js';
import { UnmaskTarget, unmask } from './unmask.js';

/** Largest buffer a first piece can ask for, in multiples of the piece: headers promise what never comes. */
const MAX_FORESIGHT = 16;
const MIN_CAPACITY = 512;

/** Frames whose keys there is room for at first, and what each one beyond costs, in bytes. */
const FIRST_KEYS = 4;
const KEY_COST = 5;

/** The payload and the frames of a message that is still coming. */
export class Assembly {
  opcode = 0;
  /** RSV1 of its first frame: the message is compressed, if that was negotiated (RFC 7692, section 6). */
  rsv1 = false;
  /** It continues a message whose beginning is not in the capture. */
  headless = false;
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
  maskingKeys: Int32Array = new Int32Array(FIRST_KEYS);
  masked: Uint8Array = new Uint8Array(FIRST_KEYS);
  length = 0;

  readonly #budget: BufferBudget;
  #buffer = NO_BUFFER;

  constructor(budget: BufferBudget) {
    this.#budget = budget;
  }

  /** The payload so far is `bytes[0 … length)`, unmasked. */
  get bytes(): Uint8Array {
    return this.#buffer.bytes;
  }

  /** Begins a message. */
  open(opcode: number, rsv1: boolean, headless: boolean, packet: number): void {
    this.opcode = opcode;
    this.rsv1 = rsv1;
    this.headless = headless;
    this.firstPacket = packet;
    this.frames = 0;
    this.wireLength = 0;
    this.missing = 0;
    this.dropped = 0;
    this.maskedFrames = 0;
    this.length = 0;
  }

  /** Counts a frame; its key is kept as long as the memory for all of them is granted. */
  addFrame(isMasked: boolean, maskingKey: number): void {
    const index = this.frames++;
    if (isMasked) this.maskedFrames++;
    if (index >= this.masked.length && !this.#growKeys()) return;
    this.maskingKeys[index] = maskingKey;
    this.masked[index] = isMasked ? 1 : 0;
  }

  #growKeys(): boolean {
    const count = this.masked.length;
    // Once refused, no later frame may take the place of one that was left out.
    if (this.frames > count + 1 || !this.#budget.reserve(count * KEY_COST)) return false;
    const keys = new Int32Array(count * 2);
    keys.set(this.maskingKeys);
    this.maskingKeys = keys;
    const masked = new Uint8Array(count * 2);
    masked.set(this.masked);
    this.masked = masked;
    return true;
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
    // Without a mask the key is 0, and this a copy.
    unmask(this.#buffer, this.length, source, start, start + kept, key, phase);
    this.length += kept;
  }

  #grow(needed: number, piece: number, expected: number, limit: number): boolean {
    const foreseen = Math.min(this.length + expected, needed + piece * MAX_FORESIGHT, limit);
    const capacity = Math.max(needed, foreseen, Math.min(this.bytes.length * 2, limit), MIN_CAPACITY);
    const buffer = takeBuffer(capacity);
    if (!this.#budget.reserve(buffer.bytes.length - this.bytes.length)) return false;
    buffer.bytes.set(this.bytes.subarray(0, this.length));
    giveBuffer(this.#buffer);
    this.#buffer = buffer;
    return true;
  }

  /** Gives its memory back: it is not to be used again. */
  release(): void {
    this.#budget.release(this.bytes.length + (this.masked.length - FIRST_KEYS) * KEY_COST);
    this.maskingKeys = NO_KEYS;
    this.masked = NO_BYTES;
    giveBuffer(this.#buffer);
    this.#buffer = NO_BUFFER;
    this.length = 0;
  }
}

const NO_BYTES = new Uint8Array(0);
const NO_BUFFER = new UnmaskTarget(NO_BYTES);
const NO_KEYS = new Int32Array(0);
