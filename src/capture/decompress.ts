import * as zlib from 'node:zlib';
import { type ByteSource, StreamSource } from './source.js';
import type { ZlibTransform } from './zlib-stage.js';
import type { NewZstdFrameDecoder } from './zstd-frame.js';

/** Compressions of a whole capture that are undone. */
export type Compression = 'gzip' | 'zstd' | 'lz4';

/** Room for the longest zstd block, so that it comes in one piece. */
const ZSTD_CHUNK_LENGTH = 128 * 1024 + 1024;

/** What `source` holds when decompressed. Only what this compression needs is loaded. */
export async function decompress(compression: Compression, source: ByteSource): Promise<ByteSource> {
  return new StreamSource(await decompressor(compression, source));
}

async function decompressor(compression: Compression, source: ByteSource): Promise<AsyncIterable<Uint8Array>> {
  switch (compression) {
    case 'gzip':
      return (await import('./gzip.js')).gunzip(source);
    case 'lz4':
      return (await import('./lz4.js')).decompressLz4(source);
    case 'zstd':
      return (await import('./zstd.js')).decompressZstd(source, await zstdFrameDecoder());
  }
}

/** Node's own Zstandard where it has one (from 22.15 on), which is several times faster than fzstd. */
async function zstdFrameDecoder(): Promise<NewZstdFrameDecoder> {
  const { FzstdFrame, NativeZstdFrame } = await import('./zstd-frame.js');
  const { createZstdDecompress } = zlib as { createZstdDecompress?: (options: object) => ZlibTransform };
  if (createZstdDecompress !== undefined) {
    return (header) => new NativeZstdFrame(createZstdDecompress({ chunkSize: ZSTD_CHUNK_LENGTH }), header);
  }
  const { Decompress } = await import('fzstd');
  return (header) => new FzstdFrame(Decompress, header);
}
