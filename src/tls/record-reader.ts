import * as record from './record.js';

/** Takes the records of one direction piece by piece, as their bytes come. */
export interface TlsRecordSink {
  /**
   * Whether a record begins here, judged by the five bytes of a header. Where none does, the rest of the piece is not
   * of TLS.
   */
  isRecord(bytes: Uint8Array, at: number): boolean;
  /** A header is complete; the reader's fields describe the record until the next one begins. */
  recordBegin(reader: TlsRecordReader): void;
  /** Bytes of the fragment, the first of them at {@link TlsRecordReader.offset} of it. */
  recordFragment(reader: TlsRecordReader, bytes: Uint8Array, start: number, end: number): void;
  /** Bytes of the fragment that the capture does not have. */
  recordMissing(reader: TlsRecordReader, length: number): void;
  recordEnd(reader: TlsRecordReader): void;
  /** The rest of a piece where no record begins. */
  noRecord(): void;
}

/**
 * Cuts the byte stream of one direction into records (RFC 8446, section 5.1). Where the pieces of the input end makes no
 * difference to records. It holds five bytes at most.
 */
export class TlsRecordReader {
  contentType = 0;
  version = 0;
  /** As the header says: the fragment's length in bytes. */
  length = 0;
  /** How much of the fragment has come, or is known to be missing. */
  offset = 0;

  readonly #sink: TlsRecordSink;
  #inFragment = false;
  /** A header whose first bytes came alone. */
  readonly #partial = new Uint8Array(record.RECORD_HEADER_LENGTH);
  #partialLength = 0;

  constructor(sink: TlsRecordSink) {
    this.#sink = sink;
  }

  /** Whether the next byte begins a record. */
  get atBoundary(): boolean {
    return !this.#inFragment && this.#partialLength === 0;
  }

  /** Bytes of the present fragment that are still to come; 0 between records and inside a header. */
  get remaining(): number {
    return this.#inFragment ? this.length - this.offset : 0;
  }

  push(bytes: Uint8Array, start: number, end: number): void {
    let at = start;
    while (at < end) {
      if (this.#inFragment) {
        at = this.#fragment(bytes, at, end);
      } else if (this.#partialLength === 0 && end - at >= record.RECORD_HEADER_LENGTH) {
        if (!this.#begin(bytes, at)) return;
        at += record.RECORD_HEADER_LENGTH;
      } else {
        this.#partial[this.#partialLength++] = bytes[at++] as number;
        if (this.#partialLength < record.RECORD_HEADER_LENGTH) continue;
        this.#partialLength = 0;
        if (!this.#begin(this.#partial, 0)) return;
      }
    }
  }

  #begin(bytes: Uint8Array, at: number): boolean {
    if (!this.#sink.isRecord(bytes, at)) {
      this.#sink.noRecord();
      return false;
    }
    this.contentType = record.contentType(bytes, at);
    this.version = record.recordVersion(bytes, at);
    this.length = record.recordLength(bytes, at);
    this.offset = 0;
    this.#inFragment = true;
    this.#sink.recordBegin(this);
    if (this.length === 0) this.#end();
    return true;
  }

  #fragment(bytes: Uint8Array, at: number, end: number): number {
    const piece = Math.min(end - at, this.length - this.offset);
    this.#sink.recordFragment(this, bytes, at, at + piece);
    this.offset += piece;
    if (this.offset === this.length) this.#end();
    return at + piece;
  }

  #end(): void {
    this.#inFragment = false;
    this.#sink.recordEnd(this);
  }

  /**
   * Steps over bytes that the capture does not have.
   * @returns false where the hole goes beyond the present record, so that it is not known where the next one begins
   */
  gap(length: number): boolean {
    const remaining = this.remaining;
    if (remaining === 0 || length > remaining) return false;
    this.#sink.recordMissing(this, length);
    this.offset += length;
    if (this.offset === this.length) this.#end();
    return true;
  }

  /** Forgets the present record: the next byte is taken as the first of a header. */
  reset(): void {
    this.#inFragment = false;
    this.#partialLength = 0;
  }
}
