import type { Moment } from '../capture/moment.js';
import type { Place } from '../capture/packet-window.js';
import { acceptFor } from './accept.js';
import type { Fields } from './fields.js';
import type { Head } from './head.js';

/** A request to switch to WebSocket (RFC 6455, section 4.1). */
export interface UpgradeRequest {
  readonly at: Moment;
  readonly method: string;
  /** Request target as sent. */
  readonly uri: string;
  /** HTTP version: `1.1`. */
  readonly http: string;
  readonly host: string | undefined;
  readonly origin: string | undefined;
  readonly userAgent: string | undefined;
  readonly key: string | undefined;
  /** Sec-WebSocket-Protocol: what is offered. */
  readonly subprotocols: string | undefined;
  /** Sec-WebSocket-Extensions: what is offered. */
  readonly extensions: string | undefined;
  /** A draft before RFC 6455 that framed otherwise, by its name. */
  readonly obsolete: string | undefined;
  /** The head, a character a byte. */
  readonly head: string;
  /** Where it begins, where places are asked for. */
  readonly place: Place | undefined;
  /** Lines of the head that are no fields. */
  readonly malformedLines: number;
  /** The capture does not have all of it: what is absent here may have been sent. */
  readonly cut: boolean;
}

/** The answer to an {@link UpgradeRequest}. */
export interface UpgradeResponse {
  readonly at: Moment;
  readonly http: string;
  readonly status: number;
  readonly statusText: string;
  readonly accept: string | undefined;
  readonly subprotocol: string | undefined;
  readonly extensions: string | undefined;
  /** The head, a character a byte. */
  readonly head: string;
  /** Where it begins, where places are asked for. */
  readonly place: Place | undefined;
  readonly malformedLines: number;
  /** The capture does not have all of it: what is absent here may have been sent. */
  readonly cut: boolean;
}

/** Whether a request's head asks for WebSocket. */
export function asksForWebSocket(head: Head): boolean {
  if (!head.upgrade && !head.webSocketField) return false;
  const { fields } = head.parsed;
  return fields.hasToken('upgrade', 'websocket') || fields.has('sec-websocket-key');
}

/** Whether a 101 response switches to WebSocket. */
export function switchesToWebSocket(head: Head): boolean {
  const { fields } = head.parsed;
  return fields.hasToken('upgrade', 'websocket') || fields.has('sec-websocket-accept');
}

/** Whether a 101 response names another protocol than WebSocket, of several that the request offered. */
export function switchesElsewhere(head: Head): boolean {
  return head.upgrade && !switchesToWebSocket(head);
}

export function readUpgradeRequest(head: Head, at: Moment, place?: Place): UpgradeRequest {
  const { text, startLine, fields } = head.parsed;
  const [, method = '', uri = '', http = ''] = /^(\S+)\s+(.*?)\s+HTTP\/(\d\.\d)$/i.exec(startLine) ?? [];
  return {
    at,
    method,
    uri,
    http,
    host: fields.first('host'),
    origin: fields.first('origin') ?? fields.first('sec-websocket-origin'),
    userAgent: fields.first('user-agent'),
    key: fields.first('sec-websocket-key'),
    subprotocols: fields.combined('sec-websocket-protocol'),
    extensions: fields.combined('sec-websocket-extensions'),
    obsolete: head.cut ? undefined : obsoleteDraft(fields),
    head: text,
    place,
    malformedLines: fields.malformed,
    cut: head.cut,
  };
}

export function readUpgradeResponse(head: Head, at: Moment, place?: Place): UpgradeResponse {
  const { text, startLine, fields } = head.parsed;
  const [, http = '', statusText = ''] = /^HTTP\/(\d\.\d)\s+\d{3}\s*(.*)$/i.exec(startLine) ?? [];
  return {
    at,
    http,
    status: head.status,
    statusText,
    accept: fields.first('sec-websocket-accept'),
    subprotocol: fields.combined('sec-websocket-protocol'),
    extensions: fields.combined('sec-websocket-extensions'),
    head: text,
    place,
    malformedLines: fields.malformed,
    cut: head.cut,
  };
}

/** hybi-00 (hixie-76) has two numbered keys; the drafts before it had none, and no version. */
function obsoleteDraft(fields: Fields): string | undefined {
  if (fields.has('sec-websocket-key1') || fields.has('sec-websocket-key2')) return 'hixie-76/hybi-00';
  if (!fields.has('sec-websocket-key') && !fields.has('sec-websocket-version')) return 'hixie-75';
  return undefined;
}

/** What Sec-WebSocket-Accept must be for this request; undefined where it has no key. */
export function expectedAccept(request: UpgradeRequest): string | undefined {
  return request.key === undefined ? undefined : acceptFor(request.key);
}
