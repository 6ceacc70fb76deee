import { describe, expect, it } from 'vitest';
import { openingOf } from '../../src/session/opening.js';

describe('what a conversation begins as', () => {
  it.each([
    ['a request', Buffer.from('GET /chat HTTP/1.1\r\n'), 'http'],
    ['a response', Buffer.from('HTTP/1.1 101 Switching Protocols\r\n'), 'http'],
    ['anything that begins as nothing known', Buffer.from('SSH-2.0-OpenSSH_9.2\r\n'), 'http'],
    ['a ClientHello in a record of TLS 1.0', Buffer.from('16030101fa01', 'hex'), 'tls'],
    ['a ServerHello in a record of TLS 1.2', Buffer.from('160303007a02', 'hex'), 'tls'],
    ['a record of a version that is none', Buffer.from('160305', 'hex'), 'http'],
    ['a first byte that could be a record', Buffer.from('16', 'hex'), 'more'],
    ['two bytes that could be a record', Buffer.from('1603', 'hex'), 'more'],
    ['two bytes that could not', Buffer.from('1604', 'hex'), 'http'],
    ['nothing', Buffer.alloc(0), 'more'],
  ])('%s', (_, bytes, opening) => {
    expect(openingOf(bytes, 0, bytes.length)).toBe(opening);
  });
});
