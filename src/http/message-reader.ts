import type { BufferBudget } from '../buffer-budget.js';
import { uint8 } from '../byte-order.js';
import { findHeadEnd, Head, judgeStart, readHead, type StartVerdict } from './head.js';

/** What reading some bytes came to. */
export type ReadResult =
  /** All bytes were taken. */
  | 'more'
  /** A head is complete: {@link MessageReader.head}; the caller says what body follows. */
  | 'head'
  /** What stands here is no HTTP/1. */
  | 'not-http';

/** What body follows a head (RFC 9112, section 6.3). */
export type Body = 'none' | 'length' | 'chunked' | 'until-close';

const LF = 0x0a;
const CR = 0x0d;

/** Bytes that tell what a message begins as. */
const LONGEST_START = 32;

/** Chunk sizes above this are no sizes: they would not be exact numbers. */
const MAX_CHUNK_SIZE = 2 ** 52;

/** Cuts one direction into HTTP/1 messages (RFC 9112), and steps over their bodies. */
export class MessageReader {
  readonly head: Head = SHARED_HEAD;
  /** Index behind the last byte that was taken. */
  position = 0;

  readonly #limit: number;
  readonly #budget: BufferBudget;
  #state: 'start' | 'body' | 'chunk-size' | 'chunk-end' | 'trailer' | 'until-close' = 'start';
  /** A head of which a part has come. */
  #partial: Uint8Array | undefined;
  #partialLength = 0;
  /** Bytes of body or chunk that are to come. */
  #remaining = 0;
  #chunkSize = 0;
  #inChunkExtension = false;
  #trailerLineLength = 0;

  /** @param limit longest head in bytes */
  constructor(limit: number, budget: BufferBudget) {
    this.#limit = limit;
    this.#budget = budget;
  }

  /** Whether the next byte begins a message. */
  get atStart(): boolean {
    return this.#state === 'start' && this.#partialLength === 0;
  }

  /** Whether the rest of the direction is one body. */
  get untilClose(): boolean {
    return this.#state === 'until-close';
  }

