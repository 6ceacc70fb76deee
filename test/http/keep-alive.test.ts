import { describe, expect, it } from 'vitest';
import { upgradeRequest, upgradeResponse } from '../../fixtures/build/index.js';
import { Exchanged, get, head, ok } from './exchanged.js';

const REQUEST = upgradeRequest();
const SWITCH = upgradeResponse();
/** A body that looks like what must not be found in a body. */
const TRAP = `${upgradeRequest({ uri: '/trap' })}${upgradeResponse()}`;

/** What the two sides say before the upgrade, in turn: a client's message, the server's answer, and so on. */
type Turns = readonly string[];

const KEPT_ALIVE: readonly (readonly [string, Turns])[] = [
  ['nothing', []],
  ['a request and its response', [get(), ok('hello')]],
  ['three of them', [get('/1'), ok('one'), get('/2'), ok('two'), get('/3'), ok('three')]],
  ['an empty body', [get(), ok('')]],
  ['a body that looks like an upgrade', [get(), ok(TRAP)]],
  [
    'a request body that looks like an upgrade',
    [`${head('POST / HTTP/1.1', `Content-Length: ${TRAP.length}`)}${TRAP}`, ok()],
  ],
  ['a chunked response', [get(), `${head('HTTP/1.1 200 OK', 'Transfer-Encoding: chunked')}5\r\nhello\r\n0\r\n\r\n`]],
  [
    'a chunked response with extensions and trailers',
    [
      get(),
      `${head('HTTP/1.1 200 OK', 'Transfer-Encoding: gzip, chunked')}` +
        '3;name=value\r\nabc\r\n00A ; quoted="x;y"\r\n0123456789\r\n0;last\r\nTrailer: one\r\nOther: two\r\n\r\n',
    ],
  ],
  [
    'chunks that look like an upgrade, in upper-case hexadecimal',
    [
      get(),
      `${head('HTTP/1.1 200 OK', 'Transfer-Encoding: chunked')}${TRAP.length.toString(16).toUpperCase()}\r\n${TRAP}\r\n0\r\n\r\n`,
    ],
  ],
  [
    'a chunked request',
    [`${head('POST / HTTP/1.1', 'Transfer-Encoding: chunked')}1\r\nG\r\n2\r\nET\r\n0\r\n\r\n`, ok('taken')],
  ],
  [
    'chunked and Content-Length: chunked counts',
    [get(), `${head('HTTP/1.1 200 OK', 'Content-Length: 3', 'Transfer-Encoding: chunked')}5\r\nhello\r\n0\r\n\r\n`],
  ],
  [
    'HEAD: a Content-Length without a body',
    [head('HEAD / HTTP/1.1', 'Host: a'), head('HTTP/1.1 200 OK', 'Content-Length: 500')],
  ],
  ['204 without a body', [get(), head('HTTP/1.1 204 No Content')]],
  ['304 with the length of what it does not send', [get(), head('HTTP/1.1 304 Not Modified', 'Content-Length: 500')]],
  [
    '100 Continue before the response',
    [
      `${head('POST / HTTP/1.1', 'Content-Length: 2', 'Expect: 100-continue')}hi`,
      head('HTTP/1.1 100 Continue'),
      '',
      ok('x'),
    ],
  ],
  [
    '103 Early Hints before the response',
    [get(), head('HTTP/1.1 103 Early Hints', 'Link: </style.css>; rel=preload') + ok('x')],
  ],
  ['two interim responses', [get(), head('HTTP/1.1 102 Processing') + head('HTTP/1.1 103 Early Hints') + ok('x')]],
  ['line feeds without carriage returns', [get().replaceAll('\r\n', '\n'), ok('hello').replaceAll('\r\n', '\n')]],
  ['empty lines between the messages', [`\r\n\r\n${get()}`, `\r\n${ok('hello')}`]],
  [
    'odd casing of field names and values',
    [get(), `${head('HTTP/1.1 200 OK', 'transfer-ENCODING:Chunked')}2\r\nok\r\n0\r\n\r\n`],
  ],
  [
    'no blank behind the colon, blanks behind the value',
    [get(), `${head('HTTP/1.1 200 OK', 'CONTENT-LENGTH:5  ')}hello`],
  ],
  ['a folded Content-Length', [get(), `${head('HTTP/1.1 200 OK', 'Content-Length:', '  5')}hello`]],
  [
    'a folded Transfer-Encoding',
    [get(), `${head('HTTP/1.1 200 OK', 'Transfer-Encoding: gzip,', '\tchunked')}2\r\nok\r\n0\r\n\r\n`],
  ],
  [
    'a Content-Length given twice',
    [get(), `${head('HTTP/1.1 200 OK', 'Content-Length: 5', 'Content-Length: 5')}hello`],
  ],
  ['a Content-Length given twice in one field', [get(), `${head('HTTP/1.1 200 OK', 'Content-Length: 5, 5')}hello`]],
  ['a response without a reason phrase', [get(), head('HTTP/1.1 200', 'Content-Length: 0')]],
  [
    'HTTP/1.0 with keep-alive',
    [head('GET / HTTP/1.0', 'Connection: keep-alive'), `${head('HTTP/1.0 200 OK', 'Content-Length: 2')}ok`],
  ],
  [
    'methods with hyphens, and long ones',
    [head('VERSION-CONTROL /a HTTP/1.1', 'Host: a'), ok(), head('UPDATEREDIRECTREF /b HTTP/1.1', 'Host: a'), ok()],
  ],
  [
    'another upgrade that the server does not take up',
    [get('/', 'Upgrade: h2c', 'Connection: Upgrade'), ok('still HTTP/1.1')],
  ],
  [
    'a refused CONNECT',
    [
      head('CONNECT a.example:443 HTTP/1.1', 'Host: a.example:443'),
      head('HTTP/1.1 407 Proxy Authentication Required', 'Content-Length: 0'),
    ],
  ],
  [
    'a CONNECT, and the upgrade inside the tunnel',
    [head('CONNECT server.example.com:80 HTTP/1.1', 'Host: a'), head('HTTP/1.1 200 Connection established')],
  ],
  [
    'a CONNECT, HTTP in the tunnel, and then the upgrade',
    [head('CONNECT server.example.com:80 HTTP/1.1', 'Host: a'), head('HTTP/1.1 200 OK'), get(), ok('in the tunnel')],
  ],
  ['a body of 100,000 bytes', [get(), ok('x'.repeat(100_000))]],
  ['bytes beyond ASCII in a head', [get('/', 'X-Name: gr\u00fc\u00df Gott'), ok()]],
];

