import { int32 } from '../byte-order.js';
import { CONT, isField, LOWER_CASE, TRAN } from './head.js';
import { type HeaderLine, headerValue, readHeaderLine } from './head-lines.js';
import { latin1 } from './latin1.js';

/** What a head says of the body behind it; undefined where it has no such field. */
export interface BodyFacts {
  readonly contentType: string | undefined;
  readonly contentEncoding: string | undefined;
  readonly transferEncoding: string | undefined;
}

/** From a head whose lines are read. */
export function bodyFacts(bytes: Uint8Array, lines: readonly HeaderLine[]): BodyFacts {
  return {
    contentType: headerValue(bytes, lines, 'content-type'),
    contentEncoding: headerValue(bytes, lines, 'content-encoding'),
    transferEncoding: headerValue(bytes, lines, 'transfer-encoding'),
  };
}

/** The same from the head's bytes: only the lines of these fields are read. */
export function readBodyFacts(bytes: Uint8Array, start: number, headEnd: number): BodyFacts {
  let contentType: string | undefined;
  let contentEncoding: string | undefined;
  let transferEncoding: string | undefined;
  for (let at = nextLine(bytes, start, headEnd); at < headEnd; at = nextLine(bytes, at, headEnd)) {
    switch (int32(bytes, at) | LOWER_CASE) {
      case CONT:
        if (isField(bytes, at, headEnd, 'content-type')) contentType ??= fieldValue(bytes, at, headEnd);
        else if (isField(bytes, at, headEnd, 'content-encoding')) contentEncoding ??= fieldValue(bytes, at, headEnd);
        break;
      case TRAN:
        if (isField(bytes, at, headEnd, 'transfer-encoding')) transferEncoding ??= fieldValue(bytes, at, headEnd);
        break;
    }
  }
  return { contentType, contentEncoding, transferEncoding };
}

function fieldValue(bytes: Uint8Array, line: number, headEnd: number): string {
  const { valueStart, valueEnd } = readHeaderLine(bytes, line, headEnd);
  return latin1(bytes, valueStart, valueEnd);
}

const LF = 0x0a;

function nextLine(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end && bytes[at] !== LF) at++;
  return at + 1;
}

/** Whether a body comes in chunks (RFC 9112, section 7.1). */
export function isChunked(transferEncoding: string | undefined): boolean {
  return transferEncoding !== undefined && /(^|[\s,])chunked[\s,]*$/i.test(transferEncoding);
}

/** The content coding that is to be undone, in lower case; '' where none is. */
export function codingOf(contentEncoding: string | undefined): string {
  const coding = contentEncoding?.trim().toLowerCase() ?? '';
  return coding === 'identity' ? '' : coding;
}
