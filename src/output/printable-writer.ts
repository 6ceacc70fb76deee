import { printable } from '../field/printable.js';
import type { TextSink } from '../field/text-sink.js';
import type { ByteWriter } from './byte-writer.js';

/** Writes what it is told so that it is safe to show, as {@link printable} makes it. */
export class PrintableWriter implements TextSink {
  readonly #writer: ByteWriter;

  constructor(writer: ByteWriter) {
    this.#writer = writer;
  }

  text(text: string): void {
    if (!this.#writer.plain(text)) this.#writer.text(printable(text));
  }

  integer(value: number): void {
    this.#writer.integer(value);
  }
}