function speak(exchanged: Exchanged, turns: Turns, size?: number): void {
  for (const [i, text] of turns.entries()) {
    if (i % 2 === 0) exchanged.fromClient(text, size);
    else exchanged.fromServer(text, size);
  }
}

describe('an upgrade after other messages on the same connection', () => {
  it.each(KEPT_ALIVE)('%s', (_, turns) => {
    const exchanged = new Exchanged();
    speak(exchanged, [...turns, REQUEST, SWITCH]);
    expect(exchanged.told).toEqual(['upgraded /chat 101']);
    expect(exchanged.client).toBe(0);
  });

  it.each(KEPT_ALIVE)('%s, byte by byte', (_, turns) => {
    const exchanged = new Exchanged();
    speak(exchanged, [...turns, REQUEST, SWITCH], 1);
    expect(exchanged.told).toEqual(['upgraded /chat 101']);
  });

  it.each([2, 3, 7, 100])('all of them one after the other, in pieces of %i bytes', (size) => {
    const exchanged = new Exchanged();
    for (const [, turns] of KEPT_ALIVE) speak(exchanged, turns, size);
    speak(exchanged, [REQUEST, SWITCH], size);
    expect(exchanged.told).toEqual(['upgraded /chat 101']);
    expect(exchanged.budget.used).toBe(0);
  });
});

describe('pipelining', () => {
  it('several requests before their responses, the upgrade the last of them', () => {
    const exchanged = new Exchanged();
    exchanged.fromClient(get('/1') + get('/2') + head('HEAD /3 HTTP/1.1', 'Host: a') + REQUEST);
    exchanged.fromServer(ok('one'));
    exchanged.fromServer(ok('two') + head('HTTP/1.1 200 OK', 'Content-Length: 9') + SWITCH);
    expect(exchanged.told).toEqual(['upgraded /chat 101']);
  });

  it('the responses before the requests, as some captures have it', () => {
    const exchanged = new Exchanged();
    exchanged.fromServer(ok('one') + ok('two') + SWITCH);
    expect(exchanged.told).toEqual([]);
    exchanged.fromClient(get('/1') + get('/2') + REQUEST);
    expect(exchanged.told).toEqual(['upgraded /chat 101']);
  });

  it('frames behind the upgrade request wait for the response and are no HTTP', () => {
    const exchanged = new Exchanged();
    exchanged.fromClient(`${REQUEST}\x81\x80abcd`);
    exchanged.fromClient('GET no request');
    exchanged.fromServer(`${SWITCH}\x81\x02`);
    exchanged.fromServer('hi');
    expect(exchanged.told).toEqual(['upgraded /chat 101']);
    expect(Buffer.from(exchanged.held[0], 'utf8').toString()).toBe('\u00c2\u0081\u00c2\u0080abcdGET no request');
    expect(exchanged.held[1].endsWith('\u0002')).toBe(true);
  });
});

