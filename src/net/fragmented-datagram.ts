const INITIAL_CAPACITY = 4096;
/** What the object itself and its place in the table take, about, in bytes. */
const OVERHEAD = 512;
/** What a run of bytes takes in the list of runs, in bytes. */
const RUN_OVERHEAD = 16;

/** One IP datagram that comes in fragments: its header and as much of its data as has come. */
export class FragmentedDatagram {
  /** The IP header, and the data behind it. */
  bytes: Uint8Array;
  /** Of the data; -1 until the first fragment came. */
  protocol = -1;
  /** Length of the data; -1 until the last fragment came. */
  #length = -1;
  /** Runs of the data that have come: start and end of each, ascending, with gaps between them. */
  readonly #runs: number[] = [];
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
    return this.bytes.length + this.#runs.length * RUN_OVERHEAD + OVERHEAD;
  }

  get isWhole(): boolean {
    const [start = -1, end = -1] = this.#runs;
    return this.#length >= 0 && start === 0 && end >= this.#length;
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
    let end = position + length;
    if (this.#length < 0) {
      if (!more) this.#length = end;
    } else {
      end = Math.min(end, this.#length);
    }
    if (position >= end) return;
    const runs = this.#runs;
    let first = 0;
    while (first < runs.length && (runs[first + 1] as number) < position) first += 2;
    let from = position;
    let behind = first;
    for (; behind < runs.length && (runs[behind] as number) <= end; behind += 2) {
      this.#take(bytes, at - position, from, runs[behind] as number, position + captured);
      from = Math.max(from, runs[behind + 1] as number);
    }
    this.#take(bytes, at - position, from, end, position + captured);
    const start = behind > first ? Math.min(position, runs[first] as number) : position;
    runs.splice(first, behind - first, start, Math.max(from, end));
  }

  /**
   * Copies the data from `from` up to `to`, as far as it is captured.
   * @param base index in `bytes` where the datagram's data would begin
   * @param capturedEnd how far it is captured
   */
  #take(bytes: Uint8Array, base: number, from: number, to: number, capturedEnd: number): void {
    if (from >= to) return;
    const end = Math.max(Math.min(to, capturedEnd), from);
    if (end < to) this.#cut = Math.min(this.#cut, end);
    this.#reserve(this.headerLength + end);
    this.bytes.set(bytes.subarray(base + from, base + end), this.headerLength + from);
  }

  #reserve(length: number): void {
    if (length <= this.bytes.length) return;
    const larger = new Uint8Array(length * 2);
    larger.set(this.bytes);
    this.bytes = larger;
  }
}
