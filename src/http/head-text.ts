/** A field line of a head, as sent. */
export interface HeadField {
  readonly name: string;
  /** Without the blanks around it; folded lines are joined by a space. */
  readonly value: string;
  /** Of its line, in bytes from the beginning of the head. */
  readonly offset: number;
  /** Of its line without the line end, in bytes. */
  readonly length: number;
}

/** A message's head line by line (RFC 9112, section 2.1), in the order and the spelling of its sender. */
export interface HeadText {
  readonly startLine: string;
  readonly fields: readonly HeadField[];
  /** Lines that are no fields; their `name` is empty. */
  readonly malformed: readonly HeadField[];
}

const LINE = /([^\n]*?)\r?(?:\n|$)/y;
const NAME = /^[!-9;-~]+$/;

/** @param text the head, a character a byte */
export function parseHeadText(text: string): HeadText {
  const fields: HeadField[] = [];
  const malformed: HeadField[] = [];
  let startLine: string | undefined;
  for (let offset = 0; offset < text.length; ) {
    LINE.lastIndex = offset;
    const match = LINE.exec(text);
    const line = match?.[1] ?? '';
    const last = fields.at(-1);
    if (startLine === undefined) startLine = line;
    else if (/^[ \t]/.test(line) && last !== undefined) {
      fields[fields.length - 1] = {
        ...last,
        value: `${last.value} ${line.trim()}`,
        length: offset + line.length - last.offset,
      };
    } else if (line !== '') {
      const colon = line.indexOf(':');
      const name = line.slice(0, Math.max(colon, 0));
      const place = { offset, length: line.length };
      if (NAME.test(name)) fields.push({ name, value: line.slice(colon + 1).trim(), ...place });
      else malformed.push({ name: '', value: line, ...place });
    }
    offset += Math.max(match?.[0].length ?? 0, 1);
  }
  return { startLine: startLine ?? '', fields, malformed };
}
