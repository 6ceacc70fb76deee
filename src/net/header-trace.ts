import type { Cursor } from '../link/cursor.js';
import { HeaderSpan } from '../link/header-span.js';
import type { Layer } from '../link/layer.js';

/** Notes where each header of a packet stands while the packet is walked over. One object serves all packets. */
export class HeaderTrace {
  readonly #spans: HeaderSpan[] = [];
  #count = 0;
  /** The last header that was entered, and the one before it. */
  #last: HeaderSpan | undefined;
  #before: HeaderSpan | undefined;

  /** Headers of the packet, the outermost first. */
  get count(): number {
    return this.#count;
  }

  /** @param index 0 … count - 1 */
  at(index: number): HeaderSpan | undefined {
    return index < this.#count ? this.#spans[index] : undefined;
  }

  /** Another packet follows. */
  begin(): void {
    this.#count = 0;
    this.#last = undefined;
    this.#before = undefined;
  }

  /** The walk has come to a header: it stands at the cursor, and the one before ends there. */
  enter(layer: Layer, cursor: Cursor): void {
    this.leave(cursor);
    let span = this.#spans[this.#count];
    if (span === undefined) {
      span = new HeaderSpan();
      this.#spans.push(span);
    }
    this.#count++;
    this.#before = this.#last;
    this.#last = span;
    span.layer = layer;
    span.bytes = cursor.bytes;
    span.start = cursor.offset;
    span.end = cursor.end;
    span.payloadEnd = cursor.end;
    span.innerEnd = cursor.end;
    span.missing = cursor.missing;
    span.available = cursor.end;
    span.availableMissing = cursor.missing;
    span.ipVersion = cursor.ipVersion;
    span.source = cursor.source;
    span.destination = cursor.destination;
    span.before = this.#before?.layer ?? 0;
    span.next = 0;
    span.reassembled = cursor.reassembled;
    span.quoted = cursor.quoted;
  }

  /** The walk has moved over the last header that was entered. */
  leave(cursor: Cursor): void {
    const span = this.#last;
    if (span === undefined) return;
    span.next = cursor.next;
    if (span.bytes !== cursor.bytes) return;
    // A header that was not taken, as it is cut or damaged, leaves the cursor where it was.
    if (cursor.offset > span.start) span.end = cursor.offset;
    span.payloadEnd = cursor.end;
    span.innerEnd = cursor.end;
    span.missing = cursor.missing;
    this.#narrow(cursor);
  }

  /** What a header claims for itself is what the ones before it have inside. */
  #narrow(cursor: Cursor): void {
    const before = this.#before;
    if (before !== undefined && before.bytes === cursor.bytes && cursor.offset > before.end)
      before.innerEnd = cursor.end;
  }
}
