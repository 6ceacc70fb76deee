import { uint8, uint16 } from '../byte-order.js';
import { printable } from '../field/printable.js';

/** The longest name as text (RFC 1035, section 3.1: 255 bytes on the wire), in bytes. */
const MAX_TEXT = 253;

/** Pointers that one name may follow; more of them go round in a circle. */
const MAX_POINTERS = 255;

/** Labels behind a pointer that are walked over; a name has no room for more than 127. */
const MAX_LABELS = 512;

/** Reads names (RFC 1035, section 4.1.4: labels, and pointers to labels before). One object reads all names. */
export class DnsName {
  /** As Wireshark shows it: `example.com`, `<Root>`. */
  text = '';
  /** Length of the text in bytes as it stands in the message; 0 for the root. */
  length = 0;
  /** How many labels the name has. */
  labels = 0;
  /** Index behind the name, where it first stands. */
  end = 0;

  readonly #bytes = new Uint8Array(MAX_TEXT);

  /**
   * Reads the name at `at`.
   * @param start index of the message's first byte, which pointers count from
   * @param end index behind the message
   * @returns false where the name is cut, points outside of the message, or has a label of another kind
   */
  read(bytes: Uint8Array, start: number, end: number, at: number): boolean {
    this.length = 0;
    this.labels = 0;
    let pointers = 0;
    let labels = 0;
    let index = at;
    for (;;) {
      if (index >= end) return false;
      const first = uint8(bytes, index);
      if (first === 0) break;
      if (first < 0x40) {
        if (pointers > 0 && labels++ > MAX_LABELS) break;
        if (index + 1 + first > end) return false;
        this.#append(bytes, index + 1, index + 1 + first);
        index += 1 + first;
        continue;
      }
      if (first < 0xc0 || index + 2 > end) return false;
      if (pointers++ === 0) this.end = index + 2;
      if (pointers > MAX_POINTERS) return this.#finish('<Name contains a pointer that loops>');
      index = start + (uint16(bytes, index) & 0x3fff);
    }
    if (pointers === 0) this.end = index + 1;
    if (this.labels === 0) return this.#finish('<Root>');
    if (this.length > MAX_TEXT) return this.#finish('<Name too long>');
    return this.#finish(printable(Buffer.from(this.#bytes.buffer, 0, this.length).toString('utf8')));
  }

  #append(bytes: Uint8Array, start: number, end: number): void {
    const dot = this.labels++ === 0 ? 0 : 1;
    const at = this.length + dot;
    this.length = at + end - start;
    if (this.length > MAX_TEXT) return;
    if (dot === 1) this.#bytes[at - 1] = 0x2e;
    for (let index = start; index < end; index++) this.#bytes[at + index - start] = bytes[index] as number;
  }

  #finish(text: string): true {
    this.text = text;
    return true;
  }
}
