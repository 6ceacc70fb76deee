import { type PacketWindow, type Place, placeOf } from '../capture/packet-window.js';

/** Pieces of a message that are located; bytes behind them are found by their packet alone. */
const MOST_PIECES = 1024;
const COLUMNS = 4;

/** Where the payload of a message stands: its pieces, as numbers. */
export class PayloadPlaces {
  /** Of the first frame's header. */
  begin: Place = { packet: 0 };
  readonly #window: PacketWindow;
  /** Offset in the payload, packet, offset in the packet, offset in the file. */
  #numbers: number[] = [];
  #length = 0;

  constructor(window: PacketWindow) {
    this.#window = window;
  }

  reset(begin: Place): void {
    this.begin = begin;
    if (this.#numbers.length > COLUMNS) this.#numbers = [];
    else this.#numbers.length = 0;
    this.#length = 0;
  }

  add(bytes: Uint8Array, start: number, end: number, carrier: number): void {
    if (this.#numbers.length < MOST_PIECES * COLUMNS) {
      const offset = this.#window.offsetOf(bytes, start);
      this.#numbers.push(this.#length, carrier, offset, this.#window.fileOffsetOf(offset));
    }
    this.#length += end - start;
  }

  /** Steps over bytes that the capture does not have. */
  skip(length: number): void {
    this.#length += length;
  }

  placeOf(offset: number): Place {
    const numbers = this.#numbers;
    let at = numbers.length - COLUMNS;
    while (at > 0 && (numbers[at] ?? 0) > offset) at -= COLUMNS;
    const [first = 0, packet = this.begin.packet, inPacket = -1, inFile = -1] = numbers.slice(
      Math.max(at, 0),
      at + COLUMNS,
    );
    const beyond = offset - first;
    return placeOf(packet, inPacket < 0 ? -1 : inPacket + beyond, inFile + beyond);
  }
}
