import type { Extension } from '../../http/extensions.js';
import { ofHead } from '../evidence.js';
import { type Conversation, here, request, response, upgrade } from '../example.js';
import type { Rule } from '../rule.js';
import { isDeflate, parameterFault } from './handshake-deflate-offer.js';
import { extensionsOf } from './handshake-extension.js';

function parameter({ parameters }: Extension, name: string): { readonly value?: string } | undefined {
  return parameters.find((each) => each.name === name);
}

function windowBits(extension: Extension, name: string): number {
  return Number(parameter(extension, name)?.value ?? 15);
}

/** Why a response does not accept an offer, in words; undefined: it does (RFC 7692, sections 7.1.1 and 7.1.2). */
function mismatch(answer: Extension, offer: Extension): string | undefined {
  const [client, server] = ['client_max_window_bits', 'server_max_window_bits'];
  if (parameter(answer, client) !== undefined && parameter(offer, client) === undefined)
    return `${client} was not offered`;
  if (windowBits(answer, client) > windowBits(offer, client) && parameter(answer, client) !== undefined)
    return `${client} is larger than offered`;
  if (windowBits(answer, server) > windowBits(offer, server))
    return parameter(answer, server) === undefined ? `${server} is missing` : `${server} is larger than offered`;
  const takeover = 'server_no_context_takeover';
  if (parameter(offer, takeover) !== undefined && parameter(answer, takeover) === undefined)
    return `${takeover} is missing`;
  return undefined;
}

/** Why a response accepts none of the offers: what the last of them says; undefined: it accepts one. */
function mismatchOfAll(answer: Extension, offers: readonly Extension[]): string | undefined {
  let reason: string | undefined;
  for (const offer of offers) {
    reason = mismatch(answer, offer);
    if (reason === undefined) return undefined;
  }
  return reason;
}

/** A response to an offer, without the name of the extension. */
function answered(offer: string, answer: string): Conversation {
  const name = 'permessage-deflate; ';
  return [request({ extensions: name + offer }), here(response({ extensions: name + answer }))];
}

export const handshakeDeflateResponse: Rule = {
  id: 'handshake-deflate-response',
  family: 'handshake',
  severity: 'error',
  rfc: { number: 7692, section: '7.1' },
  summary: 'The parameters of permessage-deflate in the response must be valid, and accept an offer',
  why: 'A client must fail the connection on a parameter that is unknown, there twice or out of range; one that was not offered, or a window that is larger, it may be unable to serve.',
  remedy:
    'The server repeats server_no_context_takeover and server_max_window_bits of the offer, the latter with the same or a smaller value, and sends client_max_window_bits only where it was offered.',
  examples: {
    bad: [
      answered('client_max_window_bits', 'client_max_window_bits'),
      answered('client_max_window_bits', 'client_max_window_bits=16'),
      answered('client_max_window_bits', 'server_max_window_bits=10; server_max_window_bits=10'),
      answered('client_no_context_takeover', 'client_max_window_bits=10'),
      answered('client_max_window_bits=10', 'client_max_window_bits=12'),
      answered('server_max_window_bits=10', 'server_max_window_bits=12'),
      answered('server_max_window_bits=10', 'client_no_context_takeover'),
      answered('server_no_context_takeover', 'client_no_context_takeover'),
      [
        request({ extensions: 'permessage-deflate' }),
        here(response({ extensions: 'permessage-deflate, permessage-deflate' })),
      ],
    ],
    good: [
      [
        upgrade(
          { extensions: 'permessage-deflate; server_max_window_bits=10, permessage-deflate' },
          { extensions: 'permessage-deflate; client_no_context_takeover; server_max_window_bits=12' },
        ),
      ],
      [
        upgrade(
          { extensions: 'permessage-deflate; client_max_window_bits; server_no_context_takeover' },
          { extensions: 'permessage-deflate; client_max_window_bits="10"; server_no_context_takeover' },
        ),
      ],
    ],
  },
  create: () => (session) => {
    const { request: asked, response: answer } = session.upgrade;
    if (answer === undefined || answer.cut || session.session.status !== 101) return undefined;
    const [field] = answer.all('Sec-WebSocket-Extensions');
    const [chosen, second] = extensionsOf(answer)?.filter(isDeflate) ?? [];
    if (chosen === undefined) return undefined;
    let fault = second === undefined ? parameterFault(chosen, true) : 'there are two of it';
    if (fault === undefined && asked !== undefined && !asked.cut) {
      // An offer that is not valid cannot be accepted; that is the rule for offers.
      const offers = extensionsOf(asked)?.filter((offer) => isDeflate(offer) && !parameterFault(offer, false)) ?? [];
      fault = mismatchOfAll(chosen, offers);
    }
    if (fault !== undefined) session.report(ofHead(answer, `in the response's permessage-deflate, ${fault}`, field));
    return undefined;
  },
};
