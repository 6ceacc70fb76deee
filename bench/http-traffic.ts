import type { Connection } from './connection.js';
import type { JsonDocument } from './payloads.js';
import type { Random } from './random.js';

const PATHS = ['/', '/api/orders', '/api/users/42', '/static/app.js', '/search?q=websocket', '/feed'];

/** Makes request/response pairs of a keep-alive connection: bodies by Content-Length, chunked ones, and none. */
export function httpExchange(random: Random, document: JsonDocument): (connection: Connection) => Generator<void> {
  return function* (connection) {
    yield* connection.send('client', request(random, document), 'second');
    yield* connection.send('server', response(random, document), 'second');
  };
}

function request(random: Random, document: JsonDocument): Buffer {
  const headers = ['Host: bench.example', 'User-Agent: Mozilla/5.0 (X11; Linux x86_64)', 'Accept: application/json'];
  if (!random.chance(20)) return message([`GET ${random.pick(PATHS)} HTTP/1.1`, ...headers], Buffer.alloc(0));
  const body = document.cut(random.between(400, 3000));
  const lines = ['POST /api/orders HTTP/1.1', ...headers, 'Content-Type: application/json'];
  return message([...lines, `Content-Length: ${body.length}`], body);
}

function response(random: Random, document: JsonDocument): Buffer {
  const headers = ['Server: bench', 'Date: Fri, 02 Jan 2026 03:04:05 GMT', 'Content-Type: application/json'];
  if (random.chance(5)) return message(['HTTP/1.1 304 Not Modified', ...headers], Buffer.alloc(0));
  const body = document.cut(random.between(400, 12_000));
  if (!random.chance(40)) return message(['HTTP/1.1 200 OK', ...headers, `Content-Length: ${body.length}`], body);
  return message(['HTTP/1.1 200 OK', ...headers, 'Transfer-Encoding: chunked'], chunked(random, body));
}

function message(lines: readonly string[], body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), body]);
}

function chunked(random: Random, body: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let start = 0; start < body.length; ) {
    const chunk = body.subarray(start, start + random.between(500, 4096));
    parts.push(Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from('\r\n'));
    start += chunk.length;
  }
  return Buffer.concat([...parts, Buffer.from('0\r\n\r\n')]);
}
