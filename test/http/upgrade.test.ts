import { describe, expect, it } from 'vitest';
import { EXAMPLE_KEY, upgradeRequest, upgradeResponse } from '../../fixtures/build/index.js';
import { acceptFor } from '../../src/http/accept.js';
import { expectedAccept, type UpgradeRequest, type UpgradeResponse } from '../../src/http/upgrade.js';
import { Exchanged, get, head, ok, SERVER } from './exchanged.js';

const WEBSOCKET = [
  'Upgrade: websocket',
  'Connection: Upgrade',
  `Sec-WebSocket-Key: ${EXAMPLE_KEY}`,
  'Sec-WebSocket-Version: 13',
];

/** What is read of a request with these lines that is answered with 101. */
function requestOf(...lines: readonly string[]): Partial<UpgradeRequest> {
  const exchanged = new Exchanged().fromClient(head(...lines)).fromServer(upgradeResponse());
  expect(exchanged.told).toEqual([`upgraded ${exchanged.request?.uri} 101`]);
  return exchanged.request ?? {};
}

/** What is read of a response with these lines. */
function responseOf(...lines: readonly string[]): Partial<UpgradeResponse> {
  return new Exchanged().fromClient(upgradeRequest()).fromServer(head(...lines)).response ?? {};
}

describe('Sec-WebSocket-Accept', () => {
  it.each([
    ['dGhlIHNhbXBsZSBub25jZQ==', 's3pPLMBiTxaQ9kYGzzhZRbK+xOo='],
    // RFC 6455, section 4.1, and keys of real peers.
    ['AQIDBAUGBwgJCgsMDQ4PEA==', 'C/0nmHhBztSRGR1CwL6Tf4ZjwpY='],
    ['x3JJHMbDL1EzLkh9GBhXDw==', 'HSmrc0sMlYUkAGmm5OPpG2HaGWk='],
  ])('of the key %s is %s', (key, accept) => {
    expect(acceptFor(key)).toBe(accept);
  });

  it('is computed from the key as it stands in the request', () => {
    const request = requestOf(
      'GET /chat HTTP/1.1',
      ...WEBSOCKET.slice(0, 2),
      'Sec-WebSocket-Key:   AQIDBAUGBwgJCgsMDQ4PEA==  ',
    );
    expect(expectedAccept(request as UpgradeRequest)).toBe('C/0nmHhBztSRGR1CwL6Tf4ZjwpY=');
  });

  it('is not known without a key', () => {
    const request = requestOf('GET /chat HTTP/1.1', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13');
    expect(expectedAccept(request as UpgradeRequest)).toBeUndefined();
  });
});

describe('the request', () => {
  it('is read whole', () => {
    expect(
      requestOf(
        'GET /chat?room=1&x=%20 HTTP/1.1',
        'Host: server.example.com:8080',
        'Origin: https://example.com',
        'User-Agent: Mozilla/5.0 (X11; Linux x86_64)',
        ...WEBSOCKET,
        'Sec-WebSocket-Protocol: chat, superchat',
        'Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits',
      ),
    ).toMatchObject({
      method: 'GET',
      uri: '/chat?room=1&x=%20',
      http: '1.1',
      host: 'server.example.com:8080',
      origin: 'https://example.com',
      userAgent: 'Mozilla/5.0 (X11; Linux x86_64)',
      key: EXAMPLE_KEY,
      subprotocols: 'chat, superchat',
      extensions: 'permessage-deflate; client_max_window_bits',
      obsolete: undefined,
      malformedLines: 0,
      cut: false,
    });
  });

  it.each<[string, string[], Partial<UpgradeRequest>]>([
    [
      'odd casing',
      ['GET / HTTP/1.1', 'HOST: a', 'uPgRaDe: WebSocket', 'SEC-websocket-KEY: k'],
      { host: 'a', key: 'k' },
    ],
    ['no blanks', ['GET / HTTP/1.1', 'Host:a', 'Upgrade:websocket', 'Sec-WebSocket-Key:k'], { host: 'a', key: 'k' }],
    ['tabs', ['GET / HTTP/1.1', 'Host:\ta\t', 'Upgrade:\twebsocket', 'Sec-WebSocket-Key:\tk'], { host: 'a', key: 'k' }],
    [
      'a fold',
      ['GET / HTTP/1.1', 'Upgrade:', ' websocket', 'Sec-WebSocket-Protocol: a,', '\tb'],
      { subprotocols: 'a, b' },
    ],
    [
      'repeated fields',
      [
        'GET / HTTP/1.1',
        ...WEBSOCKET,
        'Sec-WebSocket-Protocol: a',
        'Host: one',
        'Sec-WebSocket-Protocol: b, c',
        'Host: two',
      ],
      { subprotocols: 'a, b, c', host: 'one' },
    ],
    ['Upgrade in a list', ['GET / HTTP/1.1', 'Upgrade: h2c, WebSocket', 'Sec-WebSocket-Key: k'], { key: 'k' }],
    ['an empty field', ['GET / HTTP/1.1', ...WEBSOCKET, 'Origin:'], { origin: '' }],
    ['a colon in the value', ['GET / HTTP/1.1', ...WEBSOCKET, 'Host: [2001:db8::1]:80'], { host: '[2001:db8::1]:80' }],
    ['HTTP/1.0', ['GET / HTTP/1.0', ...WEBSOCKET], { http: '1.0' }],
    ['another method', ['POST /p HTTP/1.1', ...WEBSOCKET], { method: 'POST', uri: '/p' }],
    ['an absolute target', ['GET ws://a.example/b HTTP/1.1', ...WEBSOCKET], { uri: 'ws://a.example/b' }],
    ['blanks in the target', ['GET /a b c HTTP/1.1', ...WEBSOCKET], { uri: '/a b c' }],
    [
      'lines that are no fields',
      ['GET / HTTP/1.1', 'no field', ...WEBSOCKET, 'Bad Name: x', ': y'],
      { malformedLines: 3 },
    ],
    ['bytes beyond ASCII', ['GET / HTTP/1.1', ...WEBSOCKET, 'User-Agent: \u00e9'], { userAgent: '\u00c3\u00a9' }],
    [
      'names of JavaScript’s own',
      ['GET / HTTP/1.1', ...WEBSOCKET, '__proto__: x', 'constructor: y'],
      { malformedLines: 0 },
    ],
    ['the draft’s Sec-WebSocket-Origin', ['GET / HTTP/1.1', ...WEBSOCKET, 'Sec-WebSocket-Origin: o'], { origin: 'o' }],
  ])('with %s', (_, lines, expected) => {
    expect(requestOf(...lines)).toMatchObject(expected);
  });

  it('with line feeds alone', () => {
    const exchanged = new Exchanged().fromClient(upgradeRequest().replaceAll('\r\n', '\n'));
    exchanged.fromServer(upgradeResponse().replaceAll('\r\n', '\n'));
    expect(exchanged.told).toEqual(['upgraded /chat 101']);
    expect(exchanged.request?.key).toBe(EXAMPLE_KEY);
  });

  it.each([
    ['hixie-76/hybi-00', ['Sec-WebSocket-Key1: 4 @1  46546xW%0l 1 5', 'Sec-WebSocket-Key2: 12998 5 Y3 1  .P00']],
    ['hixie-75', []],
    [undefined, ['Sec-WebSocket-Version: 8', 'Sec-WebSocket-Key: k']],
    [undefined, ['Sec-WebSocket-Version: 13']],
  ])('is of the draft %s where it has the fields %j', (draft, fields) => {
    expect(requestOf('GET / HTTP/1.1', 'Upgrade: WebSocket', 'Connection: Upgrade', ...fields).obsolete).toBe(draft);
  });

  it.each([
    ['a name that only ends in it', get('/', 'X-Upgrade: websocket')],
    ['an Upgrade to something that only begins like it', get('/', 'Upgrade: websocket2')],
    ['Upgrade-Insecure-Requests', get('/', 'Upgrade-Insecure-Requests: 1')],
  ])('is none with %s', (_, request) => {
    const exchanged = new Exchanged()
      .fromClient(request)
      .fromServer(head('HTTP/1.1 403 Forbidden', 'Content-Length: 0'));
    expect(exchanged.told).toEqual([]);
  });
});

describe('the response', () => {
  it('is read whole', () => {
    const response = responseOf(
      'HTTP/1.1 101 Switching Protocols',
      'Upgrade: websocket',
      'Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=',
      'Sec-WebSocket-Protocol: chat',
      'Sec-WebSocket-Extensions: permessage-deflate',
      'Sec-WebSocket-Extensions: x-other; a=1',
    );
    expect(response).toMatchObject({
      http: '1.1',
      status: 101,
      statusText: 'Switching Protocols',
      accept: 's3pPLMBiTxaQ9kYGzzhZRbK+xOo=',
      subprotocol: 'chat',
      extensions: 'permessage-deflate, x-other; a=1',
      malformedLines: 0,
      cut: false,
    });
  });

  it.each<[string, string, Partial<UpgradeResponse>]>([
    ['another reason', 'HTTP/1.1 101 Web Socket Protocol Handshake', { statusText: 'Web Socket Protocol Handshake' }],
    ['no reason', 'HTTP/1.1 101', { statusText: '', status: 101 }],
    ['a blank for a reason', 'HTTP/1.1 101 ', { statusText: '' }],
    ['HTTP/1.0', 'HTTP/1.0 101 Switching Protocols', { http: '1.0' }],
  ])('with %s', (_, startLine, expected) => {
    expect(responseOf(startLine, 'Upgrade: websocket')).toMatchObject(expected);
  });

  it('without any field still answers the request', () => {
    const exchanged = new Exchanged().fromClient(upgradeRequest()).fromServer(head('HTTP/1.1 101 OK'));
    expect(exchanged.told).toEqual(['upgraded /chat 101']);
  });
});

describe('a refusal', () => {
  it.each([
    [301, 'Moved Permanently'],
    [302, 'Found'],
    [400, 'Bad Request'],
    [401, 'Unauthorized'],
    [403, 'Forbidden'],
    [404, 'Not Found'],
    [426, 'Upgrade Required'],
    [500, 'Internal Server Error'],
    [503, 'Service Unavailable'],
    [200, 'OK'],
  ])('%i %s', (status, reason) => {
    const exchanged = new Exchanged();
    exchanged.fromClient(upgradeRequest()).fromServer(head(`HTTP/1.1 ${status} ${reason}`, 'Content-Length: 0'));
    expect(exchanged.told).toEqual([`refused /chat ${status}`]);
    expect(exchanged.response).toMatchObject({ status, statusText: reason });
  });

  it('may be followed by an upgrade on the same connection', () => {
    const exchanged = new Exchanged();
    exchanged
      .fromClient(upgradeRequest({ uri: '/1' }))
      .fromServer(`${head('HTTP/1.1 401 Unauthorized', 'Content-Length: 4')}body`);
    exchanged
      .fromClient(upgradeRequest({ uri: '/2' }))
      .fromServer(`${head('HTTP/1.1 403 Forbidden', 'Transfer-Encoding: chunked')}0\r\n\r\n`);
    exchanged.fromClient(get()).fromServer(ok('login'));
    exchanged.fromClient(upgradeRequest({ uri: '/3' })).fromServer(upgradeResponse());
    expect(exchanged.told).toEqual(['refused /1 401', 'refused /2 403', 'upgraded /3 101']);
  });

  it('after an interim response', () => {
    const exchanged = new Exchanged().fromClient(upgradeRequest());
    exchanged
      .fromServer(head('HTTP/1.1 103 Early Hints'))
      .fromServer(head('HTTP/1.1 404 Not Found', 'Content-Length: 0'));
    expect(exchanged.told).toEqual(['refused /chat 404']);
  });

  it('with a body that ends with the connection ends the interest', () => {
    const exchanged = new Exchanged().fromClient(upgradeRequest()).fromServer(`${head('HTTP/1.1 400 Bad Request')}no`);
    expect(exchanged.told).toEqual(['refused /chat 400', 'uninteresting']);
  });
});

describe('a head over the limit', () => {
  const long = (length: number): string => upgradeRequest({ headers: [['Cookie', 'x'.repeat(length)]] });

  it.each([1, 100, 1460, 10_000, undefined])(
    'of 10,000 bytes is none of HTTP; just below it is one (pieces of %s bytes)',
    (size) => {
      const overhead = long(0).length;
      const below = new Exchanged({ limit: 10_000 })
        .fromClient(long(10_000 - overhead), size)
        .fromServer(upgradeResponse());
      expect(below.told).toEqual(['upgraded /chat 101']);
      const above = new Exchanged({ limit: 10_000 }).fromClient(long(20_000), size);
      expect(above.told.slice(0, 2)).toEqual(['not HTTP', 'uninteresting']);
      expect(above.budget.used).toBe(0);
    },
  );

  it('counts as held while it is gathered', () => {
    const exchanged = new Exchanged().fromClient(get('/').slice(0, -2));
    expect(exchanged.budget.used).toBeGreaterThan(30);
    exchanged.fromClient('\r\n');
    expect(exchanged.budget.used).toBe(0);
  });

  it('what waits behind the upgrade request is bounded by it as well: then the server has switched', () => {
    const exchanged = new Exchanged({ limit: 10_000 }).fromClient(upgradeRequest());
    for (let i = 0; i < 11; i++) exchanged.fromClient('x'.repeat(1000));
    expect(exchanged.told).toEqual(['upgraded /chat ?']);
    expect(exchanged.held[0]).toHaveLength(11_000);
    expect(exchanged.budget.used).toBe(0);
  });

  it('responses without requests are held no longer than that', () => {
    const exchanged = new Exchanged({ limit: 10_000 });
    for (let i = 0; i < 30; i++) exchanged.fromServer(ok('x'.repeat(400)));
    expect(exchanged.told).toEqual([]);
    expect(exchanged.budget.used).toBeLessThanOrEqual(10_000 + 30 * 512);
    exchanged.gap(SERVER, 1);
  });
});
