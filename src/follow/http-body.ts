import { copyMoment, type Moment } from '../capture/moment.js';
import { decodeBody } from '../http/content-coding.js';
import type { From } from '../session/events.js';
import type { FollowSink } from './follow-sink.js';

/**
 * The body of an HTTP message while it comes. It is one piece, as Wireshark shows it; one without codings that is longer
 * than the limit is several.
 */
export class HttpBody {
  readonly #sink: FollowSink;
  readonly #from: From;
  readonly #codings: readonly string[];
  readonly #limit: number;
  #bytes: Uint8Array = new Uint8Array(0);
  #length = 0;
  /** Bytes of a coded body that cannot be decoded any more: what is before them is missing, or they are too many. */
  #useless = 0;
  #broken = false;
  #packet = 0;
  #at: Readonly<Moment> | undefined;

  /**
   * @param codings to be removed, in lower case, in the order in which they were applied
   * @param limit bytes that are held at most
   */
  constructor(sink: FollowSink, from: From, codings: readonly string[], limit: number) {
    this.#sink = sink;
    this.#from = from;
    this.#codings = codings;
    this.#limit = limit;
  }

  add(bytes: Uint8Array, start: number, end: number, packet: number, at: Readonly<Moment>): void {
    if (this.#length + end - start > this.#limit) this.#full();
    if (this.#broken) {
      this.#useless += end - start;
      return;
    }
    if (this.#length + end - start > this.#bytes.length) this.#grow(this.#length + end - start);
    this.#bytes.set(bytes.subarray(start, end), this.#length);
    this.#length += end - start;
    this.#packet = packet;
    this.#at = copyMoment(at);
  }

  #grow(length: number): void {
    const larger = new Uint8Array(length * 2);
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
  }

  /** Hands out what has come, where that means something without the rest. */
  flush(): void {
    if (this.#codings.length === 0) this.#tell();
  }

  /** Bytes of it that the capture does not have. */
  hole(length: number, at: Readonly<Moment>): void {
    this.#tell();
    this.#sink.hole(this.#from, length, at);
    if (this.#codings.length > 0) this.#broken = true;
  }

  /** Nothing more of it will come. */
  end(): void {
    this.#tell();
    if (this.#useless > 0) {
      const text = `${this.#useless} bytes of ${this.#codings.join(', ')} data that cannot be decoded without what is before them`;
      this.#sink.note(this.#from, text);
    }
    this.#useless = 0;
  }

  #full(): void {
    this.#tell();
    if (this.#codings.length > 0) this.#broken = true;
  }

  /** Hands out what has come. */
  #tell(): void {
    const at = this.#at;
    if (this.#length === 0 || at === undefined) return;
    const { bytes, left } = decodeBody(this.#bytes.subarray(0, this.#length), this.#codings, this.#limit);
    this.#bytes = new Uint8Array(0);
    this.#length = 0;
    this.#sink.piece({ from: this.#from, bytes, start: 0, end: bytes.length, packet: this.#packet, at });
    if (left !== undefined) this.#sink.note(this.#from, `the body above is ${left} data, which could not be decoded`);
  }
}
