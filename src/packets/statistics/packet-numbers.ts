/** A set of packet numbers, in a bit each. */
export class PacketNumbers {
  #bits = new Uint8Array(1024);

  /** @param packet from 1 */
  add(packet: number): void {
    const index = Math.floor(packet / 8);
    if (index >= this.#bits.length) {
      const grown = new Uint8Array(Math.max(index + 1, this.#bits.length * 2));
      grown.set(this.#bits);
      this.#bits = grown;
    }
    this.#bits[index] = (this.#bits[index] ?? 0) | (1 << (packet & 7));
  }

  has(packet: number): boolean {
    return ((this.#bits[Math.floor(packet / 8)] ?? 0) & (1 << (packet & 7))) !== 0;
  }
}
