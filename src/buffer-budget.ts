/**
 * Counts the bytes that are held for all connections together, so that no capture can make the whole grow beyond one
 * limit however many connections it opens.
 */
export class BufferBudget {
  /** Bytes held now. */
  used = 0;

  /** @param limit bytes that may be held at once */
  constructor(readonly limit: number) {}

  /** Counts `bytes` as held. @returns false, and counts nothing, where that would exceed the limit */
  reserve(bytes: number): boolean {
    if (this.used + bytes > this.limit) return false;
    this.used += bytes;
    return true;
  }

  release(bytes: number): void {
    this.used -= bytes;
  }
}
