import { latin1 } from './latin1.js';

/** A line of a message's head, by where it stands in the message's bytes. */
export interface HeadLine {
  readonly start: number;
  /** Behind the last byte that is no part of the line end. */
  readonly textEnd: number;
  /** Behind the line end. */
  readonly end: number;
}

/** A header field; its value can go on over several lines (obs-fold, RFC 9112, section 5.2). */
export interface HeaderLine extends HeadLine {
  /** In lower case; '' where the line has no colon. */
  readonly name: string;
  readonly valueStart: number;
  readonly valueEnd: number;
}

const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const TAB = 0x09;
const COLON = 0x3a;

/** The line that begins at `from`; the last one may have no end. */
export function readLine(bytes: Uint8Array, from: number, end: number): HeadLine {
  let at = from;
  while (at < end && bytes[at] !== LF) at++;
  const lineEnd = at < end ? at + 1 : end;
  return { start: from, textEnd: at < end && at > from && bytes[at - 1] === CR ? at - 1 : at, end: lineEnd };
}

function isBlank(byte: number | undefined): boolean {
  return byte === SPACE || byte === TAB;
}

/** The field whose first line begins at `from`. */
export function readHeaderLine(bytes: Uint8Array, from: number, end: number): HeaderLine {
  let line = readLine(bytes, from, end);
  while (line.end < end && line.textEnd > line.start && isBlank(bytes[line.end])) {
    const { textEnd, end: lineEnd } = readLine(bytes, line.end, end);
    line = { start: from, textEnd, end: lineEnd };
  }
  let colon = from;
  while (colon < line.textEnd && bytes[colon] !== COLON) colon++;
  const name = colon < line.textEnd ? latin1(bytes, from, colon).toLowerCase() : '';
  let valueStart = Math.min(colon + 1, line.textEnd);
  let valueEnd = line.textEnd;
  while (valueStart < valueEnd && isBlank(bytes[valueStart])) valueStart++;
  while (valueEnd > valueStart && isBlank(bytes[valueEnd - 1])) valueEnd--;
  return { start: from, textEnd: line.textEnd, end: line.end, name, valueStart, valueEnd };
}

/** All fields of a head. @param from behind the start line @param end behind the empty line, or where the head is cut */
export function readHeaderLines(bytes: Uint8Array, from: number, end: number): HeaderLine[] {
  const lines: HeaderLine[] = [];
  for (let at = from; at < end; ) {
    const line = readHeaderLine(bytes, at, end);
    if (line.textEnd === line.start) break;
    lines.push(line);
    at = line.end;
  }
  return lines;
}

/** The first value of a field. @param name in lower case */
export function headerValue(bytes: Uint8Array, lines: readonly HeaderLine[], name: string): string | undefined {
  const line = lines.find((one) => one.name === name);
  return line === undefined ? undefined : latin1(bytes, line.valueStart, line.valueEnd);
}
