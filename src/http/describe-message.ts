import type { Field } from '../field/field.js';
import type { Tree } from '../field/tree.js';
import { bodyFacts } from './body-facts.js';
import { LINE } from './content-fields.js';
import { describeBody } from './describe-body.js';
import { describeHeaderLine } from './describe-header-line.js';
import { describeStartLine } from './describe-start-line.js';
import { decodeText, escapedText, stringEnd } from './escaped-text.js';
import { readLine } from './head-lines.js';
import { fullRequestUri, type HttpMessage, type MessageHead, readMessageHead } from './http-message.js';
import { HTTP_FIELDS } from './message-fields.js';
import { describeData } from './raw-data.js';

/** Protocols whose fields a message can have. */
export const MESSAGE_PROTOCOLS: readonly string[] = [
  'http',
  '_ws',
  'data',
  'data-text-lines',
  'json',
  'media',
  'xml',
  'mime_multipart',
  'urlencoded-form',
];

/** Draws an HTTP/1 message: its head, what is known of it, and its body. */
export function describeHttpMessage(tree: Tree, message: HttpMessage): void {
  if (!MESSAGE_PROTOCOLS.some((protocol) => tree.wants(protocol))) return;
  const { bytes, start, headEnd, end } = message;
  const head = readMessageHead(bytes, start, headEnd);
  const { isResponse } = head.startLine;
  tree.open(HTTP_FIELDS.protocol, undefined, start, end - start);
  describeStartLine(tree, bytes, readLine(bytes, start, headEnd), head.startLine);
  for (const line of head.lines) describeHeaderLine(tree, bytes, line, isResponse, head.lines);
  if (head.linesEnd < headEnd) {
    tree.add(LINE, undefined, head.linesEnd, headEnd - head.linesEnd, escapedText(bytes, head.linesEnd, headEnd));
  }
  if (isResponse) describeResponse(tree, message);
  else describeRequest(tree, message, head);
  if (headEnd < end) describeBody(tree, bytes, headEnd, end, bodyFacts(bytes, head.lines));
  else tree.close();
}

function frame(tree: Tree, field: Field, packet: number | undefined, at: number): void {
  if (packet !== undefined) tree.generated(field, packet, at, 0);
}

function describeRequest(tree: Tree, message: HttpMessage, head: MessageHead): void {
  const { start, number, count } = message;
  const { uri, hasHost } = fullRequestUri(message.bytes, head);
  if (hasHost) tree.generated(HTTP_FIELDS.fullUri, uri, start, 0);
  tree.hidden(HTTP_FIELDS.request, true, start, 0);
  if (number !== undefined) {
    tree.generated(HTTP_FIELDS.requestNumber, number, start, 0, `HTTP request ${number}/${count ?? number}`);
  }
  frame(tree, HTTP_FIELDS.previousRequestIn, message.previousRequestFrame, start);
  frame(tree, HTTP_FIELDS.responseIn, message.responseFrame, start);
  frame(tree, HTTP_FIELDS.nextRequestIn, message.nextRequestFrame, start);
}

function describeResponse(tree: Tree, message: HttpMessage): void {
  const { start, number, count, timeSinceRequest, requestUri } = message;
  tree.hidden(HTTP_FIELDS.response, true, start, 0);
  if (number !== undefined) {
    tree.generated(HTTP_FIELDS.responseNumber, number, start, 0, `HTTP response ${number}/${count ?? number}`);
  }
  if (timeSinceRequest !== undefined) tree.generated(HTTP_FIELDS.time, timeSinceRequest, start, 0);
  frame(tree, HTTP_FIELDS.previousRequestIn, message.previousRequestFrame, start);
  frame(tree, HTTP_FIELDS.previousResponseIn, message.previousResponseFrame, start);
  frame(tree, HTTP_FIELDS.requestIn, message.requestFrame, start);
  frame(tree, HTTP_FIELDS.nextRequestIn, message.nextRequestFrame, start);
  frame(tree, HTTP_FIELDS.nextResponseIn, message.nextResponseFrame, start);
  if (requestUri !== undefined) tree.generated(HTTP_FIELDS.responseFor, requestUri, start, 0);
}

/** Draws bytes of an HTTP connection that are no message: the rest of a body, or of one without its head. */
export function describeContinuation(tree: Tree, bytes: Uint8Array, start: number, end: number): void {
  if (!tree.wants('http') && !tree.wants('data')) return;
  tree.open(HTTP_FIELDS.protocol, undefined, start, end - start);
  const value = decodeText(bytes, start, stringEnd(bytes, start, end));
  tree.add(HTTP_FIELDS.fileData, value, start, end - start, `File Data: ${end - start} bytes`);
  describeData(tree, bytes, start, end);
  tree.close();
}

/**
 * Draws bytes that go through a tunnel (RFC 9110, section 9.3.6).
 * @param authority the target of the CONNECT request: `host:443`
 */
export function describeTunnel(tree: Tree, start: number, end: number, authority: string): void {
  if (!tree.wants('http')) return;
  const colon = authority.lastIndexOf(':');
  const port = Number(authority.slice(colon + 1));
  tree.open(HTTP_FIELDS.protocol, undefined, start, end - start);
  tree.generated(HTTP_FIELDS.connectHost, colon < 0 ? authority : authority.slice(0, colon), start, 0);
  if (colon >= 0 && Number.isInteger(port)) tree.generated(HTTP_FIELDS.connectPort, port, start, 0);
  tree.close();
}
