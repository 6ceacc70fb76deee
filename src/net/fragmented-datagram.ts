/** Fragments begin at multiples of this many bytes (RFC 791, section 3.1). */
const UNIT = 8;
const INITIAL_CAPACITY = 4096;
/** What the object itself and its place in the table take, about, in bytes. */
const OVERHEAD = 512;

/** One IP datagram that comes in fragments: its header and as much of its data as has come. */
export class FragmentedDatagram {
  /** The IP header, and the data behind it. */
  bytes: Uint8Array;
  /** Of the data; -1 until the first fragment came. */
  protocol = -1;
  /** Length of the data; -1 until the last fragment came. */
  #length = -1;
  /** 1 for each unit of the data that has come. */
  #units = new Uint8Array(INITIAL_CAPACITY / UNIT);
  #unitsCome = 0;
  /** Where the first byte of the data stands that came but was cut off by the snaplen. */
  #cut = Number.MAX_SAFE_INTEGER;

  /**
   * @param headerLength in bytes
   * @param time when its first fragment came: capture time in seconds
   */
  constructor(
    readonly headerLength: number,
    readonly time: number,
  ) {
    this.bytes = new Uint8Array(headerLength + INITIAL_CAPACITY);
  }

  /** Bytes it holds, and a little for itself. */
  get size(): number {
    return this.bytes.length + this.#units.length + OVERHEAD;
  }

  get isWhole(): boolean {
    return this.#length >= 0 && this.#unitsCome === unitsOf(this.#length) && this.protocol >= 0;
  }

  /** Index in `bytes` behind the data that is there without a gap, when it is whole. */
  get end(): number {
    return this.headerLength + Math.min(this.#length, this.#cut);
  }

  /** Bytes of the data behind `end`, which the snaplen cut off. */
  get missing(): number {
    return Math.max(this.#length - this.#cut, 0);
  }

  /**
   * Takes the IP header at `bytes[at]`, but the destination address from `bytes[destination]`, where a Routing header
   * may have it.
   */
  setHeader(bytes: Uint8Array, at: number, destination: number, destinationOffset: number): void {
    const addressLength = this.headerLength - destinationOffset;
    this.bytes.set(bytes.subarray(at, at + this.headerLength));
    this.bytes.set(bytes.subarray(destination, destination + addressLength), destinationOffset);
  }

  /**
   * Takes the data of a fragment, where none has come before.
   * @param at index of the data in `bytes`
   * @param captured how many bytes of it are there
   * @param position of the data in the datagram's, in bytes
   * @param length of the data on the wire
   * @param more whether this is not the last fragment
   */
  add(bytes: Uint8Array, at: number, captured: number, position: number, length: number, more: boolean): void {
    const wireEnd = this.#length < 0 ? position + length : Math.min(position + length, this.#length);
    const end = Math.min(position + captured, wireEnd);
    const first = position / UNIT;
    const last = unitsOf(wireEnd);
    this.#reserve(end, last);
    if (!more && this.#length < 0) {
      this.#length = wireEnd;
      this.#unitsCome = this.#units.subarray(0, last).reduce((sum, come) => sum + come, 0);
    }
    const nextTaken = this.#units.indexOf(1, first);
    if (nextTaken < 0 || nextTaken >= last) {
      this.#take(bytes, at, position, end, first, last);
      return;
    }
    for (let unit = first; unit < last; unit++) {
      if (this.#units[unit] !== 0) continue;
      const from = unit * UNIT;
      this.#take(bytes, at + from - position, from, Math.min(end, from + UNIT), unit, unit + 1);
    }
  }

  /**
   * Takes the units `first … last`, of which the bytes from `from` to `end` are captured.
   * @param at index of the first byte in `bytes`
   */
  #take(bytes: Uint8Array, at: number, from: number, end: number, first: number, last: number): void {
    if (first >= last) return;
    if (end > from) this.bytes.set(bytes.subarray(at, at + end - from), this.headerLength + from);
    const wireEnd = this.#length < 0 ? last * UNIT : Math.min(last * UNIT, this.#length);
    if (end < wireEnd) this.#cut = Math.min(this.#cut, Math.max(end, from));
    this.#units.fill(1, first, last);
    this.#unitsCome += last - first;
  }

  /** Makes room for the data up to `end` and for as many units as `units`. */
  #reserve(end: number, units: number): void {
    if (this.headerLength + end > this.bytes.length) {
      const larger = new Uint8Array(this.headerLength + end * 2);
      larger.set(this.bytes);
      this.bytes = larger;
    }
    if (units > this.#units.length) {
      const larger = new Uint8Array(units * 2);
      larger.set(this.#units);
      this.#units = larger;
    }
  }
}

function unitsOf(length: number): number {
  return Math.ceil(length / UNIT);
}
