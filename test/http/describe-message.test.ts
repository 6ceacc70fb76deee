import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { describeContinuation, describeHttpMessage, describeTunnel } from '../../src/http/describe-message.js';
import type { HttpMessage } from '../../src/http/http-message.js';
import { messageInfo } from '../../src/http/message-info.js';
import { drawn, linesOf, valuesOf } from './drawn-lines.js';

const OK = 'HTTP/1.1 200 OK\r\n';

function messageOf(head: string, body: string | Uint8Array = '', facts: Partial<HttpMessage> = {}): HttpMessage {
  const bytes = Buffer.concat([Buffer.from(head), Buffer.from(body)]);
  return { bytes, start: 0, headEnd: Buffer.byteLength(head), end: bytes.length, ...facts };
}

function treeOf(message: HttpMessage) {
  return drawn(message.bytes, (tree) => describeHttpMessage(tree, message));
}

function expert(text: string, severity = 'Chat', group = 'Sequence'): string[] {
  return [
    `    [Expert Info (${severity}/${group}): ${text}]`,
    `      [${text}]`,
    `      [Severity level: ${severity}]`,
    `      [Group: ${group}]`,
  ];
}

describe('a request', () => {
  const head = 'GET /chat?room=1&x HTTP/1.1\r\nHost: example.org\r\nUpgrade: websocket\r\nX-Other: é\r\n\r\n';

  it('is drawn line by line, with what is known of it', () => {
    const message = messageOf(head, '', { number: 2, count: 3, previousRequestFrame: 4, responseFrame: 9 });
    expect(linesOf(treeOf(message).roots)).toEqual([
      'Hypertext Transfer Protocol',
      '  GET /chat?room=1&x HTTP/1.1\\r\\n',
      ...expert('GET /chat?room=1&x HTTP/1.1\\r\\n'),
      '    Request Method: GET',
      '    Request URI: /chat?room=1&x',
      '      Request URI Path: /chat',
      '      Request URI Query: room=1&x',
      '        Request URI Query Parameter: room=1',
      '        Request URI Query Parameter: x',
      '    Request Version: HTTP/1.1',
      '  Host: example.org\\r\\n',
      '  Upgrade: websocket\\r\\n',
      '  X-Other: é\\r\\n',
      '  \\r\\n',
      '  [Full request URI: http://example.org/chat?room=1&x]',
      '  [HTTP request 2/3]',
      '  [Prev request in frame: 4]',
      '  [Response in frame: 9]',
    ]);
  });

  it.each<[string, unknown[]]>([
    ['http.host', ['example.org']],
    ['http.upgrade', ['websocket']],
    ['http.request', [true]],
    ['http.request.line', ['Host: example.org\r\n', 'Upgrade: websocket\r\n', 'X-Other: é\r\n']],
  ])('has %s', (name, values) => {
    expect(valuesOf(treeOf(messageOf(head)).roots, name)).toEqual(values);
  });

  it.each<[string, string, string[]]>([
    ['credentials', 'Authorization: Basic dXNlcjpwYXNz', ['    Credentials: user:pass']],
    ['cookies', 'Cookie: a=1; b=2', ['    Cookie pair: a=1', '    Cookie pair: b=2']],
    ['a length', 'Content-Length: 12', ['    [Content length: 12]']],
    ['a length that is none', 'Content-Length: x', []],
    ['a length beyond 64 bits', 'Content-Length: 18446744073709551616', []],
    ['a folded value', 'X-Long: a\r\n  b', []],
    ['no colon', 'nothing', []],
    ['a name with a blank', 'Bad name: x', expert('Illegal characters found in header name', 'Warning', 'Protocol')],
    [
      'an unknown coding',
      'Transfer-Encoding: foo',
      expert('Unknown transfer coding name in Transfer-Encoding header', 'Warning', 'Undecoded'),
    ],
  ])('shows a field with %s', (_, line, behind) => {
    const lines = linesOf(treeOf(messageOf(`GET / HTTP/1.1\r\n${line}\r\n\r\n`)).roots);
    const text = `${line.replace('\r\n', '\\r\\n')}\\r\\n`;
    expect(lines.slice(9, -1)).toEqual([`  ${text}`, ...behind]);
  });

  it.each<[string, string[]]>([
    ['GET http://example.org/ HTTP/1.1\r\nHost: other\r\n\r\n', []],
    ['GET / HTTP/1.0\r\n\r\n', []],
    ['CONNECT example.org:443 HTTP/1.1\r\nHost: example.org:443\r\n\r\n', ['example.org:443']],
  ])('has its full URI only where it follows: %j', (text, uris) => {
    expect(valuesOf(treeOf(messageOf(text)).roots, 'http.request.full_uri')).toEqual(uris);
  });
});

