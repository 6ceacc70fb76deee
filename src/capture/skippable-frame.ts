/** Zstandard (RFC 8878, section 3.1.2) and LZ4 share these frames, 16 of them. */
const SKIPPABLE_MAGIC = 0x184d2a50;

/** Whether this magic number, read little-endian, begins a skippable frame. */
export function isSkippableMagic(magic: number): boolean {
  return (magic & ~0xf) >>> 0 === SKIPPABLE_MAGIC;
}
