import * as header from './frame-header.js';

/** Takes the frames of one direction piece by piece, as their bytes come. */
export interface FrameSink {
  /** The header at `bytes[at]` is complete; the decoder's fields describe the frame until the next one begins. */
  frameBegin(frame: FrameDecoder, bytes: Uint8Array, at: number): void;
  /** Payload bytes as they are on the wire, the first of them at {@link FrameDecoder.payloadOffset} of the payload. */
  framePayload(frame: FrameDecoder, bytes: Uint8Array, start: number, end: number): void;
  /** Payload bytes that the capture does not have. */
  frameMissing(frame: FrameDecoder, length: number): void;
  frameEnd(frame: FrameDecoder): void;
}

/**
 * Cuts the byte stream of one direction into frames (RFC 6455, section 5.2). Every input is a sequence of frames to it:
 * it judges nothing. Where the pieces of the input end makes no difference.
 */
export class FrameDecoder {
  fin = false;
  /** RSV1 as 4, RSV2 as 2, RSV3 as 1. */
  rsv = 0;
  opcode = 0;
  masked = false;
  /** As a big-endian 32-bit number; 0 when not masked. */
  maskingKey = 0;
  /** 2 … 14 bytes. */
  headerLength = 0;
  /** As the header says, in bytes. */
  payloadLength = 0;
  /** How much of the payload has come, or is known to be missing. */
  payloadOffset = 0;

  readonly #sink: FrameSink;
  #inPayload = false;
  /** A header whose first bytes came alone. */
  #partial: Uint8Array | undefined;
  #partialLength = 0;

  constructor(sink: FrameSink) {
    this.#sink = sink;
  }

  /** Whether the next byte begins a frame. */
  get atBoundary(): boolean {
    return !this.#inPayload && this.#partialLength === 0;
  }

  /** Whether a part of a header has come. */
  get inHeader(): boolean {
    return this.#partialLength > 0;
  }

  /** Bytes that have come of a header that is not complete. */
  get headerSoFar(): number {
    return this.#partialLength;
  }

  /** Bytes of the present frame's payload that are still to come; 0 between frames and inside a header. */
  get remaining(): number {
    return this.#inPayload ? this.payloadLength - this.payloadOffset : 0;
  }

  push(bytes: Uint8Array, start: number, end: number): void {
    let at = start;
    while (at < end) {
      if (this.#inPayload) {
        at = this.#payload(bytes, at, end);
      } else if (this.#partialLength === 0 && end - at >= 2 && end - at >= header.headerLength(bytes, at)) {
        const length = header.headerLength(bytes, at);
        this.#begin(bytes, at, length);
        at += length;
      } else {
        at = this.#gather(bytes, at, end);
      }
    }
  }

  #payload(bytes: Uint8Array, at: number, end: number): number {
    const piece = Math.min(end - at, this.payloadLength - this.payloadOffset);
    this.#sink.framePayload(this, bytes, at, at + piece);
    this.payloadOffset += piece;
    if (this.payloadOffset === this.payloadLength) this.#end();
    return at + piece;
  }

  /** Takes one byte of a header that is cut by the end of a piece. */
  #gather(bytes: Uint8Array, at: number, end: number): number {
    this.#partial ??= new Uint8Array(header.MAX_HEADER_LENGTH);
    const partial = this.#partial;
    let index = at;
    while (index < end) {
      partial[this.#partialLength++] = bytes[index++] as number;
      if (this.#partialLength >= 2 && this.#partialLength === header.headerLength(partial, 0)) {
        const length = this.#partialLength;
        this.#partialLength = 0;
        this.#partial = undefined;
        this.#begin(partial, 0, length);
        break;
      }
    }
    return index;
  }

  #begin(bytes: Uint8Array, at: number, length: number): void {
    this.fin = header.fin(bytes, at);
    this.rsv = header.rsv(bytes, at);
    this.opcode = header.opcode(bytes, at);
    this.masked = header.masked(bytes, at);
    this.headerLength = length;
    this.maskingKey = this.masked ? header.maskingKey(bytes, at, length) : 0;
    this.payloadLength = header.payloadLength(bytes, at);
    this.payloadOffset = 0;
    this.#inPayload = true;
    this.#sink.frameBegin(this, bytes, at);
    if (this.payloadLength === 0) this.#end();
  }

  #end(): void {
    this.#inPayload = false;
    this.#sink.frameEnd(this);
  }

  /**
   * Steps over bytes that the capture does not have.
   * @returns false where the hole goes beyond the present frame, so that it is not known where the next one begins
   */
  gap(length: number): boolean {
    const remaining = this.remaining;
    if (remaining === 0 || length > remaining) return false;
    this.#sink.frameMissing(this, length);
    this.payloadOffset += length;
    if (this.payloadOffset === this.payloadLength) this.#end();
    return true;
  }

  /** Forgets the present frame: the next byte is taken as the first of a header. */
  reset(): void {
    this.#inPayload = false;
    this.#partialLength = 0;
    this.#partial = undefined;
  }
}
