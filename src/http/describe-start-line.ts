import { addExpert, ExpertGroup, Severity } from '../field/expert.js';
import type { Tree } from '../field/tree.js';
import { LINE } from './content-fields.js';
import { decodeText, escapedText } from './escaped-text.js';
import type { HeadLine } from './head-lines.js';
import { latin1 } from './latin1.js';
import { HTTP_FIELDS } from './message-fields.js';
import { statusName } from './status-names.js';

const SPACE = 0x20;
const QUESTION_MARK = 0x3f;
const AMPERSAND = 0x26;

/** Where the parts of a start line stand: `GET /chat HTTP/1.1`, `HTTP/1.1 101 Switching Protocols`. */
export interface StartLine {
  readonly isResponse: boolean;
  readonly start: number;
  readonly firstEnd: number;
  /** Of the request target, or the status code. */
  readonly secondStart: number;
  readonly secondEnd: number;
  /** Of the request's version, or the reason phrase. */
  readonly thirdStart: number;
  readonly end: number;
}

function findSpace(bytes: Uint8Array, from: number, end: number): number {
  let at = from;
  while (at < end && bytes[at] !== SPACE) at++;
  return at;
}

/** A request's version is its last word, whatever blanks its target has. */
function lastWord(bytes: Uint8Array, from: number, end: number): number {
  let at = end;
  while (at > from && bytes[at - 1] !== SPACE) at--;
  return latin1(bytes, at, Math.min(at + 5, end)) === 'HTTP/' ? at : end + 1;
}

export function readStartLine(bytes: Uint8Array, { start, textEnd }: HeadLine): StartLine {
  const isResponse = latin1(bytes, start, Math.min(start + 5, textEnd)) === 'HTTP/';
  const firstEnd = findSpace(bytes, start, textEnd);
  const secondStart = Math.min(firstEnd + 1, textEnd);
  const thirdStart = isResponse ? findSpace(bytes, secondStart, textEnd) + 1 : lastWord(bytes, secondStart, textEnd);
  const secondEnd = Math.max(Math.min(thirdStart - 1, textEnd), secondStart);
  return { isResponse, start, firstEnd, secondStart, secondEnd, thirdStart, end: textEnd };
}

/** Draws the line, its parts, and Wireshark's remark that it is there. */
export function describeStartLine(tree: Tree, bytes: Uint8Array, line: HeadLine, parts: StartLine): void {
  const text = tree.whole || tree.wants('_ws') ? escapedText(bytes, line.start, line.end) : '';
  tree.open(LINE, undefined, line.start, line.end - line.start, text);
  addExpert(tree, HTTP_FIELDS.chat, Severity.CHAT, ExpertGroup.SEQUENCE, line.start, line.end - line.start, text);
  if (parts.isResponse) describeStatus(tree, bytes, parts);
  else describeRequest(tree, bytes, parts);
  tree.close();
}

function describeRequest(tree: Tree, bytes: Uint8Array, parts: StartLine): void {
  const { start, firstEnd, secondStart, secondEnd, thirdStart, end } = parts;
  tree.add(HTTP_FIELDS.method, latin1(bytes, start, firstEnd), start, firstEnd - start);
  tree.open(HTTP_FIELDS.uri, decodeText(bytes, secondStart, secondEnd), secondStart, secondEnd - secondStart);
  describeQuery(tree, bytes, secondStart, secondEnd);
  tree.close();
  if (thirdStart < end) {
    tree.add(HTTP_FIELDS.requestVersion, latin1(bytes, thirdStart, end), thirdStart, end - thirdStart);
  }
}

/** The path and the query of a target that has a query, and the parameters in this. */
function describeQuery(tree: Tree, bytes: Uint8Array, start: number, end: number): void {
  let query = start;
  while (query < end && bytes[query] !== QUESTION_MARK) query++;
  if (query + 1 >= end) return;
  tree.add(HTTP_FIELDS.path, decodeText(bytes, start, query), start, query - start);
  tree.open(HTTP_FIELDS.query, decodeText(bytes, query + 1, end), query + 1, end - query - 1);
  for (let at = query + 1; at < end; at++) {
    const from = at;
    while (at < end && bytes[at] !== AMPERSAND) at++;
    if (at > from) tree.add(HTTP_FIELDS.parameter, decodeText(bytes, from, at), from, at - from);
  }
  tree.close();
}

function describeStatus(tree: Tree, bytes: Uint8Array, parts: StartLine): void {
  const { start, firstEnd, secondStart, secondEnd, thirdStart, end } = parts;
  tree.add(HTTP_FIELDS.responseVersion, latin1(bytes, start, firstEnd), start, firstEnd - start);
  const code = Number(latin1(bytes, secondStart, secondEnd));
  if (secondEnd > secondStart && Number.isInteger(code)) {
    tree.add(HTTP_FIELDS.code, code, secondStart, secondEnd - secondStart);
    tree.generated(HTTP_FIELDS.codeName, statusName(code), secondStart, secondEnd - secondStart);
  }
  if (thirdStart < end) {
    tree.add(HTTP_FIELDS.phrase, decodeText(bytes, thirdStart, end), thirdStart, end - thirdStart);
  }
}
