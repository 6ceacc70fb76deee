/** How `-T fields` writes values; the names are those of tshark's `-E`. */
export interface FieldsOptions {
  /** A first line with the names. */
  readonly header: boolean;
  /** Between fields. */
  readonly separator: string;
  /** Around the values of a field: `"`, `'` or nothing. */
  readonly quote: '"' | "'" | '';
  /** Which of several values of a field. */
  readonly occurrence: 'first' | 'last' | 'all';
  /** Between the values of a field. */
  readonly aggregator: string;
  /** Begin with a byte order mark. */
  readonly bom: boolean;
  /** Write control characters visibly, so that a packet is one line. */
  readonly escape: boolean;
}

export const DEFAULT_FIELDS_OPTIONS: FieldsOptions = {
  header: false,
  separator: '\t',
  quote: '',
  occurrence: 'all',
  aggregator: ',',
  bom: false,
  escape: true,
};

const YES_OR_NO: Readonly<Record<string, boolean>> = { y: true, n: false };
const QUOTES: Readonly<Record<string, FieldsOptions['quote']>> = { d: '"', s: "'", n: '' };
const OCCURRENCES: Readonly<Record<string, FieldsOptions['occurrence']>> = { f: 'first', l: 'last', a: 'all' };

/** What may stand behind each name, for messages. */
export const FIELDS_OPTION_VALUES: ReadonlyMap<string, string> = new Map([
  ['header', 'y or n'],
  ['separator', '/t, /s or one character'],
  ['quote', 'd, s or n'],
  ['occurrence', 'f, l or a'],
  ['aggregator', '/s or one character'],
  ['bom', 'y or n'],
  ['escape', 'y or n'],
]);

/** @returns the options with one changed as `name=value` says, or undefined where it says nothing known */
export function withFieldsOption(options: FieldsOptions, text: string): FieldsOptions | undefined {
  const equals = text.indexOf('=');
  const name = text.slice(0, Math.max(equals, 0));
  const value = text.slice(equals + 1);
  switch (name) {
    case 'header':
    case 'bom':
    case 'escape':
      return changed(options, name, own(YES_OR_NO, value));
    case 'separator':
    case 'aggregator':
      return changed(options, name, character(value));
    case 'quote':
      return changed(options, name, own(QUOTES, value));
    case 'occurrence':
      return changed(options, name, own(OCCURRENCES, value));
    default:
      return undefined;
  }
}

function changed<K extends keyof FieldsOptions>(
  options: FieldsOptions,
  name: K,
  value: FieldsOptions[K] | undefined,
): FieldsOptions | undefined {
  return value === undefined ? undefined : { ...options, [name]: value };
}

function own<T>(values: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}

function character(value: string): string | undefined {
  if (value === '/t') return '\t';
  if (value === '/s') return ' ';
  return [...value].length === 1 ? value : undefined;
}
