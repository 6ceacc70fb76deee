import { uint8 } from '../byte-order.js';
import { type Moment, newMoment, setMoment } from '../capture/moment.js';
import { isCoding } from '../http/content-coding.js';
import { type Fields, parseHead } from '../http/fields.js';
import { findHeadEnd, Head, judgeStart, readHead } from '../http/head.js';
import type { Limits } from '../limits.js';
import type { From } from '../session/events.js';
import type { FollowSink } from './follow-sink.js';
import { HttpBody } from './http-body.js';

/** What body follows a head (RFC 9112, section 6.3), as the other side's messages tell. */
export type BodyKind = 'none' | 'as-described' | 'other-protocol';

const LF = 0x0a;
const CR = 0x0d;
const SEMICOLON = 0x3b;
const SPACE = 0x20;

/** Hex digits of a chunk size that fit an exact number. */
const MAX_SIZE_DIGITS = 13;
/** Bytes that tell what a message begins as. */
const LONGEST_START = 32;

type State = 'head' | 'body' | 'chunk-size' | 'chunk-end' | 'trailer' | 'until-close' | 'no-http' | 'other-protocol';

/** One side of an HTTP/1 connection, cut into heads and bodies, whose chunks and codings are removed. */
export class HttpSide {
  readonly #sink: FollowSink;
  readonly #from: From;
  readonly #limits: Limits;
  /** Is told each head; says what body it has. */
  readonly #onHead: (head: Head) => BodyKind;
  readonly #head = new Head();
  #state: State = 'head';
  /** A head, a chunk's size, or the trailer, of which a part has come. */
  #partial = Buffer.alloc(0);
  #body: HttpBody | undefined;
  #chunked = false;
  #remaining = 0;
  #passedOver = 0;
  /** The packet that brought bytes last. */
  readonly #last: Moment = newMoment();

  constructor(sink: FollowSink, from: From, limits: Limits, onHead: (head: Head) => BodyKind) {
    this.#sink = sink;
    this.#from = from;
    this.#limits = limits;
    this.#onHead = onHead;
  }

  data(bytes: Uint8Array, start: number, end: number, packet: number, at: Readonly<Moment>): void {
    setMoment(this.#last, at);
    this.#last.packet = packet;
    if (this.#state === 'no-http' && judgeStart(bytes, start, Math.min(end, start + LONGEST_START)) !== 'neither') {
      this.#become('head');
    }
    for (let from = start; from < end; ) from = this.#take(bytes, from, end, packet, at);
  }

  /** @returns index behind what was taken, at least one byte */
  #take(bytes: Uint8Array, start: number, end: number, packet: number, at: Readonly<Moment>): number {
    switch (this.#state) {
      case 'head':
        return this.#takeHead(bytes, start, end, packet, at);
      case 'body': {
        const to = Math.min(end, start + this.#remaining);
        this.#body?.add(bytes, start, to, packet, at);
        this.#remaining -= to - start;
        if (this.#remaining === 0) this.#bodyPartEnds();
        return to;
      }
      case 'chunk-size':
        return this.#takeLine(bytes, start, end, (line) => this.#beginChunk(line));
      case 'chunk-end':
        return this.#takeLine(bytes, start, end, () => this.#become('chunk-size'));
      case 'trailer':
        return this.#takeLine(bytes, start, end, (line) => {
          if (line.length <= 2 && isBlank(line)) this.#bodyEnds();
          else this.#sink.piece({ from: this.#from, bytes: line, start: 0, end: line.length, packet, at });
        });
      case 'until-close':
        this.#body?.add(bytes, start, end, packet, at);
        this.#body?.flush();
        return end;
      case 'no-http':
      case 'other-protocol':
        this.#passedOver += end - start;
        return end;
    }
  }

