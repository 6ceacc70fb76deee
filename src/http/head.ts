import { int32, uint8 } from '../byte-order.js';
import { type ParsedHead, parseHead } from './fields.js';

const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const TAB = 0x09;
const COLON = 0x3a;
const COMMA = 0x2c;

/** Longest method this takes for one; the registry's longest has 17 characters. */
const MAX_METHOD_LENGTH = 24;

/** Most digits of a Content-Length that are believed: more do not fit an exact number. */
const MAX_LENGTH_DIGITS = 15;

/** What following a connection needs of a message's head (RFC 9112, section 2.1); the same object for all heads. */
export class Head {
  isResponse = false;
  /** The head is `bytes[start … end)`, from the start line to the empty line, both included. */
  bytes: Uint8Array = new Uint8Array(0);
  start = 0;
  end = 0;
  /** Of a response, 100 … 999. */
  status = 0;
  isHead = false;
  isConnect = false;
  /** Content-Length; -1 where absent or not a number. */
  contentLength = -1;
  /** The last transfer coding is chunked. */
  chunked = false;
  /** The capture does not have all of it. */
  cut = false;
  /** It has an Upgrade field. */
  upgrade = false;
  /** It has a field whose name begins with Sec-WebSocket-. */
  webSocketField = false;
  #parsed: ParsedHead | undefined;

  /** The head as strings, made when they are first asked for: only the heads of upgrades are read this far. */
  get parsed(): ParsedHead {
    this.#parsed ??= parseHead(this.bytes, this.start, this.end);
    return this.#parsed;
  }

  /** Begins with the head that is `bytes[start … end)`; nothing is known of it. */
  begin(bytes: Uint8Array, start: number, end: number): void {
    this.#parsed = undefined;
    this.bytes = bytes;
    this.start = start;
    this.end = end;
    this.status = 0;
    this.contentLength = -1;
    this.chunked = false;
    this.cut = false;
    this.upgrade = false;
    this.webSocketField = false;
    this.isHead = false;
    this.isConnect = false;
  }
}

/** What the first bytes of a message can be. */
export type StartVerdict = 'request' | 'response' | 'neither' | 'more';

/**
 * Judges the first bytes of what may be a message, as far as they are there.
 * @returns more: they fit so far
 */
export function judgeStart(bytes: Uint8Array, start: number, end: number): StartVerdict {
  if (end - start >= HTTP_NAME_LENGTH && isHttpName(bytes, start)) return 'response';
  let at = start;
  while (at < end && at - start < MAX_METHOD_LENGTH && isUpper(uint8(bytes, at))) at++;
  if (at === end) return at === start || at - start < MAX_METHOD_LENGTH ? 'more' : 'neither';
  if (uint8(bytes, at) === SPACE) return at - start >= 3 ? 'request' : 'neither';
  if (uint8(bytes, at) !== 0x2f) return 'neither';
  const expected = 'HTTP/1.';
  for (let i = 0; i < expected.length; i++) {
    if (start + i === end) return 'more';
    if (uint8(bytes, start + i) !== expected.charCodeAt(i)) return 'neither';
  }
  return 'response';
}

/** Methods are case-sensitive, and all registered ones that begin a connection are upper-case letters and hyphens. */
function isUpper(byte: number): boolean {
  return (byte >= 0x41 && byte <= 0x5a) || byte === 0x2d;
}

/**
 * Where the head that begins at `start` ends: behind its empty line. Lone line feeds end lines too (RFC 9112,
 * section 2.2).
 * @param from where to go on looking: bytes before it hold no end
 * @returns -1 where the end is not there yet
 */
export function findHeadEnd(bytes: Uint8Array, from: number, end: number): number {
  for (let at = from; at + 1 < end; at++) {
    if (bytes[at] !== LF) continue;
    const next = bytes[at + 1];
    if (next === LF) return at + 2;
    if (next === CR && at + 2 < end && bytes[at + 2] === LF) return at + 3;
  }
  return -1;
}

/** The next line feed, or `end` where there is none: heads are short, so that a loop beats a call into native code. */
function findLineFeed(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end && bytes[at] !== LF) at++;
  return at;
}

/**
 * Reads a whole head, without making strings of it.
 * @returns false where it is no HTTP/1 message head
 */
export function readHead(head: Head, bytes: Uint8Array, start: number, end: number): boolean {
  head.begin(bytes, start, end);
  const line = findLineFeed(bytes, start, end);
  if (!readStartLine(head, bytes, start, trimEnd(bytes, start, line))) return false;
  let at = line + 1;
  while (at < end) {
    const lineFeed = findLineFeed(bytes, at, end);
    readField(head, bytes, at, lineFeed, end);
    at = lineFeed + 1;
  }
  return true;
}