  /** Judges the head at work by what has come of it and these bytes; neither: no head is at work. */
  judge(bytes: Uint8Array, start: number, end: number): StartVerdict {
    if (this.#state !== 'start') return 'neither';
    const partial = this.#partial;
    if (partial === undefined) return judgeStart(bytes, start, end);
    const beginning = new Uint8Array(LONGEST_START);
    const known = Math.min(this.#partialLength, LONGEST_START);
    beginning.set(partial.subarray(0, known));
    beginning.set(bytes.subarray(start, Math.min(end, start + LONGEST_START - known)), known);
    return judgeStart(beginning, 0, Math.min(known + end - start, LONGEST_START));
  }

  /** Whether a part of a head has come. */
  get hasPartialHead(): boolean {
    return this.#partial !== undefined;
  }

  read(bytes: Uint8Array, start: number, end: number): ReadResult {
    let at = start;
    while (at < end) {
      switch (this.#state) {
        case 'start': {
          // Empty lines before a message are ignored (RFC 9112, section 2.2).
          while (this.#partialLength === 0 && at < end && isLineEnd(uint8(bytes, at))) at++;
          if (at === end) break;
          return this.#readStart(bytes, at, end);
        }
        case 'body': {
          const piece = Math.min(this.#remaining, end - at);
          this.#remaining -= piece;
          at += piece;
          if (this.#remaining === 0) this.#state = this.#chunked ? 'chunk-end' : 'start';
          break;
        }
        case 'chunk-size':
          at = this.#readChunkSize(bytes, at, end);
          if (this.#chunkSize > MAX_CHUNK_SIZE) {
            this.position = at;
            this.#state = 'start';
            return 'not-http';
          }
          break;
        case 'chunk-end':
          if (uint8(bytes, at++) === LF) this.#beginChunk();
          break;
        case 'trailer':
          at = this.#readTrailer(bytes, at, end);
          break;
        case 'until-close':
          at = end;
          break;
      }
    }
    this.position = at;
    return 'more';
  }

  #chunked = false;

  #readStart(bytes: Uint8Array, at: number, end: number): ReadResult {
    if (this.#partial !== undefined) return this.#readPartial(this.#partial, bytes, at, end);
    if (judgeStart(bytes, at, end) === 'neither') {
      this.position = at;
      return 'not-http';
    }
    const headEnd = findHeadEnd(bytes, at, Math.min(end, at + this.#limit));
    if (headEnd >= 0) {
      this.position = headEnd;
      return readHead(this.head, bytes, at, headEnd) ? 'head' : 'not-http';
    }
    this.position = end;
    if (end - at > this.#limit) return 'not-http';
    const partial = this.#keep(Math.max(256, (end - at) * 2));
    if (partial === undefined) return this.#drop(end);
    partial.set(bytes.subarray(at, end));
    this.#partialLength = end - at;
    return 'more';
  }

  /** A buffer of this length for the head at work, with what has come of it; undefined where the budget refuses it. */
  #keep(length: number): Uint8Array | undefined {
    const before = this.#partial;
    if (!this.#budget.reserve(length - (before?.length ?? 0))) return undefined;
    const partial = new Uint8Array(length);
    if (before !== undefined) partial.set(before.subarray(0, this.#partialLength));
    this.#partial = partial;
    return partial;
  }

  /** Gives the memory of a head that has not come whole back. */
  release(): void {
    this.#budget.release(this.#partial?.length ?? 0);
    this.#partial = undefined;
    this.#partialLength = 0;
  }

  #readPartial(partial: Uint8Array, bytes: Uint8Array, at: number, end: number): ReadResult {
    const before = this.#partialLength;
    const piece = Math.min(end - at, this.#limit + 1 - before);
    let target = partial;
    if (before + piece > target.length) {
      const larger = this.#keep(Math.min((before + piece) * 2, this.#limit + 1));
      if (larger === undefined) return this.#drop(end);
      target = larger;
    }
    target.set(bytes.subarray(at, at + piece), before);
    this.#partialLength = before + piece;
    if (judgeStart(target, 0, this.#partialLength) === 'neither') return this.#drop(at);
    const headEnd = findHeadEnd(target.subarray(0, this.#partialLength), Math.max(before - 3, 0), this.#partialLength);
    if (headEnd < 0) {
      this.position = at + piece;
      return this.#partialLength > this.#limit ? this.#drop(at + piece) : 'more';
    }
    this.release();
    this.position = at + headEnd - before;
    return readHead(this.head, target, 0, headEnd) ? 'head' : 'not-http';
  }

  #drop(position: number): ReadResult {
    this.release();
    this.position = position;
    return 'not-http';
  }

  /** Says what body follows the head that was read last. @param length of a body of kind length, in bytes */
  expectBody(body: Body, length = 0): void {
    this.#chunked = body === 'chunked';
    this.#remaining = length;
    if (body === 'chunked') this.#beginChunk();
    else if (body === 'until-close') this.#state = 'until-close';
    else this.#state = body === 'length' && length > 0 ? 'body' : 'start';
  }

  #beginChunk(): void {
    this.#state = 'chunk-size';
    this.#chunkSize = 0;
    this.#inChunkExtension = false;
  }

  #readChunkSize(bytes: Uint8Array, from: number, end: number): number {
    let at = from;
    while (at < end) {
      const byte = uint8(bytes, at++);
      if (byte === LF) {
        this.#remaining = this.#chunkSize;
        this.#trailerLineLength = 0;
        this.#state = this.#chunkSize === 0 ? 'trailer' : 'body';
        return at;
      }
      const digit = hexDigit(byte);
      if (this.#inChunkExtension) continue;
      if (digit >= 0) this.#chunkSize = this.#chunkSize * 16 + digit;
      else if (byte === 0x3b || byte === CR || byte === 0x20) this.#inChunkExtension = true;
      else this.#chunkSize = Number.POSITIVE_INFINITY;
      if (this.#chunkSize > MAX_CHUNK_SIZE) return at;
    }
    return at;
  }

  #readTrailer(bytes: Uint8Array, from: number, end: number): number {
    let at = from;
    while (at < end) {
      const byte = uint8(bytes, at++);
      if (byte === LF) {
        if (this.#trailerLineLength === 0) {
          this.#state = 'start';
          return at;
        }
        this.#trailerLineLength = 0;
      } else if (byte !== CR) {
        this.#trailerLineLength++;
      }
    }
    return at;
  }

  /**
   * Leaves the rest of the body or chunk at work to the caller, who passes over it unseen.
   * @returns how many bytes that is
   */
  leaveBody(): number {
    const left = this.#remaining;
    if (this.#state !== 'body') return 0;
    this.#remaining = 0;
    this.#state = this.#chunked ? 'chunk-end' : 'start';
    return left;
  }

  /** Steps over bytes that the capture does not have. @returns false where the place in the message is lost with them */
  gap(length: number): boolean {
    if (this.#state === 'until-close') return true;
    if (this.#state === 'body' && length <= this.#remaining) {
      this.#remaining -= length;
      if (this.#remaining === 0) this.#state = this.#chunked ? 'chunk-end' : 'start';
      return true;
    }
    this.reset();
    return false;
  }

  /**
   * The rest of the head at work is not in the capture: reads the lines of it that are whole.
   * @returns whether they are a head; it is in {@link head}, marked as cut
   */
  cutHead(): boolean {
    const partial = this.#partial;
    const length = this.#partialLength;
    this.reset();
    if (partial === undefined) return false;
    const end = partial.lastIndexOf(LF, length - 1) + 1;
    if (end === 0 || !readHead(this.head, partial, 0, end)) return false;
    this.head.cut = true;
    return true;
  }

  /** The next byte is taken as the first of a message. */
  reset(): void {
    this.#state = 'start';
    this.release();
  }
}

/** A head is looked at as soon as it is read, so one object serves all connections. */
const SHARED_HEAD = new Head();

function isLineEnd(byte: number): boolean {
  return byte === CR || byte === LF;
}

function hexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}
