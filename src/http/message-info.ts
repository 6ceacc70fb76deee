import { type BodyFacts, readBodyFacts } from './body-facts.js';
import { entityOf } from './describe-body.js';
import { escapedText } from './escaped-text.js';
import { readLine } from './head-lines.js';
import type { HttpMessage } from './http-message.js';
import { type MediaKind, mediaKind, mediaTypeOf } from './media-type.js';

/** What the packet list says of a message. */
export interface MessageInfo {
  /** `HTTP`, `HTTP/JSON`, `HTTP/XML`. */
  readonly protocol: string;
  /** `GET /chat HTTP/1.1 `; the texts of several messages in a packet follow each other as they are. */
  readonly info: string;
  /** Its layers, as in frame.protocols: `http`, and what its body is. */
  readonly layers: readonly string[];
}

const BARE: readonly string[] = ['http'];

/** By what a body is, as in frame.protocols. */
const LAYERS: Readonly<Record<MediaKind, readonly string[]>> = {
  none: BARE,
  text: ['http', 'data-text-lines'],
  json: ['http', 'json'],
  xml: ['http', 'xml'],
  form: ['http', 'urlencoded-form'],
  multipart: ['http', 'mime_multipart'],
  data: ['http', 'data'],
  media: ['http', 'media'],
};

const PROTOCOLS: Readonly<Partial<Record<MediaKind, string>>> = { json: 'HTTP/JSON', xml: 'HTTP/XML' };

/** What the packet list says where only the head of a message has come: the body adds nothing yet. */
export function headInfo(bytes: Uint8Array, start: number, headEnd: number): string {
  return `${escapedText(bytes, start, readLine(bytes, start, headEnd).textEnd)} `;
}

/** What the packet list says of a whole message. */
export function messageInfo({ bytes, start, headEnd, end }: HttpMessage): MessageInfo {
  const info = headInfo(bytes, start, headEnd);
  if (headEnd >= end) return bareInfo(info);
  const facts = readBodyFacts(bytes, start, headEnd);
  return bodyInfo(info, facts, hasContent(bytes, headEnd, end, facts));
}

/** The same of a message that has no body. @param info {@link headInfo} */
export function bareInfo(info: string): MessageInfo {
  return { protocol: 'HTTP', info, layers: BARE };
}

/** The same of a message with a body. @param content whether that has anything behind its codings that can be shown */
export function bodyInfo(info: string, facts: BodyFacts, content: boolean): MessageInfo {
  const mediaType = mediaTypeOf(facts.contentType);
  const kind = mediaKind(mediaType);
  if (kind === 'none' || !content) return bareInfo(info);
  return { protocol: PROTOCOLS[kind] ?? 'HTTP', info: info + mediaInfo(kind, mediaType), layers: LAYERS[kind] };
}

/** Whether a body has anything behind its codings that can be shown. */
function hasContent(bytes: Uint8Array, start: number, end: number, facts: BodyFacts): boolean {
  const entity = entityOf({ bytes, start, end }, facts);
  return entity !== undefined && entity.start < entity.end;
}

function mediaInfo(kind: MediaKind, mediaType: string): string {
  switch (kind) {
    case 'json':
      return `, JavaScript Object Notation (${mediaType})`;
    case 'text':
    case 'form':
    case 'media':
      return ` (${mediaType})`;
    default:
      return '';
  }
}

/** What the packet list says of bytes that are no message. */
export const CONTINUATION_INFO = 'Continuation';
