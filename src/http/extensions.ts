/** One extension of a Sec-WebSocket-Extensions field, with its parameters in order. */
export interface Extension {
  /** As sent; tokens are compared without regard to case here, as peers do. */
  readonly name: string;
  readonly parameters: readonly { readonly name: string; readonly value?: string }[];
}

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+/;
const QUOTED = /^"((?:[^"\\]|\\.)*)"/;

/**
 * Reads a Sec-WebSocket-Extensions field by its grammar (RFC 6455, section 9.1): a list of extensions, each with
 * parameters, whose values can be quoted.
 * @returns the extensions, or undefined where the field does not follow the grammar
 */
export function parseExtensions(field: string): Extension[] | undefined {
  const extensions: Extension[] = [];
  let rest = field.trimStart();
  while (rest !== '') {
    if (rest.startsWith(',')) {
      rest = rest.slice(1).trimStart();
      continue;
    }
    const name = TOKEN.exec(rest)?.[0];
    if (name === undefined) return undefined;
    rest = rest.slice(name.length).trimStart();
    const parameters: { name: string; value?: string }[] = [];
    while (rest.startsWith(';')) {
      rest = rest.slice(1).trimStart();
      const parameter = TOKEN.exec(rest)?.[0];
      if (parameter === undefined) return undefined;
      rest = rest.slice(parameter.length).trimStart();
      if (!rest.startsWith('=')) {
        parameters.push({ name: parameter.toLowerCase() });
        continue;
      }
      rest = rest.slice(1).trimStart();
      const quoted = QUOTED.exec(rest);
      const value = quoted?.[1]?.replace(/\\(.)/g, '$1') ?? TOKEN.exec(rest)?.[0];
      if (value === undefined) return undefined;
      rest = rest.slice(quoted?.[0].length ?? value.length).trimStart();
      parameters.push({ name: parameter.toLowerCase(), value });
    }
    extensions.push({ name: name.toLowerCase(), parameters });
    if (rest !== '' && !rest.startsWith(',')) return undefined;
  }
  return extensions;
}

/** What was agreed on for permessage-deflate (RFC 7692, section 7.1). */
export interface DeflateAgreement {
  readonly clientNoContextTakeover: boolean;
  readonly serverNoContextTakeover: boolean;
  /** 8 … 15 */
  readonly clientMaxWindowBits: number;
  readonly serverMaxWindowBits: number;
}

/** The agreement in a response's extensions; undefined where permessage-deflate is not among them. */
export function deflateAgreement(extensions: readonly Extension[]): DeflateAgreement | undefined {
  const deflate = extensions.find(({ name }) => name === 'permessage-deflate');
  if (deflate === undefined) return undefined;
  const has = (name: string): boolean => deflate.parameters.some((parameter) => parameter.name === name);
  const bits = (name: string): number => {
    const value = Number(deflate.parameters.find((parameter) => parameter.name === name)?.value ?? 15);
    return value >= 8 && value <= 15 ? value : 15;
  };
  return {
    clientNoContextTakeover: has('client_no_context_takeover'),
    serverNoContextTakeover: has('server_no_context_takeover'),
    clientMaxWindowBits: bits('client_max_window_bits'),
    serverMaxWindowBits: bits('server_max_window_bits'),
  };
}
