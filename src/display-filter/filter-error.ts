/** A range of the filter's text, in UTF-16 units; `end` is behind the last one. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** The filter cannot be understood. The message says what is wrong at `start … end` and what was expected there. */
export class FilterError extends Error implements TextRange {
  readonly start: number;
  readonly end: number;

  constructor(message: string, { start, end }: TextRange) {
    super(message);
    this.name = 'FilterError';
    this.start = start;
    this.end = end;
  }
}

/** Characters of a word of the filter that a message repeats. */
const LONGEST_QUOTE = 40;

/** Characters of the filter that are shown on either side of the mark. */
const CONTEXT = 60;

/** Characters that are shown within the mark. */
const LONGEST_MARK = 80;

/** Characters of a message. */
const LONGEST_MESSAGE = 300;

/** A piece of the filter as a message names it: `'tcp.prot'`. */
export function quoted(text: string): string {
  return `'${onOneLine(shortened(text, LONGEST_QUOTE))}'`;
}

/**
 * The error as one line, with the place marked in the filter: `filter: 'websocket.opcod' is no field; did you mean
 * websocket.opcode? (at 20: tcp.stream == 0 && >>>websocket.opcod<<< == 1)`. Characters are counted from 1.
 * @param text the filter that was compiled
 */
export function renderFilterError(error: FilterError, text: string): string {
  const { start, end } = error;
  const before = start > CONTEXT ? `…${text.slice(start - CONTEXT, start)}` : text.slice(0, start);
  const after = shortened(text.slice(end), CONTEXT);
  const marked = `${before}>>>${shortened(text.slice(start, end), LONGEST_MARK)}<<<${after}`;
  return `filter: ${shortened(error.message, LONGEST_MESSAGE)} (at ${start + 1}: ${onOneLine(marked)})`;
}

function shortened(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length)}…` : text;
}

/** Control and format characters could act on a terminal or end the line. */
function onOneLine(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}
