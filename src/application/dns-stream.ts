import type { BufferBudget } from '../buffer-budget.js';
import { uint16 } from '../byte-order.js';
import { TCP_LENGTH_SIZE } from './dns-message.js';

/** Takes a message that is whole: `bytes[start … end)`, valid only during the call. */
export type TakeDnsMessage = (bytes: Uint8Array, start: number, end: number) => void;

const NONE = new Uint8Array(0);

/**
 * Cuts what one side of a TCP connection sends into messages of DNS (RFC 1035, section 4.2.2: each stands behind its
 * length). It holds one message at most, 64 KiB, and that only where it came in pieces.
 */
export class DnsStream {
  readonly #take: TakeDnsMessage;
  readonly #budget: BufferBudget;
  /** The length and what has come of a message that is not whole. */
  #held = NONE;
  #heldLength = 0;
  /** No message can be found any more: bytes are missing, or there was no memory for one. */
  #lost = false;

  constructor(take: TakeDnsMessage, budget: BufferBudget) {
    this.#take = take;
    this.#budget = budget;
  }

  push(bytes: Uint8Array, start: number, end: number): void {
    let at = start;
    while (at < end && !this.#lost) at = this.#heldLength > 0 ? this.#fill(bytes, at, end) : this.#next(bytes, at, end);
  }

  /** Takes a message in place, or begins to hold it. */
  #next(bytes: Uint8Array, at: number, end: number): number {
    const message = at + TCP_LENGTH_SIZE;
    if (message > end || message + uint16(bytes, at) > end) return this.#hold(bytes, at, end);
    const messageEnd = message + uint16(bytes, at);
    this.#take(bytes, message, messageEnd);
    return messageEnd;
  }

  /** Adds to the held message, and takes it where it is whole. */
  #fill(bytes: Uint8Array, at: number, end: number): number {
    const wanted = this.#heldLength < TCP_LENGTH_SIZE ? TCP_LENGTH_SIZE : TCP_LENGTH_SIZE + uint16(this.#held, 0);
    const pieceEnd = Math.min(end, at + wanted - this.#heldLength);
    this.#hold(bytes, at, pieceEnd);
    if (this.#lost || this.#heldLength < TCP_LENGTH_SIZE) return pieceEnd;
    if (this.#heldLength === TCP_LENGTH_SIZE + uint16(this.#held, 0)) {
      this.#take(this.#held, TCP_LENGTH_SIZE, this.#heldLength);
      this.close();
    }
    return pieceEnd;
  }

  #hold(bytes: Uint8Array, at: number, end: number): number {
    const needed = this.#heldLength + end - at;
    if (needed > this.#held.length) {
      const length = Math.max(needed, this.#held.length * 2);
      if (!this.#budget.reserve(length - this.#held.length)) {
        this.gap();
        return end;
      }
      const grown = new Uint8Array(length);
      grown.set(this.#held.subarray(0, this.#heldLength));
      this.#held = grown;
    }
    this.#held.set(bytes.subarray(at, end), this.#heldLength);
    this.#heldLength = needed;
    return end;
  }

  /** Bytes are not in the capture: where the next message begins is not known. */
  gap(): void {
    this.close();
    this.#lost = true;
  }

  /** Gives back what is held. */
  close(): void {
    this.#budget.release(this.#held.length);
    this.#held = NONE;
    this.#heldLength = 0;
  }
}
