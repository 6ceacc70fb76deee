import type { BufferBudget } from '../buffer-budget.js';
import type { Side } from '../tcp/flow-table.js';
import { AgreedVersion } from './agreed-version.js';
import { looksLikeText } from './record.js';
import { TlsDirection } from './tls-direction.js';
import type { TlsSink } from './tls-sink.js';

/**
 * Follows a connection that speaks TLS: cuts both directions into records and names them as Wireshark does without
 * secrets. It holds what is open: for each direction a header and a hello.
 */
export class TlsConnection {
  readonly #agreed = new AgreedVersion();
  readonly #sides: readonly [TlsDirection, TlsDirection];
  #ended = 0;

  /** @param budget counts what is held of hellos that are not complete */
  constructor(sink: TlsSink, budget: BufferBudget) {
    const agreed = this.#agreed;
    this.#sides = [new TlsDirection(agreed, 0, sink, budget), new TlsDirection(agreed, 1, sink, budget)];
  }

  /** The version that both sides agreed on (see TlsVersion), UNKNOWN before any message that settles it. */
  get version(): number {
    return this.#agreed.version;
  }

  /** The protocol column of the segment that was last taken: `TLSv1.3`; `SSL` where no version is known. */
  get column(): string {
    return this.#agreed.column;
  }

  /** Records that came to their end in what was last taken: with one, a segment is TLS even where nothing has a name. */
  get ended(): number {
    return this.#ended;
  }

  /**
   * Takes bytes of one side in order: those of one segment, or of several that were late together.
   * @returns false where they are text between two records: nothing is taken then
   */
  data(from: Side, bytes: Uint8Array, start: number, end: number): boolean {
    const side = this.#sides[from];
    this.#agreed.begin();
    this.#ended = 0;
    if (side.atBoundary && looksLikeText(bytes, start, end)) return false;
    this.#ended = side.push(bytes, start, end);
    return true;
  }

  /** Steps over bytes of one side that the capture does not have. */
  gap(from: Side, length: number): void {
    this.#sides[from].gap(length);
  }

  /** Whether what a side sent so far ends inside a record: what follows completes it. */
  inRecord(from: Side): boolean {
    return !this.#sides[from].atBoundary;
  }

  /** Whether handshake messages of a side are encrypted: it has sent ChangeCipherSpec, before TLS 1.3. */
  encrypts(from: Side): boolean {
    return this.#sides[from].encrypts;
  }

  /** Nothing more will come: what is held is given back. */
  close(): void {
    for (const side of this.#sides) side.close();
  }
}
