import { describe, expect, it } from 'vitest';
import { deflateAgreement, parseExtensions } from '../../src/http/extensions.js';

/** `name; a; b=1`, one text per extension. */
function read(field: string): string[] | undefined {
  return parseExtensions(field)?.map(({ name, parameters }) =>
    [name, ...parameters.map((one) => (one.value === undefined ? one.name : `${one.name}=${one.value}`))].join('; '),
  );
}

describe('Sec-WebSocket-Extensions by its grammar (RFC 6455, section 9.1)', () => {
  it.each<[string, string[] | undefined]>([
    ['', []],
    ['permessage-deflate', ['permessage-deflate']],
    ['permessage-deflate; client_max_window_bits', ['permessage-deflate; client_max_window_bits']],
    [
      'permessage-deflate;client_max_window_bits=15;server_no_context_takeover',
      ['permessage-deflate; client_max_window_bits=15; server_no_context_takeover'],
    ],
    ['  permessage-deflate  ;  a  =  1  ', ['permessage-deflate; a=1']],
    ['permessage-deflate; a="10"', ['permessage-deflate; a=10']],
    ['x; a="b, c; d=e"', ['x; a=b, c; d=e']],
    ['x; a="q\\"u\\\\o\\te"', ['x; a=q"u\\ote']],
    ['x; a=""', ['x; a=']],
    ['a; x, b; y, c', ['a; x', 'b; y', 'c']],
    [
      'permessage-deflate; client_max_window_bits; server_max_window_bits=10, permessage-deflate',
      ['permessage-deflate; client_max_window_bits; server_max_window_bits=10', 'permessage-deflate'],
    ],
    [', a,, b,', ['a', 'b']],
    ['PerMessage-Deflate; Server_No_Context_Takeover', ['permessage-deflate; server_no_context_takeover']],
    ["!#$%&'*+-.^_`|~09azAZ", ["!#$%&'*+-.^_`|~09azaz"]],
    // Not by the grammar.
    [';', undefined],
    ['a;', undefined],
    ['a; =1', undefined],
    ['a; b=', undefined],
    ['a; b="', undefined],
    ['a; b="x', undefined],
    ['a; b="x"y', undefined],
    ['a b', undefined],
    ['a/b', undefined],
    ['a; b c', undefined],
    ['"a"', undefined],
    ['a; b=1 2', undefined],
    ['gr\u00fc\u00df', undefined],
  ])('%j', (field, expected) => {
    expect(read(field)).toEqual(expected);
  });

  it('takes time in proportion to the length of the field', () => {
    const begin = performance.now();
    for (const field of [
      `a; b="${'\\"'.repeat(30_000)}`,
      'a; b, '.repeat(10_000),
      `${' '.repeat(60_000)}a`,
      '"'.repeat(60_000),
    ]) {
      parseExtensions(field);
    }
    expect(performance.now() - begin).toBeLessThan(1000);
  });
});

describe('what was agreed on for permessage-deflate (RFC 7692, section 7.1)', () => {
  const none = {
    clientNoContextTakeover: false,
    serverNoContextTakeover: false,
    clientMaxWindowBits: 15,
    serverMaxWindowBits: 15,
  };

  it.each<[string, object | undefined]>([
    ['', undefined],
    ['x-webkit-deflate-frame', undefined],
    ['permessage-bzip2', undefined],
    ['x-other; a="permessage-deflate"', undefined],
    ['x-other; permessage-deflate', undefined],
    ['permessage-deflate2', undefined],
    ['permessage-deflate', none],
    ['x-other; a=1, permessage-deflate', none],
    ['permessage-deflate; client_no_context_takeover', { ...none, clientNoContextTakeover: true }],
    ['permessage-deflate; server_no_context_takeover', { ...none, serverNoContextTakeover: true }],
    ['permessage-deflate; server_max_window_bits=9', { ...none, serverMaxWindowBits: 9 }],
    ['permessage-deflate; client_max_window_bits="8"', { ...none, clientMaxWindowBits: 8 }],
    [
      'permessage-deflate; client_max_window_bits=10; server_max_window_bits=12',
      { ...none, clientMaxWindowBits: 10, serverMaxWindowBits: 12 },
    ],
    ['permessage-deflate; client_max_window_bits', none],
    ['permessage-deflate; client_max_window_bits=7', none],
    ['permessage-deflate; client_max_window_bits=16', none],
    ['permessage-deflate; client_max_window_bits=x', none],
    ['x; server_no_context_takeover, permessage-deflate', none],
  ])('%j', (field, expected) => {
    expect(deflateAgreement(parseExtensions(field) ?? [])).toEqual(expected);
  });
});
