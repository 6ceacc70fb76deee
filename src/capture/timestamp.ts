import type { Packet } from './packet.js';

/** 2^32. */
const WORD = 4_294_967_296;
/** Largest upper word of a count that a double holds exactly (2^53). */
const EXACT_HIGH = 0x1f_ffff;
/** Whole seconds either side of 1970 that a Date can hold, with a fraction behind them. */
const MAX_SECONDS = 8_639_999_999_999;
/** Finest resolutions whose remainders can be turned into nanoseconds without leaving what a double holds exactly. */
const FINEST_DECIMAL = 9;
const FINEST_BINARY = 32;

/**
 * Turns the 64-bit time stamps of a pcapng interface (draft-ietf-opsawg-pcapng, section 4.2: if_tsresol and if_tsoffset)
 * into seconds and nanoseconds, exactly: fractions of a nanosecond are cut off. Resolutions up to 10^-9 and 2^-32 s take
 * no BigInt.
 */
export class TimestampClock {
  /** As a part of a second: `10^-6`. */
  readonly resolution: string;
  readonly timeDigits: 6 | 9;
  readonly #unitsPerSecond: number;
  /** Nanoseconds of a unit are `#numerator / #denominator`. */
  readonly #numerator: number;
  readonly #denominator: number;
  readonly #offset: number;
  /** Set for resolutions that are too fine for plain numbers. */
  readonly #manyPerSecond: bigint | undefined;

  /**
   * @param resolution if_tsresol as it stands in the file: 0 … 127 is 10^-n s, with the upper bit set 2^-n s
   * @param offset if_tsoffset: seconds to add; what is beyond the range of a Date is cut to it
   */
  constructor(resolution = 6, offset = 0) {
    const exponent = resolution & 0x7f;
    const binary = (resolution & 0x80) !== 0;
    this.resolution = `${binary ? 2 : 10}^-${exponent}`;
    this.timeDigits = exponent <= (binary ? 19 : 6) ? 6 : 9;
    this.#offset = offset;
    this.#unitsPerSecond = (binary ? 2 : 10) ** exponent;
    // 10^9 = 5^9 × 2^9: the powers of two cancel, which keeps the product small enough to be exact.
    this.#numerator = binary ? 5 ** 9 : 10 ** (FINEST_DECIMAL - exponent);
    this.#denominator = binary ? 2 ** (exponent - 9) : 1;
    this.#manyPerSecond =
      exponent > (binary ? FINEST_BINARY : FINEST_DECIMAL) ? (binary ? 2n : 10n) ** BigInt(exponent) : undefined;
  }

  /** Gives `packet` the time that the two words of a time stamp say. */
  stamp(packet: Packet, high: number, low: number): void {
    const perSecond = this.#unitsPerSecond;
    let seconds: number;
    let rest: number;
    if (this.#manyPerSecond !== undefined) {
      this.#stampFinest(packet, high, low, this.#manyPerSecond);
      return;
    }
    if (high <= EXACT_HIGH) {
      const units = high * WORD + low;
      seconds = Math.floor(units / perSecond);
      rest = units - seconds * perSecond;
    } else {
      // Long division in base 2^16: each step stays below 2^48.
      const upper = Math.floor(high / perSecond);
      const first = (high - upper * perSecond) * 0x10000 + (low >>> 16);
      const middle = Math.floor(first / perSecond);
      const second = (first - middle * perSecond) * 0x10000 + (low & 0xffff);
      const lower = Math.floor(second / perSecond);
      seconds = upper * WORD + middle * 0x10000 + lower;
      rest = second - lower * perSecond;
    }
    packet.seconds = clamp(seconds + this.#offset);
    const parts = rest * this.#numerator;
    packet.nanoseconds = this.#denominator === 1 ? parts : Math.floor(parts / this.#denominator);
    packet.timeDigits = this.timeDigits;
  }

  #stampFinest(packet: Packet, high: number, low: number, perSecond: bigint): void {
    const units = (BigInt(high) << 32n) | BigInt(low);
    packet.seconds = clamp(Number(units / perSecond) + this.#offset);
    packet.nanoseconds = Number(((units % perSecond) * 1_000_000_000n) / perSecond);
    packet.timeDigits = this.timeDigits;
  }
}

/** Seconds within the range of a Date. */
function clamp(seconds: number): number {
  return Math.min(Math.max(seconds, -MAX_SECONDS), MAX_SECONDS);
}
