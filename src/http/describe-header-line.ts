import { addExpert, ExpertGroup, Severity } from '../field/expert.js';
import type { Field } from '../field/field.js';
import type { Tree } from '../field/tree.js';
import { LINE } from './content-fields.js';
import { decodeText, escapedText } from './escaped-text.js';
import type { HeaderLine } from './head-lines.js';
import { latin1 } from './latin1.js';
import { HEADER_FIELDS, HTTP_FIELDS } from './message-fields.js';

/** RFC 9110, section 5.6.2 */
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9a-z]+$/;

const TRANSFER_CODINGS = new Set(['chunked', 'compress', 'x-compress', 'deflate', 'gzip', 'x-gzip', 'identity']);

const MAX_UINT64 = 0xffff_ffff_ffff_ffffn;

/**
 * Draws a header field: as what it is where Wireshark has a name for it, and as a line in any case.
 * @param lines all fields of the head
 */
export function describeHeaderLine(
  tree: Tree,
  bytes: Uint8Array,
  line: HeaderLine,
  isResponse: boolean,
  lines: readonly HeaderLine[],
): void {
  const { start, end, name } = line;
  const text = tree.whole ? escapedText(bytes, start, end) : undefined;
  if (name === '' && bytes[start] !== 0x3a) {
    tree.add(LINE, undefined, start, end - start, text);
    return;
  }
  const lineField = isResponse ? HTTP_FIELDS.responseLine : HTTP_FIELDS.requestLine;
  const field: Field | undefined = Object.hasOwn(HEADER_FIELDS, name) ? HEADER_FIELDS[name] : undefined;
  const value = field === undefined ? undefined : decodeText(bytes, line.valueStart, line.valueEnd);
  const lineValue = decodeText(bytes, start, end);
  tree.open(field ?? lineField, value ?? lineValue, start, end - start, text);
  if (value !== undefined) describeValue(tree, bytes, line, value, lines);
  if (field === undefined && !TOKEN.test(name)) {
    addExpert(tree, HTTP_FIELDS.badHeaderName, Severity.WARNING, ExpertGroup.PROTOCOL, start, end - start);
  }
  tree.close();
  if (field !== undefined) tree.hidden(lineField, lineValue, start, end - start);
}

function describeValue(
  tree: Tree,
  bytes: Uint8Array,
  line: HeaderLine,
  value: string,
  lines: readonly HeaderLine[],
): void {
  const { start, end, valueStart, valueEnd } = line;
  switch (line.name) {
    case 'content-length': {
      const digits = /^\d{1,20}/.exec(value)?.[0];
      const length = digits === undefined ? MAX_UINT64 + 1n : BigInt(digits);
      if (length <= MAX_UINT64) tree.generated(HTTP_FIELDS.contentLength, length, start, end - start);
      break;
    }
    case 'authorization':
    case 'proxy-authorization':
      if (/^basic /i.test(value)) {
        const credentials = Buffer.from(value.slice(6), 'base64').toString('utf8');
        tree.add(HTTP_FIELDS.credentials, credentials, valueStart, valueEnd - valueStart);
      }
      break;
    case 'cookie':
      describeCookies(tree, bytes, valueStart, valueEnd);
      break;
    case 'transfer-encoding':
      remarkOnCoding(tree, line, value, lines);
      break;
    default:
      break;
  }
}

function describeCookies(tree: Tree, bytes: Uint8Array, start: number, end: number): void {
  let at = start;
  for (const pair of latin1(bytes, start, end).split(';')) {
    const from = at + pair.length - pair.trimStart().length;
    const length = pair.trim().length;
    if (length > 0) tree.add(HTTP_FIELDS.cookiePair, decodeText(bytes, from, from + length), from, length);
    at += pair.length + 1;
  }
}

function remarkOnCoding(tree: Tree, line: HeaderLine, value: string, lines: readonly HeaderLine[]): void {
  const { start, end } = line;
  const codings = value
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim());
  if (lines.some(({ name }) => name === 'content-length')) {
    addExpert(tree, HTTP_FIELDS.lengthAndCoding, Severity.WARNING, ExpertGroup.MALFORMED, start, end - start);
  }
  if (codings.some((coding) => !TRANSFER_CODINGS.has(coding))) {
    addExpert(tree, HTTP_FIELDS.unknownCoding, Severity.WARNING, ExpertGroup.UNDECODED, start, end - start);
  }
}