  #takeHead(bytes: Uint8Array, start: number, end: number, packet: number, at: Readonly<Moment>): number {
    const before = this.#partial.length;
    // Empty lines before a message are ignored (RFC 9112, section 2.2).
    if (before === 0 && isLineEnd(uint8(bytes, start))) return start + 1;
    const most = Math.min(end, start + this.#limits['header-bytes'] - before);
    this.#partial = Buffer.concat([this.#partial, bytes.subarray(start, most)]);
    const partial = this.#partial;
    const headEnd = findHeadEnd(partial, Math.max(before - 3, 0), partial.length);
    const isHead = judgeStart(partial, 0, Math.min(partial.length, LONGEST_START)) !== 'neither';
    if (isHead && headEnd < 0 && partial.length < this.#limits['header-bytes']) return end;
    if (!isHead || headEnd < 0 || !readHead(this.#head, partial, 0, headEnd)) {
      this.#passedOver += before;
      this.#become('no-http');
      return this.#take(bytes, start, end, packet, at);
    }
    this.#tellPassedOver();
    this.#sink.piece({ from: this.#from, bytes: partial, start: 0, end: headEnd, packet, at });
    this.#partial = Buffer.alloc(0);
    this.#expectBody();
    return start + headEnd - before;
  }

  #expectBody(): void {
    const head = this.#head;
    const kind = this.#onHead(head);
    if (kind !== 'as-described') {
      this.#become(kind === 'none' ? 'head' : 'other-protocol');
      return;
    }
    const { fields } = parseHead(head.bytes, head.start, head.end);
    const codings = [...listOf(fields, 'content-encoding'), ...listOf(fields, 'transfer-encoding')].filter(
      (coding) => isCoding(coding) && coding !== 'chunked',
    );
    this.#body = new HttpBody(this.#sink, this.#from, codings, this.#limits['message-bytes']);
    this.#chunked = head.chunked;
    this.#remaining = Math.max(head.contentLength, 0);
    if (head.chunked) this.#become('chunk-size');
    else if (head.contentLength < 0 && head.isResponse) this.#become('until-close');
    else this.#become(this.#remaining > 0 ? 'body' : 'head');
  }

  /** Takes bytes up to a line feed. @param take is given the line with its end */
  #takeLine(bytes: Uint8Array, start: number, end: number, take: (line: Buffer) => void): number {
    const found = bytes.subarray(start, end).indexOf(LF);
    const to = found < 0 ? end : start + found + 1;
    const line = Buffer.concat([this.#partial, bytes.subarray(start, to)]);
    if (line.length > this.#limits['header-bytes']) {
      this.#loseFooting();
      return to;
    }
    this.#partial = line;
    if (found >= 0) {
      this.#partial = Buffer.alloc(0);
      take(line);
    }
    return to;
  }

  #beginChunk(line: Buffer): void {
    let digits = 0;
    while (isSizeByte(line[digits])) digits++;
    const size = Number.parseInt(line.toString('latin1', 0, digits), 16);
    if (digits > MAX_SIZE_DIGITS || Number.isNaN(size)) {
      this.#passedOver += line.length;
      this.#loseFooting();
      return;
    }
    this.#remaining = size;
    this.#become(size === 0 ? 'trailer' : 'body');
  }

  #bodyPartEnds(): void {
    if (this.#chunked) this.#become('chunk-end');
    else this.#bodyEnds();
  }

  #bodyEnds(): void {
    this.#body?.end();
    this.#body = undefined;
    this.#become('head');
  }

  hole(length: number, at: Readonly<Moment>): void {
    const fits = this.#state === 'until-close' || (this.#state === 'body' && length <= this.#remaining);
    if (!fits || this.#body === undefined) {
      this.#tellPartialHead();
      if (this.#state !== 'other-protocol') this.#loseFooting();
      this.#sink.hole(this.#from, length, at);
      return;
    }
    this.#body.hole(length, at);
    if (this.#state === 'until-close') return;
    this.#remaining -= length;
    if (this.#remaining === 0) this.#bodyPartEnds();
  }

  /** Where the next message begins is not known: it is looked for at the beginning of each segment. */
  #loseFooting(): void {
    this.#body?.end();
    this.#body = undefined;
    this.#passedOver += this.#partial.length;
    this.#become('no-http');
  }

  /** What follows is no longer, or anew, HTTP. */
  switchTo(state: 'head' | 'other-protocol'): void {
    this.#body?.end();
    this.#body = undefined;
    this.#become(state);
  }

  end(): void {
    this.#body?.end();
    this.#tellPartialHead();
    this.#passedOver += this.#partial.length;
    this.#tellPassedOver();
  }

  /** The rest of a head is not in the capture: what there is of it is shown. */
  #tellPartialHead(): void {
    const partial = this.#partial;
    if (this.#state !== 'head' || judgeStart(partial, 0, partial.length) === 'more') return;
    this.#partial = Buffer.alloc(0);
    this.#tellPassedOver();
    const { packet } = this.#last;
    this.#sink.piece({ from: this.#from, bytes: partial, start: 0, end: partial.length, packet, at: this.#last });
  }

  #become(state: State): void {
    this.#state = state;
    this.#partial = Buffer.alloc(0);
  }

  #tellPassedOver(): void {
    if (this.#passedOver === 0) return;
    const what = this.#state === 'other-protocol' ? 'of another protocol' : 'that are no whole HTTP/1 message';
    this.#sink.note(this.#from, `${this.#passedOver} bytes ${what}`);
    this.#passedOver = 0;
  }
}

/** The members of a list of tokens, in lower case. */
function listOf(fields: Fields, name: string): string[] {
  return (fields.combined(name) ?? '').split(',').map((item) => item.trim().toLowerCase());
}

function isLineEnd(byte: number): boolean {
  return byte === CR || byte === LF;
}

function isBlank(line: Uint8Array): boolean {
  return line.every(isLineEnd);
}

/** Whether this belongs to a chunk's size, not to its extension or the end of its line. */
function isSizeByte(byte: number | undefined): boolean {
  return byte !== undefined && byte !== SEMICOLON && byte !== SPACE && !isLineEnd(byte);
}
