import { readStartLine, type StartLine } from './describe-start-line.js';
import { decodeText } from './escaped-text.js';
import { type HeaderLine, headerValue, readHeaderLines, readLine } from './head-lines.js';

/** An HTTP/1 message as it is to be shown: where it stands, contiguously, and how it belongs to others. */
export interface HttpMessage {
  readonly bytes: Uint8Array;
  readonly start: number;
  /** Behind the empty line that ends the head. */
  readonly headEnd: number;
  /** Behind the body, as far as it is there; `headEnd` where none follows, as in answers to HEAD. */
  readonly end: number;
  /** The how-manieth request of its connection it is, or answers, from 1. */
  readonly number?: number | undefined;
  /** Requests of the connection so far. */
  readonly count?: number | undefined;
  /** Numbers of packets. */
  readonly requestFrame?: number | undefined;
  readonly responseFrame?: number | undefined;
  readonly previousRequestFrame?: number | undefined;
  readonly previousResponseFrame?: number | undefined;
  readonly nextRequestFrame?: number | undefined;
  readonly nextResponseFrame?: number | undefined;
  /** Of a response, in nanoseconds. */
  readonly timeSinceRequest?: bigint | undefined;
  /** What a response answers, as {@link fullRequestUri} gives it. */
  readonly requestUri?: string | undefined;
}

/** A message's head, line by line. */
export interface MessageHead {
  readonly startLine: StartLine;
  /** Behind the start line. */
  readonly linesStart: number;
  readonly lines: readonly HeaderLine[];
  /** First byte of the empty line, or where the head is cut. */
  readonly linesEnd: number;
}

export function readMessageHead(bytes: Uint8Array, start: number, headEnd: number): MessageHead {
  const first = readLine(bytes, start, headEnd);
  const lines = readHeaderLines(bytes, first.end, headEnd);
  const linesEnd = lines.at(-1)?.end ?? first.end;
  return { startLine: readStartLine(bytes, first), linesStart: first.end, lines, linesEnd };
}

/**
 * The URI of a request with its host (http.request.full_uri).
 * @returns the target alone where it is a URI or no host is named
 */
export function fullRequestUri(bytes: Uint8Array, head: MessageHead): { uri: string; hasHost: boolean } {
  const { secondStart, secondEnd, start, firstEnd } = head.startLine;
  const target = decodeText(bytes, secondStart, secondEnd);
  const host = headerValue(bytes, head.lines, 'host');
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(target);
  if (host === undefined || hasScheme) return { uri: target, hasHost: false };
  const isConnect = decodeText(bytes, start, firstEnd) === 'CONNECT';
  return { uri: isConnect ? target : `http://${host}${target}`, hasHost: true };
}
