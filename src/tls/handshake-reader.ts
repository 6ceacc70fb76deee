import type { BufferBudget } from '../buffer-budget.js';
import {
  HANDSHAKE_HEADER_LENGTH,
  HandshakeType,
  handshakeLength,
  handshakeType,
  isEncrypted,
  JUDGED_LENGTH,
} from './handshake.js';

/** Takes the messages of one direction's handshake. */
export interface HandshakeSink {
  /** A message is complete. Of hellos `bytes[0 … end)` is what stands behind the header; of others it is empty. */
  message(type: number, bytes: Uint8Array, end: number): void;
  /** A record begins with a message of the type, and ends before the message does. */
  fragment(type: number): void;
  /** A record whose messages cannot be seen. */
  encrypted(): void;
}

/** Hellos up to this length are kept whole; of a longer one only the type is known. */
const MAX_HELLO_LENGTH = 0x1_0000;

/** A hello's first buffer, in bytes; it grows as its bytes come, whatever the header claims. */
const FIRST_BUFFER = 2048;

const NONE = new Uint8Array(0);

/**
 * Puts the handshake messages of one direction together from its handshake records (RFC 8446, section 5.1: a record may
 * hold several messages, a message may span several records). It holds one hello at most.
 */
export class HandshakeReader {
  readonly #sink: HandshakeSink;
  readonly #budget: BufferBudget;
  /** First bytes of a record or of a message, until they can be judged. */
  readonly #head = new Uint8Array(JUDGED_LENGTH);
  #headLength = 0;
  /** The present record holds messages. */
  #judged = false;
  /** The present record is encrypted, or cannot be followed. */
  #hidden = false;
  #recordLength = 0;
  /** The record's sender has sent ChangeCipherSpec. */
  #changed = false;
  /** The present record began with a new message, and none is complete in it. */
  #fresh = false;
  /** Bytes of the open message's body that are to come; -1 between messages. */
  #remaining = -1;
  #type = 0;
  #hello = NONE;
  #helloLength = 0;
  #helloKept = false;

  constructor(sink: HandshakeSink, budget: BufferBudget) {
    this.#sink = sink;
    this.#budget = budget;
  }

  /**
   * @param length of the record's fragment, in bytes
   * @param changed whether its sender sent ChangeCipherSpec, and encrypts handshake records from then on
   */
  recordBegin(length: number, changed: boolean): void {
    this.#recordLength = length;
    this.#changed = changed;
    this.#hidden = false;
    this.#judged = this.#inMessage;
    this.#fresh = !this.#judged;
  }

  /** Whether a message has begun. */
  get #inMessage(): boolean {
    return this.#remaining >= 0 || this.#headLength > 0;
  }

  push(bytes: Uint8Array, start: number, end: number): void {
    let at = start;
    while (at < end && !this.#hidden) {
      if (this.#remaining >= 0) at = this.#body(bytes, at, end);
      else if (this.#judged) at = this.#header(bytes, at, end);
      else at = this.#judge(bytes, at, end);
    }
  }

  /** Gathers the first bytes of a record, as many as tell whether it is encrypted. */
  #judge(bytes: Uint8Array, start: number, end: number): number {
    const wanted = Math.min(JUDGED_LENGTH, this.#recordLength);
    const at = this.#gather(bytes, start, end, wanted);
    if (this.#headLength < wanted) return at;
    const head = this.#head.slice(0, wanted);
    this.#headLength = 0;
    if (isEncrypted(head, 0, this.#recordLength, this.#changed)) {
      this.#hidden = true;
      this.#sink.encrypted();
    } else {
      this.#judged = true;
      this.push(head, 0, wanted);
    }
    return at;
  }

  #header(bytes: Uint8Array, start: number, end: number): number {
    const at = this.#gather(bytes, start, end, HANDSHAKE_HEADER_LENGTH);
    if (this.#headLength < HANDSHAKE_HEADER_LENGTH) return at;
    this.#headLength = 0;
    this.#type = handshakeType(this.#head, 0);
    this.#remaining = handshakeLength(this.#head, 0);
    const isHello = this.#type === HandshakeType.CLIENT_HELLO || this.#type === HandshakeType.SERVER_HELLO;
    this.#helloKept = isHello && this.#remaining <= MAX_HELLO_LENGTH;
    this.#helloLength = 0;
    if (this.#remaining === 0) this.#end();
    return at;
  }

  #gather(bytes: Uint8Array, start: number, end: number, length: number): number {
    let at = start;
    while (at < end && this.#headLength < length) this.#head[this.#headLength++] = bytes[at++] as number;
    return at;
  }

  #body(bytes: Uint8Array, start: number, end: number): number {
    const piece = Math.min(end - start, this.#remaining);
    if (this.#helloKept) this.#keep(bytes, start, start + piece);
    this.#remaining -= piece;
    if (this.#remaining === 0) this.#end();
    return start + piece;
  }

  #keep(bytes: Uint8Array, start: number, end: number): void {
    const needed = this.#helloLength + end - start;
    if (needed > this.#hello.length) {
      const length = Math.max(FIRST_BUFFER, this.#hello.length * 2, needed);
      if (!this.#budget.reserve(length - this.#hello.length)) {
        this.#drop();
        return;
      }
      const grown = new Uint8Array(length);
      grown.set(this.#hello.subarray(0, this.#helloLength));
      this.#hello = grown;
    }
    this.#hello.set(bytes.subarray(start, end), this.#helloLength);
    this.#helloLength = needed;
  }

  #end(): void {
    this.#remaining = -1;
    this.#fresh = false;
    this.#sink.message(this.#type, this.#hello, this.#helloLength);
    this.#drop();
  }

  /** Gives the hello's memory back. */
  #drop(): void {
    this.#budget.release(this.#hello.length);
    this.#hello = NONE;
    this.#helloLength = 0;
    this.#helloKept = false;
  }

  /** The record is over; a message that began in it may go on in the next one. */
  recordEnd(): void {
    if (!this.#fresh || this.#hidden || !this.#inMessage) return;
    this.#sink.fragment(this.#remaining >= 0 ? this.#type : handshakeType(this.#head, 0));
  }

  /** Bytes are not in the capture: neither the open message nor the rest of the present record can be followed. */
  forget(): void {
    this.#headLength = 0;
    this.#remaining = -1;
    this.#hidden = true;
    this.#drop();
  }
}
