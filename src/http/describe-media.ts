import type { Tree } from '../field/tree.js';
import { FORM_FIELDS, LINE, MEDIA_FIELDS, MULTIPART_FIELDS, XML_FIELDS } from './content-fields.js';
import { describeJson } from './describe-json.js';
import { escapeText } from './escaped-text.js';
import { latin1 } from './latin1.js';
import { mediaKind } from './media-type.js';
import { byteCount, describeData } from './raw-data.js';
import { addLines, describeTextLines } from './text-lines.js';

/** Form items that are shown at most. */
const MAX_FORM_ITEMS = 10_000;

/** Draws a body as what its media type says; nothing where it has none. @param mediaType in lower case */
export function describeMedia(tree: Tree, bytes: Uint8Array, start: number, end: number, mediaType: string): void {
  switch (mediaKind(mediaType)) {
    case 'text':
      describeTextLines(tree, bytes, start, end, mediaType);
      break;
    case 'json':
      if (!describeJson(tree, bytes, start, end, mediaType)) describeTextLines(tree, bytes, start, end, mediaType);
      break;
    case 'xml':
      if (!tree.wants('xml')) break;
      tree.open(XML_FIELDS.protocol, undefined, start, end - start);
      addLines(tree, bytes, start, end);
      tree.close();
      break;
    case 'multipart':
      if (!tree.wants('mime_multipart')) break;
      tree.open(
        MULTIPART_FIELDS.protocol,
        undefined,
        start,
        end - start,
        `MIME Multipart Media Encapsulation, Type: ${mediaType}`,
      );
      addLines(tree, bytes, start, end);
      tree.close();
      break;
    case 'form':
      describeForm(tree, bytes, start, end, mediaType);
      break;
    case 'data':
      describeData(tree, bytes, start, end);
      break;
    case 'media':
      describeNamed(tree, bytes, start, end, mediaType);
      break;
    case 'none':
      break;
  }
}

function describeNamed(tree: Tree, bytes: Uint8Array, start: number, end: number, mediaType: string): void {
  if (!tree.wants('media')) return;
  const length = end - start;
  tree.open(MEDIA_FIELDS.protocol, undefined, start, length);
  const text = `Media type: ${escapeText(mediaType)} (${byteCount(length)})`;
  tree.add(MEDIA_FIELDS.type, bytes.subarray(start, end), start, length, text);
  tree.close();
}

/** The items of a form (application/x-www-form-urlencoded), each with its key and value unescaped. */
function describeForm(tree: Tree, bytes: Uint8Array, start: number, end: number, mediaType: string): void {
  if (!tree.wants('urlencoded-form')) return;
  tree.open(FORM_FIELDS.protocol, undefined, start, end - start, `HTML Form URL Encoded: ${mediaType}`);
  let at = start;
  for (const item of latin1(bytes, start, end).split('&', MAX_FORM_ITEMS)) {
    const length = Math.min(item.length + 1, end - at);
    const equals = item.includes('=') ? item.indexOf('=') : item.length;
    const key = unescapeForm(item.slice(0, equals));
    const value = unescapeForm(item.slice(equals + 1));
    tree.open(LINE, undefined, at, length, escapeText(`Form item: "${key}" = "${value}"`));
    tree.add(FORM_FIELDS.key, key, at, equals);
    tree.add(FORM_FIELDS.value, value, Math.min(at + equals + 1, end), Math.max(item.length - equals - 1, 0));
    tree.close();
    at += item.length + 1;
  }
  tree.close();
}

/** @param text one character for each byte */
function unescapeForm(text: string): string {
  const bytes = text
    .replaceAll('+', ' ')
    .replace(/%([0-9a-f]{2})/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
