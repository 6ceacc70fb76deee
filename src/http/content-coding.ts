import { brotliDecompressSync, constants, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';

/** What is left of a body when its codings are removed. */
export interface DecodedBody {
  readonly bytes: Uint8Array;
  /** The coding that could not be removed: the bytes are as that left them. */
  readonly left?: string;
}

type Decode = (bytes: Uint8Array, limit: number) => Uint8Array;

/** A body that the capture does not have to its end is decoded as far as it goes. */
const CUT = { finishFlush: constants.Z_SYNC_FLUSH };
const BROTLI_CUT = { finishFlush: constants.BROTLI_OPERATION_FLUSH };

const gunzip: Decode = (bytes, limit) => gunzipSync(bytes, { ...CUT, maxOutputLength: limit });

/** Codings of RFC 9110, section 8.4.1, and Brotli (RFC 7932). */
const DECODERS: ReadonlyMap<string, Decode> = new Map<string, Decode>([
  ['gzip', gunzip],
  ['x-gzip', gunzip],
  ['deflate', inflate],
  ['br', (bytes, limit) => brotliDecompressSync(bytes, { ...BROTLI_CUT, maxOutputLength: limit })],
]);

/** `deflate` is the zlib format; some servers send its data alone. */
function inflate(bytes: Uint8Array, limit: number): Uint8Array {
  const options = { ...CUT, maxOutputLength: limit };
  try {
    return inflateSync(bytes, options);
  } catch {
    return inflateRawSync(bytes, options);
  }
}

/** Whether a coding changes the bytes. */
export function isCoding(name: string): boolean {
  return name !== '' && name !== 'identity';
}

/**
 * Removes the codings of a body, the last one applied first.
 * @param codings in lower case, in the order in which they were applied
 * @param limit bytes that come of it at most
 */
export function decodeBody(bytes: Uint8Array, codings: readonly string[], limit: number): DecodedBody {
  let decoded = bytes;
  for (const coding of codings.toReversed()) {
    const decode = DECODERS.get(coding);
    if (decode === undefined) return { bytes: decoded, left: coding };
    try {
      decoded = decode(decoded, limit);
    } catch {
      return { bytes: decoded, left: coding };
    }
  }
  return { bytes: decoded };
}
