import type { From } from '../session/events.js';

/** A header field as it is sent. */
type Header = readonly [name: string, value: string];

interface HeadStep {
  readonly key?: string;
  readonly extensions?: string;
  /** Put after the others, as they are. */
  readonly headers?: readonly Header[];
  /** Names of fields that are left out. */
  readonly without?: readonly string[];
}

/** How an example differs from an ordinary upgrade request. */
export interface RequestFields extends HeadStep {
  readonly uri?: string;
  readonly host?: string;
  /** Sec-WebSocket-Protocol. */
  readonly protocols?: string;
}

/** How an example differs from the response that accepts it. */
export interface ResponseFields extends HeadStep {
  readonly accept?: string;
  /** Sec-WebSocket-Protocol. */
  readonly protocol?: string;
}

/** How a frame differs from an ordinary one of its side. */
export interface FrameFields {
  readonly fin?: boolean;
  readonly rsv1?: boolean;
  readonly rsv2?: boolean;
  readonly rsv3?: boolean;
  /** Eight hex digits; none: without a mask. Clients mask with 37fa213d and servers do not unless given. */
  readonly mask?: string;
  readonly lengthForm?: 7 | 16 | 64;
  readonly claimedLength?: number | bigint;
  /** Deflates the payload (RFC 7692) and sets RSV1. */
  readonly deflate?: { readonly contextTakeover?: boolean; readonly windowBits?: number };
}

/** What a step says of its packet. */
interface Remarks {
  /** The finding is about this packet; a text: about these bytes, in hex. */
  readonly here?: string | true;
  /** It was sent, and is not in the capture. */
  readonly lost?: true;
}

export type Step = Remarks &
  (
    | ({ readonly step: 'request' } & { readonly fields: RequestFields })
    | ({ readonly step: 'response' } & { readonly fields: ResponseFields })
    | { readonly step: 'head'; readonly from: From; readonly line: string; readonly headers: readonly Header[] }
    | {
        readonly step: 'frame';
        readonly from: From;
        readonly opcode: number;
        readonly payload: string | Uint8Array;
        readonly fields: FrameFields;
      }
    | { readonly step: 'bytes'; readonly from: From; readonly bytes: Uint8Array }
    | { readonly step: 'wait'; readonly milliseconds: number }
    | { readonly step: 'end'; readonly from: From; readonly how: 'fin' | 'rst' }
  );

/** A conversation: a TCP handshake comes first, each data segment is acknowledged. */
export type Conversation = readonly (Step | readonly Step[])[];

/** Conversations that a rule finds fault with, once each, at the step that says `here`; and their sound twins. */
export interface RuleExamples {
  readonly bad: readonly Conversation[];
  readonly good: readonly Conversation[];
}

/** Marks the step that the finding is about. @param bytes the offending ones, in hex */
export function here(step: Step, bytes?: string): Step {
  return { ...step, here: bytes ?? true };
}

/** The step was sent, and is not in the capture. */
export function lost(step: Step): Step {
  return { ...step, lost: true };
}

export function request(fields: RequestFields = {}): Step {
  return { step: 'request', fields };
}

export function response(fields: ResponseFields = {}): Step {
  return { step: 'response', fields };
}

/** Request and response. */
export function upgrade(asked: RequestFields = {}, answered: ResponseFields = {}): readonly Step[] {
  return [request(asked), response(answered)];
}

/** Any other HTTP message head. */
export function head(from: From, line: string, headers: readonly Header[] = []): Step {
  return { step: 'head', from, line, headers };
}

export function frame(from: From, opcode: number, payload: string | Uint8Array = '', fields: FrameFields = {}): Step {
  return { step: 'frame', from, opcode, payload, fields };
}

export function text(from: From, payload: string | Uint8Array, fields: FrameFields = {}): Step {
  return frame(from, 1, payload, fields);
}

export function binary(from: From, payload: string | Uint8Array, fields: FrameFields = {}): Step {
  return frame(from, 2, payload, fields);
}

export function ping(from: From, payload: string | Uint8Array = ''): Step {
  return frame(from, 9, payload);
}

export function pong(from: From, payload: string | Uint8Array = ''): Step {
  return frame(from, 10, payload);
}

/** @param code none: a Close without a payload */
export function close(from: From, code?: number, reason = ''): Step {
  if (code === undefined) return frame(from, 8);
  return frame(from, 8, Buffer.concat([Uint8Array.of(code >> 8, code & 0xff), Buffer.from(reason, 'utf8')]));
}

/** Octets as they are, in a segment of their own. @param hex digits, blanks between them are skipped */
export function bytes(from: From, hex: string): Step {
  return { step: 'bytes', from, bytes: octets(hex) };
}

/** @param hex digits, blanks between them are skipped */
export function octets(hex: string): Uint8Array {
  return Buffer.from(hex.replace(/\s/g, ''), 'hex');
}

export function wait(milliseconds: number): Step {
  return { step: 'wait', milliseconds };
}

export function fin(from: From): Step {
  return { step: 'end', from, how: 'fin' };
}

export function rst(from: From): Step {
  return { step: 'end', from, how: 'rst' };
}

/** The client's Close, the server's answer, and the end of TCP, which the server begins (RFC 6455, section 7.1.1). */
export function goodbye(): readonly Step[] {
  return [close('client', 1000), close('server', 1000), fin('server'), fin('client')];
}
