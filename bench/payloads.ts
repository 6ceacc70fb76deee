import type { Random } from './random.js';

const WORDS =
  'price order limit depth trade status value user room message update market open close héllo Zürich 你好'.split(' ');

/** A JSON text of exactly `length` octets (at least 40): what chats and tickers send. */
function jsonMessage(random: Random, length: number): Buffer {
  const head = `{"type":"${random.pick(['chat', 'tick', 'move'])}","seq":${random.between(1, 99999)},"text":"`;
  let text = Buffer.from(head);
  while (text.length < length - 2) text = Buffer.concat([text, Buffer.from(`${random.pick(WORDS)} `)]);
  // A cut in the middle of a character would leave invalid UTF-8.
  let end = length - 2;
  while (end < text.length && ((text[end] ?? 0) & 0xc0) === 0x80) end--;
  return Buffer.concat([text.subarray(0, end), Buffer.alloc(length - 2 - end, '.'), Buffer.from('"}')]);
}

/** Small JSON texts of `least` to `most` octets to choose from. */
export function jsonMessages(random: Random, least: number, most: number, count = 4096): Buffer[] {
  return Array.from({ length: count }, () => jsonMessage(random, random.between(least, most)));
}

/** A long JSON array that can be cut into documents of any length behind one of its records. */
export class JsonDocument {
  readonly #bytes: Buffer;
  /** Where each record ends, without its comma. */
  readonly #ends: number[] = [];

  constructor(random: Random, length: number) {
    const records: Buffer[] = [Buffer.from('[')];
    let end = 1;
    while (end < length) {
      const record = jsonMessage(random, random.between(80, 300));
      records.push(record, Buffer.from(','));
      this.#ends.push(end + record.length);
      end += record.length + 1;
    }
    this.#bytes = Buffer.concat(records);
  }

  /** A JSON array of about `length` octets, at most 300 fewer. */
  cut(length: number): Buffer {
    const end = this.#ends.findLast((candidate) => candidate < length) ?? this.#ends[0] ?? 1;
    const document = Buffer.from(this.#bytes.subarray(0, end + 1));
    document[end] = 0x5d;
    return document;
  }
}

/** Octets without any structure. */
export function randomOctets(random: Random, length: number): Buffer {
  const octets = Buffer.allocUnsafe(length);
  for (let i = 0; i < length; i++) octets[i] = random.word();
  return octets;
}