describe('what ends the interest in a connection', () => {
  it.each<[string, Turns]>([
    ['a body without end', [get(), `${head('HTTP/1.1 200 OK')}and so on`]],
    [
      'a switch to something else',
      [get('/', 'Upgrade: h2c', 'Connection: Upgrade'), head('HTTP/1.1 101 Switching Protocols', 'Upgrade: h2c')],
    ],
    [
      'a switch to something else than the WebSocket asked for',
      [
        REQUEST.replace('Upgrade: websocket', 'Upgrade: websocket, h2c'),
        head('HTTP/1.1 101 Switching Protocols', 'Upgrade: h2c', 'Connection: Upgrade'),
      ],
    ],
    ['a switch nobody asked for', [get(), head('HTTP/1.1 101 Switching Protocols', 'Upgrade: h2c')]],
  ])('%s', (_, turns) => {
    const exchanged = new Exchanged();
    speak(exchanged, turns);
    speak(exchanged, [REQUEST, SWITCH]);
    expect(exchanged.told).toEqual(['uninteresting']);
    expect(exchanged.budget.used).toBe(0);
  });

  it.each([
    ['TLS', '\x16\x03\x01\x02\x00\x01'],
    ['SSH', 'SSH-2.0-OpenSSH_9.6\r\n'],
    ['SMTP', '220 mail.example.com ESMTP\r\n'],
    ['an HTTP/2 preface', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ['a method in lower case', 'get / http/1.1\r\n\r\n'],
    ['a method without a target', 'HELLO\r\n\r\n'],
    ['words in capitals', 'HELO mail.example.com\r\nMAIL FROM:<a@b>\r\n\r\n'],
    ['HTTP of another major version', 'HTTP/2 200 OK\r\n\r\n'],
    ['a status that is no number', 'HTTP/1.1 OK\r\n\r\n'],
    ['a status below 100', 'HTTP/1.1 099 No\r\n\r\n'],
  ])('%s', (_, first) => {
    for (const size of [undefined, 1]) {
      const exchanged = new Exchanged().fromClient(first, size);
      // What begins like a response is waited with, as its request may come later.
      exchanged.exchange.patienceOver();
      expect(exchanged.told.slice(0, 2)).toEqual(['not HTTP', 'uninteresting']);
      expect(exchanged.budget.used).toBe(0);
    }
  });

  it('a TLS record inside a CONNECT tunnel', () => {
    const exchanged = new Exchanged();
    speak(exchanged, [head('CONNECT a.example:443 HTTP/1.1', 'Host: a'), head('HTTP/1.1 200 OK'), '\x16\x03\x01\x02']);
    expect(exchanged.told).toEqual(['not HTTP', 'uninteresting']);
  });

  it.each([
    ['a chunk size that is none', `${head('HTTP/1.1 200 OK', 'Transfer-Encoding: chunked')}xyz\r\n`],
    ['a chunk size of 2^60', `${head('HTTP/1.1 200 OK', 'Transfer-Encoding: chunked')}1000000000000000\r\n`],
  ])('%s', (_, response) => {
    const exchanged = new Exchanged().fromClient(get()).fromServer(response);
    expect(exchanged.told[0]).toBe('not HTTP');
  });
});

describe('holes', () => {
  it.each<[string, string, number, string]>([
    ['inside a body', `${head('HTTP/1.1 200 OK', 'Content-Length: 9')}abc`, 4, 'de'],
    ['that is a whole body', head('HTTP/1.1 200 OK', 'Content-Length: 9'), 9, ''],
    ['inside a chunk', `${head('HTTP/1.1 200 OK', 'Transfer-Encoding: chunked')}9\r\nabc`, 4, 'de\r\n0\r\n\r\n'],
  ])('%s are stepped over', (_, before, length, after) => {
    const exchanged = new Exchanged().fromClient(get()).fromServer(before).gap(1, length);
    exchanged.fromServer(after).fromClient(REQUEST).fromServer(SWITCH);
    expect(exchanged.told).toEqual(['upgraded /chat 101']);
  });

  it('that swallow a response: the next one is found where a segment begins with it', () => {
    const exchanged = new Exchanged();
    exchanged.goOn = true;
    exchanged.fromClient(get()).gap(1, 700).fromServer('rest of a body\r\n');
    exchanged.fromClient(REQUEST).fromServer(SWITCH);
    expect(exchanged.told).toEqual(['not HTTP', 'upgraded /chat 101']);
  });

  it('that swallow the upgrade request: the 101 alone tells of it', () => {
    const exchanged = new Exchanged();
    exchanged.fromClient(get()).fromServer(ok('hello')).gap(0, REQUEST.length).fromServer(SWITCH);
    expect(exchanged.told).toEqual(['upgraded ? 101']);
  });

  it('that swallow the 101: what follows is no HTTP, so the server did switch', () => {
    const exchanged = new Exchanged();
    exchanged.goOn = true;
    exchanged.fromClient(REQUEST).gap(1, SWITCH.length).fromServer('\x01\x02hi');
    expect(exchanged.told).toEqual(['upgraded /chat ?']);
    expect(exchanged.held[1]).toBe('\x01\x02hi');
  });
});
