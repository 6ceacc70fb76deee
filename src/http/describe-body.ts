import { addExpert, ExpertGroup, Severity } from '../field/expert.js';
import type { Tree } from '../field/tree.js';
import { type BodyFacts, codingOf, isChunked } from './body-facts.js';
import { type ChunkedBody, joinChunks, readChunkedBody } from './chunked.js';
import { decodeBody } from './content-coding.js';
import { LINE } from './content-fields.js';
import { describeMedia } from './describe-media.js';
import { decodeText, escapedText, stringEnd } from './escaped-text.js';
import { mediaKind, mediaTypeOf } from './media-type.js';
import { HTTP_FIELDS } from './message-fields.js';
import { byteCount, describeData } from './raw-data.js';

/** A body without its codings, or what of it could not be undone. */
export interface Entity {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
}

/** Longest body that is decoded to be shown, in bytes. */
const MAX_DECODED = 64 * 1024 * 1024;

/** A body without its chunks and content coding. @returns undefined where the coding cannot be undone */
export function entityOf(body: Entity, facts: BodyFacts): Entity | undefined {
  const entity = isChunked(facts.transferEncoding)
    ? whole(joinChunks(body.bytes, readChunkedBody(body.bytes, body.start, body.end).chunks))
    : body;
  const coding = codingOf(facts.contentEncoding);
  if (coding === '' || entity.start === entity.end) return entity;
  const decoded = decode(coding, entity);
  return decoded === undefined ? undefined : whole(decoded);
}

/** @returns undefined where the coding is not known, or the bytes are not so coded */
function decode(coding: string, { bytes, start, end }: Entity): Uint8Array | undefined {
  const decoded = decodeBody(bytes.subarray(start, end), [coding], MAX_DECODED);
  return decoded.left === undefined ? decoded.bytes : undefined;
}

function whole(bytes: Uint8Array): Entity {
  return { bytes, start: 0, end: bytes.length };
}

/**
 * Draws a body; the item of its message is open, and is closed here, as most media stand beside it.
 * @param from index of the body's first byte
 */
export function describeBody(tree: Tree, bytes: Uint8Array, from: number, end: number, facts: BodyFacts): void {
  if (!isChunked(facts.transferEncoding) || from === end) {
    describeEntity(tree, { bytes, start: from, end }, facts);
    return;
  }
  const chunked = readChunkedBody(bytes, from, end);
  describeChunks(tree, bytes, from, chunked);
  const entity = whole(joinChunks(bytes, chunked.chunks));
  const before = enter(tree, 'De-chunked entity body', entity);
  if (chunked.chunks.length === 0) describeFileData(tree, entity);
  describeEntity(tree, entity, facts);
  tree.leaveSource(before);
}

function enter(tree: Tree, title: string, entity: Entity): number {
  return tree.enterSource({ title, ...entity });
}

/** Draws a body without its chunks. */
function describeEntity(tree: Tree, coded: Entity, facts: BodyFacts): void {
  const length = coded.end - coded.start;
  const coding = codingOf(facts.contentEncoding);
  if (length === 0) {
    tree.close();
  } else if (coding === '') {
    describeDecoded(tree, coded, facts);
  } else {
    const text = `Content-encoded entity body (${coding}): ${byteCount(length)}`;
    const decoded = decode(coding, coded);
    if (decoded === undefined) {
      tree.open(LINE, undefined, coded.start, length, text);
      addExpert(tree, HTTP_FIELDS.notDecoded, Severity.WARNING, ExpertGroup.UNDECODED, coded.start, length);
      describeData(tree, coded.bytes, coded.start, coded.end);
      tree.close();
      tree.close();
      return;
    }
    tree.add(LINE, undefined, coded.start, length, `${text} -> ${byteCount(decoded.length)}`);
    const before = enter(tree, 'Uncompressed entity body', whole(decoded));
    describeDecoded(tree, whole(decoded), facts);
    tree.leaveSource(before);
  }
}

function describeDecoded(tree: Tree, entity: Entity, facts: BodyFacts): void {
  const { bytes, start, end } = entity;
  describeFileData(tree, entity);
  const mediaType = mediaTypeOf(facts.contentType);
  if (mediaKind(mediaType) === 'none') describeData(tree, bytes, start, end);
  tree.close();
  describeMedia(tree, bytes, start, end, mediaType);
}

function describeFileData(tree: Tree, { bytes, start, end }: Entity): void {
  const value = decodeText(bytes, start, stringEnd(bytes, start, end));
  tree.add(HTTP_FIELDS.fileData, value, start, end - start, `File Data: ${end - start} bytes`);
}

function describeChunks(tree: Tree, bytes: Uint8Array, from: number, body: ChunkedBody): void {
  tree.open(LINE, undefined, from, body.end - from, 'HTTP chunked response');
  for (const { start, dataStart, dataEnd, end, size } of body.chunks) {
    tree.open(LINE, undefined, start, end - start, `Data chunk (${size} octets)`);
    tree.add(HTTP_FIELDS.chunkSize, size, start, dataStart - start);
    tree.add(HTTP_FIELDS.chunkData, bytes.subarray(dataStart, dataEnd), dataStart, dataEnd - dataStart);
    if (end > dataEnd) tree.add(HTTP_FIELDS.chunkBoundary, bytes.subarray(dataEnd, end), dataEnd, end - dataEnd);
    tree.close();
  }
  const { last, trailerEnd, end } = body;
  if (last !== undefined) {
    tree.open(LINE, undefined, last.start, last.end - last.start, 'End of chunked encoding');
    tree.add(HTTP_FIELDS.chunkSize, 0, last.start, last.end - last.start);
    tree.close();
    if (trailerEnd > last.end) {
      const value = decodeText(bytes, last.end, trailerEnd);
      tree.add(HTTP_FIELDS.trailer, value, last.end, trailerEnd - last.end);
    }
    if (end > trailerEnd) {
      tree.add(LINE, undefined, trailerEnd, end - trailerEnd, escapedText(bytes, trailerEnd, end));
    }
  }
  tree.close();
}
