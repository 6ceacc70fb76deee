import { uint32, uint32le } from '../byte-order.js';
import type { Compression } from './decompress.js';
import { isPcapMagic } from './pcap.js';
import { isPcapng, PCAPNG_MAGIC } from './pcapng.js';
import { isSkippableMagic } from './skippable-frame.js';

/** What the first bytes of an input are. */
export type Detected =
  | { readonly kind: 'pcap' | 'pcapng' | 'unknown' }
  | { readonly kind: 'compressed'; readonly compression: Compression };

/** Bytes of a pcapng section header that show that it is one. */
const PCAPNG_HEAD_LENGTH = 12;
const ZSTD_MAGIC = 0xfd2fb528;
const LZ4_MAGIC = 0x184d2204;

/**
 * Tells what begins like this.
 * @param ended whether no bytes follow
 * @returns undefined where more bytes could tell
 */
export function detect(head: Uint8Array, ended: boolean): Detected | undefined {
  if (head.length >= 2 && head[0] === 0x1f && head[1] === 0x8b) return { kind: 'compressed', compression: 'gzip' };
  if (head.length < 4) return ended ? { kind: 'unknown' } : undefined;
  const magic = uint32(head, 0);
  if (isPcapMagic(magic)) return { kind: 'pcap' };
  if (magic === PCAPNG_MAGIC) {
    if (head.length < PCAPNG_HEAD_LENGTH) return ended ? { kind: 'pcapng' } : undefined;
    return { kind: isPcapng(head, 0) ? 'pcapng' : 'unknown' };
  }
  return detectFrames(head, ended);
}

/** Tells Zstandard from LZ4, behind skippable frames where there are such. */
function detectFrames(head: Uint8Array, ended: boolean): Detected | undefined {
  let at = 0;
  for (;;) {
    if (head.length - at < 4) break;
    const magic = uint32le(head, at);
    if (magic === ZSTD_MAGIC) return { kind: 'compressed', compression: 'zstd' };
    if (magic === LZ4_MAGIC) return { kind: 'compressed', compression: 'lz4' };
    // Skippable frames may stand before the first frame that tells the format.
    if (!isSkippableMagic(magic)) return { kind: 'unknown' };
    if (head.length - at < 8) break;
    at += 8 + uint32le(head, at + 4);
  }
  // Only a frame that was skipped leads here. Where it is longer than the head, the more common of the two is tried.
  return ended ? { kind: 'compressed', compression: 'zstd' } : undefined;
}
