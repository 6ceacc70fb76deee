import type { Extension } from '../../http/extensions.js';
import { ofHead } from '../evidence.js';
import { here, request, response, upgrade } from '../example.js';
import type { Rule } from '../rule.js';
import { extensionsOf } from './handshake-extension.js';

/** 8 … 15, without a leading zero (RFC 7692, section 7.1.2). */
const WINDOW_BITS = /^(?:[89]|1[0-5])$/;

/** The parameters of permessage-deflate (RFC 7692, section 7.1), and whether they have a value. */
const PARAMETERS: ReadonlyMap<string, 'none' | 'window' | 'window-in-response'> = new Map([
  ['server_no_context_takeover', 'none'],
  ['client_no_context_takeover', 'none'],
  ['server_max_window_bits', 'window'],
  ['client_max_window_bits', 'window-in-response'],
]);

/** Whether an extension is the one of RFC 7692. */
export function isDeflate({ name }: Extension): boolean {
  return name === 'permessage-deflate';
}

/** What is wrong with the parameters of permessage-deflate as such, in words; undefined: nothing. */
export function parameterFault({ parameters }: Extension, inResponse: boolean): string | undefined {
  const seen = new Set<string>();
  for (const { name, value } of parameters) {
    const kind = PARAMETERS.get(name);
    const shown = name.slice(0, 40);
    if (kind === undefined) return `${shown} is no parameter of permessage-deflate`;
    if (seen.has(name)) return `${shown} is there twice`;
    seen.add(name);
    if (kind === 'none') {
      if (value !== undefined) return `${shown} must have no value`;
    } else if (value === undefined) {
      if (kind === 'window' || inResponse) return `${shown} must have a value`;
    } else if (!WINDOW_BITS.test(value)) {
      return `${shown} is ${value.slice(0, 40)}, not 8 to 15`;
    }
  }
  return undefined;
}

export const handshakeDeflateOffer: Rule = {
  id: 'handshake-deflate-offer',
  family: 'handshake',
  severity: 'error',
  rfc: { number: 7692, section: '7.1' },
  summary: 'The parameters of an offer of permessage-deflate must be valid',
  why: 'A server must decline an offer with an unknown parameter, one that is there twice, or a value out of range: nothing is compressed.',
  remedy:
    'The client offers server_no_context_takeover and client_no_context_takeover without a value, server_max_window_bits with 8 to 15, and client_max_window_bits with 8 to 15 or none.',
  examples: {
    bad: [
      [here(request({ extensions: 'permessage-deflate; server_max_window_bits' })), response()],
      [here(request({ extensions: 'permessage-deflate; client_max_window_bits=16' })), response()],
      [here(request({ extensions: 'permessage-deflate; client_max_window_bits=08' })), response()],
      [here(request({ extensions: 'permessage-deflate; client_no_context_takeover=1' })), response()],
      [
        here(request({ extensions: 'permessage-deflate; client_max_window_bits; client_max_window_bits=10' })),
        response(),
      ],
      [here(request({ extensions: 'permessage-deflate; window=10' })), response()],
    ],
    good: [
      [upgrade({ extensions: 'permessage-deflate; client_max_window_bits' })],
      [
        upgrade({
          extensions: 'permessage-deflate; server_max_window_bits="10"; client_no_context_takeover, permessage-deflate',
        }),
      ],
      [upgrade({ extensions: 'x-webkit-deflate-frame; window=10' })],
    ],
  },
  create: () => (session) => {
    const { request: asked } = session.upgrade;
    if (asked === undefined || asked.cut) return undefined;
    const [field] = asked.all('Sec-WebSocket-Extensions');
    for (const offer of extensionsOf(asked)?.filter(isDeflate) ?? []) {
      const fault = parameterFault(offer, false);
      if (fault === undefined) continue;
      session.report(ofHead(asked, `in an offer of permessage-deflate, ${fault}`, field));
      break;
    }
    return undefined;
  },
};
