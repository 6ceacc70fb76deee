import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { concat, TcpConversation } from '../../fixtures/build/index.js';
import type { Limits } from '../../src/limits.js';
import { followed } from './followed-text.js';

const GET = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n';

function head(...fields: readonly string[]): string {
  return `HTTP/1.1 200 OK\r\n${fields.map((field) => `${field}\r\n`).join('')}\r\n`;
}

function chunked(...chunks: readonly Uint8Array[]): Uint8Array {
  return concat(...chunks.flatMap((chunk) => [`${chunk.length.toString(16)};x=y\r\n`, chunk, '\r\n']), '0\r\n\r\n');
}

/** The pieces behind the request and the response's head, when the server sends these. */
async function bodyOf(
  responseHead: string,
  body: Uint8Array | string,
  limits: Partial<Limits> = {},
): Promise<string[]> {
  const tcp = new TcpConversation();
  tcp.handshake();
  tcp.client(GET);
  tcp.server(responseHead);
  // A few bytes at a time, so that everything is cut everywhere.
  tcp.server(body, { mss: 3 });
  tcp.finish('server');
  const { lines } = await followed(tcp.packets, { as: 'http', limits });
  expect(lines.slice(0, 2)).toEqual([`client 4: ${GET}`, `server 5: ${responseHead}`]);
  return lines.slice(2).map((line) => line.replace(/^(\w+) \d+:/, '$1:'));
}

const TEXT = 'The quick brown fox jumps over the lazy dog. '.repeat(5);

describe('following a stream as HTTP', () => {
  it.each([
    ['a body of a known length', ['Content-Length: 225'], TEXT],
    [
      'a chunked body',
      ['Transfer-Encoding: chunked'],
      chunked(Buffer.from(TEXT.slice(0, 100)), Buffer.from(TEXT.slice(100))),
    ],
    ['gzip', [`Content-Length: ${gzipSync(TEXT).length}`, 'Content-Encoding: gzip'], gzipSync(TEXT)],
    ['chunked gzip', ['Transfer-Encoding: chunked', 'Content-Encoding: x-gzip'], chunked(gzipSync(TEXT))],
    ['gzip as transfer coding', ['Transfer-Encoding: gzip, chunked'], chunked(gzipSync(TEXT))],
    ['deflate', ['Transfer-Encoding: chunked', 'Content-Encoding: deflate'], chunked(deflateSync(TEXT))],
    [
      'deflate without its wrapping',
      ['Transfer-Encoding: chunked', 'Content-Encoding: deflate'],
      chunked(deflateRawSync(TEXT)),
    ],
    ['br', ['Transfer-Encoding: chunked', 'Content-Encoding: br'], chunked(brotliCompressSync(TEXT))],
    [
      'two codings',
      ['Transfer-Encoding: chunked', 'Content-Encoding: deflate, gzip'],
      chunked(gzipSync(deflateSync(TEXT))),
    ],
    ['gzip up to the end of the connection', ['Content-Encoding: gzip'], gzipSync(TEXT)],
  ])('removes the codings of %s', async (_, fields, body) => {
    expect(await bodyOf(head(...fields), body)).toEqual([`server: ${TEXT}`]);
  });

  it('gives a body up to the end of the connection as it comes', async () => {
    expect(await bodyOf(head(), 'abcdef')).toEqual(['server: abc', 'server: def']);
  });

  it.each(['gzip', 'zstd'])('shows what does not decode as %s as it was sent, and says so', async (coding) => {
    expect(await bodyOf(head('Content-Length: 5', `Content-Encoding: ${coding}`), 'plain')).toEqual([
      'server: plain',
      `server: (the body above is ${coding} data, which could not be decoded)`,
    ]);
  });

  it('gives a body beyond the limit in pieces', async () => {
    expect(await bodyOf(head('Content-Length: 9'), 'abcdefghi', { 'message-bytes': 6 })).toEqual([
      'server: abcdef',
      'server: ghi',
    ]);
  });

  it('does not inflate beyond the limit', async () => {
    const bomb = gzipSync(Buffer.alloc(100_000));
    const [body, note] = await bodyOf(head(`Content-Length: ${bomb.length}`, 'Content-Encoding: gzip'), bomb, {
      'message-bytes': 50_000,
    });
    expect(body).toBe(`server: ${bomb.toString('latin1')}`);
    expect(note).toContain('could not be decoded');
  });

  it.each([
    ['a size that is none', 'xyz\r\n'],
    ['a size that is too long', `${'f'.repeat(20)}\r\n`],
  ])('goes on behind a chunk with %s', async (_, chunk) => {
    expect(await bodyOf(head('Transfer-Encoding: chunked'), chunk)).toEqual([
      `server: (${chunk.length} bytes that are no whole HTTP/1 message)`,
    ]);
  });

  it('knows which responses have no body', async () => {
    const tcp = new TcpConversation();
    tcp.handshake();
    tcp.client('HEAD / HTTP/1.1\r\n\r\n');
    tcp.server(head('Content-Length: 300'));
    tcp.client(GET);
    tcp.server(`HTTP/1.1 304 Not Modified\r\nContent-Length: 300\r\n\r\n${head('Content-Length: 2')}ok`);
    const { lines } = await followed(tcp.packets, { as: 'http' });
    expect(lines.filter((line) => line.startsWith('server')).map((line) => line.slice(0, 26))).toEqual(
      ['server 5: HTTP/1.1 200 OK\r', 'server 7: HTTP/1.1 304 Not', 'server 7: HTTP/1.1 200 OK\r', 'server 7: ok'].map(
        (line) => line.slice(0, 26),
      ),
    );
  });

  it('counts what follows a switch to another protocol', async () => {
    const tcp = new TcpConversation();
    tcp.handshake();
    tcp.client(GET);
    tcp.server('HTTP/1.1 101 Switching Protocols\r\n\r\n????');
    tcp.client('!!!!!');
    const { lines } = await followed(tcp.packets, { as: 'http' });
    expect(lines.slice(2)).toEqual(['client: (5 bytes of another protocol)', 'server: (4 bytes of another protocol)']);
  });

  it('marks a hole in a body, and one in a head', async () => {
    const tcp = new TcpConversation();
    tcp.handshake();
    tcp.client('GET / HT');
    tcp.skip('client', 20);
    tcp.server(`${head('Content-Length: 10')}ab`);
    tcp.skip('server', 4);
    tcp.server('ghij');
    tcp.finish('client');
    const { lines } = await followed(tcp.packets, { as: 'http' });
    expect(lines.filter((line) => !line.includes('200 OK'))).toEqual([
      'client 4: GET / HT',
      'client: [20 missing]',
      'server 5: ab',
      'server: [4 missing]',
      'server 6: ghij',
    ]);
  });
});
