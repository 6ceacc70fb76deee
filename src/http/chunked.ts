/** One chunk of a chunked body (RFC 9112, section 7.1); places are indexes in the message's bytes. */
export interface Chunk {
  /** First byte of the line with its size. */
  readonly start: number;
  /** Of its data. */
  readonly dataStart: number;
  readonly dataEnd: number;
  /** Behind the line end that follows the data. */
  readonly end: number;
  /** As its line says, in bytes. */
  readonly size: number;
}

export interface ChunkedBody {
  /** Those with data. */
  readonly chunks: readonly Chunk[];
  /** The line of the last chunk, of size 0; undefined where it is not there. */
  readonly last: { readonly start: number; readonly end: number } | undefined;
  /** The trailer section; from here to `end` where there is none. */
  readonly trailerEnd: number;
  /** Behind the empty line, or where the reading stopped. */
  readonly end: number;
}

const LF = 0x0a;
const CR = 0x0d;

/** A hostile body of chunks of one byte: those beyond this are not read. */
const MAX_CHUNKS = 100_000;

/** Longest size that is one: eight digits, leading zeros aside. */
const MAX_SIZE = 0xffff_ffff;

/** Reads a chunked body as far as it is there and well formed. */
export function readChunkedBody(bytes: Uint8Array, start: number, end: number): ChunkedBody {
  const chunks: Chunk[] = [];
  let at = start;
  while (at < end && chunks.length < MAX_CHUNKS) {
    const dataStart = lineEnd(bytes, at, end);
    const size = readSize(bytes, at, dataStart);
    if (dataStart < 0 || size < 0) break;
    if (size === 0) return readTrailer(bytes, chunks, at, dataStart, end);
    const dataEnd = Math.min(dataStart + size, end);
    let next = dataEnd;
    if (next < end && bytes[next] === CR) next++;
    if (next < end && bytes[next] === LF) next++;
    chunks.push({ start: at, dataStart, dataEnd, end: next, size });
    if (next === dataEnd) return { chunks, last: undefined, trailerEnd: next, end: next };
    at = next;
  }
  return { chunks, last: undefined, trailerEnd: at, end: at };
}

/** The data of all chunks in one. */
export function joinChunks(bytes: Uint8Array, chunks: readonly Chunk[]): Uint8Array {
  const length = chunks.reduce((sum, { dataStart, dataEnd }) => sum + dataEnd - dataStart, 0);
  const joined = new Uint8Array(length);
  let at = 0;
  for (const { dataStart, dataEnd } of chunks) {
    joined.set(bytes.subarray(dataStart, dataEnd), at);
    at += dataEnd - dataStart;
  }
  return joined;
}

function readTrailer(bytes: Uint8Array, chunks: Chunk[], start: number, lineStart: number, end: number): ChunkedBody {
  const last = { start, end: lineStart };
  let at = lineStart;
  while (at < end) {
    const next = lineEnd(bytes, at, end);
    if (next < 0) break;
    const isEmpty = bytes[at] === LF || (bytes[at] === CR && next === at + 2);
    if (isEmpty) return { chunks, last, trailerEnd: at, end: next };
    at = next;
  }
  return { chunks, last, trailerEnd: end, end };
}

/** Index behind the line feed; -1 where there is none. */
function lineEnd(bytes: Uint8Array, from: number, end: number): number {
  for (let at = from; at < end; at++) if (bytes[at] === LF) return at + 1;
  return -1;
}

/** @returns -1 where the line has no size */
function readSize(bytes: Uint8Array, from: number, end: number): number {
  let size = 0;
  let at = from;
  for (; at < end; at++) {
    const digit = Number.parseInt(String.fromCharCode(bytes[at] ?? 0), 16);
    if (Number.isNaN(digit)) break;
    size = size * 16 + digit;
    if (size > MAX_SIZE) return -1;
  }
  return at === from ? -1 : size;
}