/** Four characters as they are read at once. */
const HTTP = 0x48545450;
const SLASH_ONE_DOT = 0x2f312e;
const HEAD = 0x48454144;
const CONN = 0x434f4e4e;
/** The same in lower case, for what is compared without regard to case. */
export const CONT = 0x636f6e74;
export const TRAN = 0x7472616e;
const UPGR = 0x75706772;
const SEC_ = 0x7365632d;
export const LOWER_CASE = 0x20202020;

/** Bytes that {@link isHttpName} looks at. */
const HTTP_NAME_LENGTH = 8;

/** Whether `HTTP/1.` and another byte stand here. */
function isHttpName(bytes: Uint8Array, at: number): boolean {
  return int32(bytes, at) === HTTP && int32(bytes, at + 4) >>> 8 === SLASH_ONE_DOT;
}

function readStartLine(head: Head, bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start < 12) return false;
  head.isResponse = isHttpName(bytes, start);
  if (head.isResponse) {
    const [a, b, c] = [uint8(bytes, start + 9), uint8(bytes, start + 10), uint8(bytes, start + 11)];
    if (!isDigit(a) || !isDigit(b) || !isDigit(c) || a === 0x30) return false;
    head.status = (a - 0x30) * 100 + (b - 0x30) * 10 + (c - 0x30);
    return true;
  }
  if (end - start < 14 || !isHttpName(bytes, end - 8)) return false;
  const method = int32(bytes, start);
  head.isHead = method === HEAD && bytes[start + 4] === SPACE;
  head.isConnect = method === CONN && matches(bytes, start, end, 'connect ');
  return true;
}

function readField(head: Head, bytes: Uint8Array, at: number, lineFeed: number, headEnd: number): void {
  switch (int32(bytes, at) | LOWER_CASE) {
    case CONT:
      if (isField(bytes, at, lineFeed, 'content-length'))
        head.contentLength = readLength(bytes, at + 15, foldedEnd(bytes, lineFeed, headEnd));
      break;
    case TRAN:
      if (isField(bytes, at, lineFeed, 'transfer-encoding'))
        head.chunked = endsInChunked(bytes, at + 18, foldedEnd(bytes, lineFeed, headEnd));
      break;
    case UPGR:
      if (isField(bytes, at, lineFeed, 'upgrade')) head.upgrade = true;
      break;
    case SEC_:
      if (matches(bytes, at, lineFeed, 'sec-websocket-')) head.webSocketField = true;
      break;
    default:
      break;
  }
}

/** Where a field's value ends: a line that begins with a blank goes on with it (obs-fold, RFC 9112, section 5.2). */
function foldedEnd(bytes: Uint8Array, lineFeed: number, headEnd: number): number {
  let last = lineFeed;
  while (last + 1 < headEnd && (uint8(bytes, last + 1) === SPACE || uint8(bytes, last + 1) === TAB)) {
    const next = findLineFeed(bytes, last + 1, headEnd);
    if (next === headEnd) break;
    last = next;
  }
  return last;
}

/** Whether the text at `at` is this one, in any case. @param text in lower case */
function matches(bytes: Uint8Array, at: number, end: number, text: string): boolean {
  if (end - at < text.length) return false;
  for (let i = 0; i < text.length; i++) {
    const byte = uint8(bytes, at + i);
    const lower = byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte;
    if (lower !== text.charCodeAt(i)) return false;
  }
  return true;
}

/** Whether the line at `at` is that of a field. @param name in lower case */
export function isField(bytes: Uint8Array, at: number, end: number, name: string): boolean {
  return matches(bytes, at, end, name) && at + name.length < end && uint8(bytes, at + name.length) === COLON;
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

function trimEnd(bytes: Uint8Array, start: number, end: number): number {
  let at = end;
  while (at > start && isBlank(uint8(bytes, at - 1))) at--;
  return at;
}

function isBlank(byte: number): boolean {
  return byte === SPACE || byte === TAB || byte === CR || byte === LF;
}

/** A length, or a list of the same one (RFC 9110, section 8.6). @returns -1 where it is neither */
function readLength(bytes: Uint8Array, from: number, end: number): number {
  let length = -1;
  for (let at = from; ; ) {
    while (at < end && (isBlank(uint8(bytes, at)) || uint8(bytes, at) === COMMA)) at++;
    if (at === end) return length;
    const first = at;
    let value = 0;
    for (; at < end && isDigit(uint8(bytes, at)); at++) value = value * 10 + uint8(bytes, at) - 0x30;
    const isNumber = at > first && at - first <= MAX_LENGTH_DIGITS;
    const isWhole = at === end || isBlank(uint8(bytes, at)) || uint8(bytes, at) === COMMA;
    if (!isNumber || !isWhole || (length >= 0 && length !== value)) return -1;
    length = value;
  }
}

function endsInChunked(bytes: Uint8Array, from: number, lineFeed: number): boolean {
  let end = trimEnd(bytes, from, lineFeed);
  while (end > from && (uint8(bytes, end - 1) === COMMA || isBlank(uint8(bytes, end - 1)))) end--;
  return end - 7 >= from && matches(bytes, end - 7, end, 'chunked');
}
