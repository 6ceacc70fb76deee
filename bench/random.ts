/** A small deterministic generator (xorshift32), so that a seed always makes the same capture. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = (seed ^ 0x9e3779b9) >>> 0 || 1;
  }

  /** 0 to 2^32 - 1. */
  word(): number {
    let x = this.#state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.#state = x >>> 0;
    return this.#state;
  }

  /** An integer from `least` up to and including `most`. */
  between(least: number, most: number): number {
    return least + (this.word() % (most - least + 1));
  }

  /** True in `percent` of a hundred calls. */
  chance(percent: number): boolean {
    return this.word() % 100 < percent;
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.word() % items.length];
    if (item === undefined) throw new RangeError('nothing to pick from');
    return item;
  }
}
