import { latin1 } from './latin1.js';

/** The fields of a message's head. Only the heads of upgrades are read this far. */
export class Fields {
  readonly #values = new Map<string, string[]>();
  /** Lines that are no field: without a colon, or with blanks in the name. */
  malformed = 0;

  /** @param text the head without its start line */
  constructor(text: string) {
    // A line that begins with a blank continues the one before (obs-fold, RFC 9112, section 5.2).
    for (const line of text.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
      if (line === '') continue;
      const colon = line.indexOf(':');
      const name = line.slice(0, Math.max(colon, 0)).toLowerCase();
      if (!/^[!-9;-~]+$/.test(name)) {
        this.malformed++;
        continue;
      }
      const value = line.slice(colon + 1).replace(/^[ \t]+|[ \t\r]+$/g, '');
      const values = this.#values.get(name);
      if (values === undefined) this.#values.set(name, [value]);
      else values.push(value);
    }
  }

  /** The first value of a field. @param name in lower case */
  first(name: string): string | undefined {
    return this.#values.get(name)?.[0];
  }

  /** All values of a field as one list (RFC 9110, section 5.3); undefined where it is absent. @param name in lower case */
  combined(name: string): string | undefined {
    return this.#values.get(name)?.join(', ');
  }

  has(name: string): boolean {
    return this.#values.has(name);
  }

  /** Whether a field that is a list of tokens has this one, in any case. */
  hasToken(name: string, token: string): boolean {
    return (this.combined(name) ?? '').split(',').some((item) => item.trim().toLowerCase() === token);
  }
}

/** A request's or response's start line and fields. */
export interface ParsedHead {
  /** All of it, a character a byte. */
  readonly text: string;
  readonly startLine: string;
  readonly fields: Fields;
}

/** Makes strings of a head. Bytes beyond ASCII are read as Latin-1 (RFC 9110, section 5.5). */
export function parseHead(bytes: Uint8Array, start: number, end: number): ParsedHead {
  const text = latin1(bytes, start, end);
  const line = text.indexOf('\n');
  return { text, startLine: text.slice(0, line).replace(/[\s]+$/, ''), fields: new Fields(text.slice(line + 1)) };
}