describe('a response', () => {
  it('is drawn with its request', () => {
    const message = messageOf('HTTP/1.1 408 Too late\r\n\r\n', '', {
      number: 1,
      count: 1,
      requestFrame: 4,
      timeSinceRequest: 1_500_000n,
      requestUri: 'http://example.org/',
    });
    expect(linesOf(treeOf(message).roots)).toEqual([
      'Hypertext Transfer Protocol',
      '  HTTP/1.1 408 Too late\\r\\n',
      ...expert('HTTP/1.1 408 Too late\\r\\n'),
      '    Response Version: HTTP/1.1',
      '    Status Code: 408',
      '    [Status Code Description: Request Time-out]',
      '    Response Phrase: Too late',
      '  \\r\\n',
      '  [HTTP response 1/1]',
      '  [Time since request: 1500000]',
      '  [Request in frame: 4]',
      '  [Request URI: http://example.org/]',
    ]);
  });
});

describe('a body', () => {
  it.each<[string, string, string | Uint8Array, string[]]>([
    [
      'of text',
      'Content-Type: text/html; charset=utf-8',
      '<p>\r\nx',
      ['  File Data: 6 bytes', 'Line-based text data: text/html (2 lines)', '  <p>\\r\\n', '  x'],
    ],
    [
      'of JSON',
      'Content-Type: application/json',
      '{"a":[1]}',
      [
        '  File Data: 9 bytes',
        'JavaScript Object Notation: application/json',
        '  Object',
        '    Member: a',
        '      Array',
        '        [Path with value: /a/[]:1]',
        '        [Member with value: []:1]',
        '        Number value: 1',
        '      Key: a',
        '      [Path: /a]',
      ],
    ],
    [
      'that should be JSON',
      'Content-Type: application/json',
      '{',
      [
        '  File Data: 1 bytes',
        'JavaScript Object Notation: application/json',
        'Line-based text data: application/json (1 lines)',
        '  {',
      ],
    ],
    [
      'of a form',
      'Content-Type: application/x-www-form-urlencoded',
      'a=%20x&b',
      [
        '  File Data: 8 bytes',
        'HTML Form URL Encoded: application/x-www-form-urlencoded',
        '  Form item: "a" = " x"',
        '    Key: a',
        '    Value:  x',
        '  Form item: "b" = ""',
        '    Key: b',
        '    Value: ',
      ],
    ],
    [
      'of another type',
      'Content-Type: image/png',
      'x',
      ['  File Data: 1 bytes', 'Media Type', '  Media type: image/png (1 byte)'],
    ],
    ['of no type', 'X: y', 'ab', ['  File Data: 2 bytes', '  Data (2 bytes)', '    Data: 6162', '    [Length: 2]']],
    [
      'in chunks',
      'Transfer-Encoding: chunked',
      '2;x=y\r\nab\r\n0\r\nT: u\r\n\r\n',
      [
        '  HTTP chunked response',
        '    Data chunk (2 octets)',
        '      Chunk size: 2',
        '      Chunk data: 6162',
        '      Chunk boundary: 0d0a',
        '    End of chunked encoding',
        '      Chunk size: 0',
        '    trailer-part: T: u\r\n',
        '    \\r\\n',
        '  File Data: 2 bytes',
        '  Data (2 bytes)',
        '    Data: 6162',
        '    [Length: 2]',
      ],
    ],
    [
      'compressed',
      'Content-Encoding: gzip\r\nContent-Type: text/plain',
      gzipSync('hello'),
      [
        '  Content-encoded entity body (gzip): 25 bytes -> 5 bytes',
        '  File Data: 5 bytes',
        'Line-based text data: text/plain (1 lines)',
        '  hello',
      ],
    ],
    [
      'that does not decompress',
      'Content-Encoding: gzip\r\nContent-Type: text/plain',
      'no',
      [
        '  Content-encoded entity body (gzip): 2 bytes',
        ...expert('Decompression failed', 'Warning', 'Undecoded'),
        '    Data (2 bytes)',
        '      Data: 6e6f',
        '      [Length: 2]',
      ],
    ],
  ])('%s', (_, field, body, expected) => {
    const lines = linesOf(treeOf(messageOf(`${OK}${field}\r\n\r\n`, body)).roots);
    expect(lines.slice(lines.indexOf('  \\r\\n') + 1)).toEqual(expected);
  });

  it('stands in sources of its own where it was made', () => {
    const head = `${OK}Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n`;
    const coded = gzipSync('hello');
    const body = Buffer.concat([Buffer.from(`${coded.length.toString(16)}\r\n`), coded, Buffer.from('\r\n0\r\n\r\n')]);
    const { sources } = treeOf(messageOf(head, body));
    expect(sources.map(({ title, start, end }) => [title, end - start])).toEqual([
      ['Packet', head.length + body.length],
      ['De-chunked entity body', coded.length],
      ['Uncompressed entity body', 5],
    ]);
  });
});

