import { crc32, createInflateRaw } from 'node:zlib';
import { CompressedInput } from './compressed-input.js';
import { CaptureProblem } from './problem.js';
import type { ByteSource } from './source.js';
import { ZlibStage, type ZlibTransform } from './zlib-stage.js';

/** Flags of a member's header (RFC 1952, section 2.3.1). */
const Flag = { HEADER_CRC: 0x02, EXTRA: 0x04, NAME: 0x08, COMMENT: 0x10, RESERVED: 0xe0 } as const;
const HEADER_LENGTH = 10;
const TRAILER_LENGTH = 8;
const DEFLATE = 8;
/** Bytes of output in one piece: with less, going through zlib costs more than inflating. */
const CHUNK_LENGTH = 256 * 1024;

/**
 * Decompresses gzip (RFC 1952), all members of it, checking their lengths and CRCs. Each member is inflated by itself, so
 * that what follows the last one is known to be no part of it, and all that was inflated before a cut is given. Of what
 * stands before damage within a member, zlib keeps up to {@link CHUNK_LENGTH} bytes to itself.
 * @throws CaptureProblem behind the last byte that could be decompressed
 */
export async function* gunzip(source: ByteSource): AsyncGenerator<Uint8Array> {
  const input = new CompressedInput(source, 'gzip');
  for (let member = 1; ; member++) {
    if (member > 1 && !(await isNextMember(input))) return;
    await takeHeader(input);
    const stage = new ZlibStage(createInflateRaw({ chunkSize: CHUNK_LENGTH }) as unknown as ZlibTransform);
    let crc = 0;
    let length = 0;
    try {
      for await (const chunk of inflate(stage, input)) {
        crc = crc32(chunk, crc);
        length += chunk.length;
        yield chunk;
      }
    } finally {
      stage.destroy();
    }
    if (!(await input.need(TRAILER_LENGTH))) throw input.cut();
    if (input.uint32(0) !== crc || input.uint32(4) !== length % 2 ** 32) {
      throw input.damaged('does not have the checksum that it says');
    }
    input.take(TRAILER_LENGTH);
  }
}

/** Inflates the member whose deflate data begins at `input.start`, and takes just that. */
async function* inflate(stage: ZlibStage, input: CompressedInput): AsyncGenerator<Uint8Array> {
  for (;;) {
    if (input.length === 0 && !(await input.more())) throw input.cut();
    const used = stage.bytesUsed;
    stage.write(input.bytes.subarray(input.start, input.end));
    for (let chunk = await stage.next(); chunk !== undefined; chunk = await stage.next()) {
      input.produced += chunk.length;
      yield chunk;
    }
    if (stage.error !== undefined) throw input.damaged(`cannot be decompressed (${stage.error.message})`);
    input.take(stage.bytesUsed - used);
    if (stage.ended) return;
  }
}

/** Whether another member follows. Zeros that pad the file to its end are none. */
async function isNextMember(input: CompressedInput): Promise<boolean> {
  for (;;) {
    if (!(await input.need(1))) return false;
    if (input.uint8(0) !== 0) break;
    input.take(1);
  }
  if ((await input.need(2)) && input.uint16(0) === 0x8b1f) return true;
  const message = `behind the gzip data, from byte ${input.offset} of the file on, there is something else, which was left out`;
  throw new CaptureProblem('capture-damaged', input.produced, message);
}

async function takeHeader(input: CompressedInput): Promise<void> {
  if (!(await input.need(HEADER_LENGTH))) throw input.cut();
  const flags = input.uint8(3);
  if (input.uint8(2) !== DEFLATE || (flags & Flag.RESERVED) !== 0) throw input.damaged('has no valid header');
  input.take(HEADER_LENGTH);
  if ((flags & Flag.EXTRA) !== 0) {
    if (!(await input.need(2)) || !(await input.skip(2 + input.uint16(0)))) throw input.cut();
  }
  if ((flags & Flag.NAME) !== 0) await takeText(input);
  if ((flags & Flag.COMMENT) !== 0) await takeText(input);
  if ((flags & Flag.HEADER_CRC) !== 0 && !(await input.skip(2))) throw input.cut();
}

/** Steps over a text that a zero ends. */
async function takeText(input: CompressedInput): Promise<void> {
  for (;;) {
    const zero = input.bytes.indexOf(0, input.start);
    if (zero >= 0 && zero < input.end) {
      input.take(zero + 1 - input.start);
      return;
    }
    input.take(input.length);
    if (!(await input.more())) throw input.cut();
  }
}