describe('cut and hostile messages', () => {
  const text = `${OK}Transfer-Encoding: chunked\r\nContent-Type: application/json\r\n\r\n9\r\n{"a":"\\u0`;

  it('are drawn as far as they are there', () => {
    const bytes = Buffer.from(text);
    for (let end = 0; end <= bytes.length; end++) {
      const headEnd = Math.min(end, text.indexOf('9\r\n'));
      expect(() => treeOf({ bytes, start: 0, headEnd, end })).not.toThrow();
    }
  });

  it.each([['['.repeat(100_000)], ['"'.repeat(99_999)], ['\n'.repeat(200_000)]])('end: %.1s', (body) => {
    const tree = treeOf(messageOf(`${OK}Content-Type: application/json\r\n\r\n`, body));
    expect(linesOf(tree.roots).length).toBeLessThan(100_100);
  });
});

describe('what is no message', () => {
  it.each<[string, (tree: Parameters<typeof describeTunnel>[0]) => void, string[]]>([
    [
      'goes through a tunnel',
      (tree) => describeTunnel(tree, 0, 2, 'example.org:443'),
      ['  [Proxy-Connect-Hostname: example.org]', '  [Proxy-Connect-Port: 443]'],
    ],
    [
      'continues a body',
      (tree) => describeContinuation(tree, Buffer.from('ab'), 0, 2),
      ['  File Data: 2 bytes', '  Data (2 bytes)', '    Data: 6162', '    [Length: 2]'],
    ],
  ])('%s', (_, draw, expected) => {
    expect(linesOf(drawn(Buffer.from('ab'), draw).roots)).toEqual(['Hypertext Transfer Protocol', ...expected]);
  });
});

describe('the packet list', () => {
  it.each<[string, string, string, string]>([
    ['GET /chat HTTP/1.1\r\n\r\n', '', 'HTTP', 'GET /chat HTTP/1.1 '],
    [`${OK}Content-Type: text/html; charset=utf-8\r\n\r\n`, 'x', 'HTTP', 'HTTP/1.1 200 OK  (text/html)'],
    [`${OK}Content-Type: text/html\r\n\r\n`, '', 'HTTP', 'HTTP/1.1 200 OK '],
    [
      `${OK}Content-Type: application/json\r\n\r\n`,
      '{}',
      'HTTP/JSON',
      'HTTP/1.1 200 OK , JavaScript Object Notation (application/json)',
    ],
    [`${OK}Content-Type: image/svg+xml\r\n\r\n`, '<svg/>', 'HTTP/XML', 'HTTP/1.1 200 OK '],
    [`${OK}Content-Type: font/woff2\r\n\r\n`, 'x', 'HTTP', 'HTTP/1.1 200 OK  (font/woff2)'],
    [`${OK}Content-Type: application/octet-stream\r\n\r\n`, 'x', 'HTTP', 'HTTP/1.1 200 OK '],
    [`${OK}Content-Type: text/plain\r\nContent-Encoding: gzip\r\n\r\n`, 'x', 'HTTP', 'HTTP/1.1 200 OK '],
    [`${OK}Content-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n`, '0\r\n\r\n', 'HTTP', 'HTTP/1.1 200 OK '],
  ])('%j %j: %s', (head, body, protocol, info) => {
    expect(messageInfo(messageOf(head, body))).toMatchObject({ protocol, info });
  });
});
