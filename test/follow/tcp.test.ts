import { describe, expect, it } from 'vitest';
import { TcpConversation } from '../../fixtures/build/index.js';
import { followed } from './followed-text.js';

const CLIENT_FIRST = '192.0.2.1:50000 192.0.2.2:80';
const SERVER_FIRST = '192.0.2.2:80 192.0.2.1:50000';

function connected(): TcpConversation {
  const tcp = new TcpConversation();
  tcp.handshake();
  return tcp;
}

describe('following a TCP stream', () => {
  it('gives what each segment brought, in the order of the capture', async () => {
    const tcp = connected();
    tcp.server('hello');
    tcp.client('good day');
    tcp.server('bye');
    expect(await followed(tcp.packets)).toMatchObject({
      lines: ['server 4: hello', 'client 5: good day', 'server 6: bye'],
      nodes: CLIENT_FIRST,
    });
  });

  it('puts segments in order, and keeps the packets that carried them', async () => {
    const tcp = connected();
    const [one, two] = [tcp.client('one'), tcp.client('two')].flat();
    const packets = [...tcp.packets.slice(0, 3), two, one].flatMap((packet) => packet ?? []);
    expect((await followed(packets)).lines).toEqual(['client 5: one', 'client 4: two']);
  });

  it('leaves out what is sent again', async () => {
    const tcp = connected();
    const [sent] = tcp.client('once');
    const packets = [...tcp.packets, ...(sent === undefined ? [] : [sent])];
    expect((await followed(packets)).lines).toEqual(['client 4: once']);
  });

  it('marks a hole in its place', async () => {
    const tcp = connected();
    tcp.client('before');
    tcp.skip('client', 1448);
    tcp.client('behind');
    tcp.finish('client');
    expect((await followed(tcp.packets)).lines).toEqual([
      'client 4: before',
      'client: [1448 missing]',
      'client 5: behind',
    ]);
  });

  it('follows the one stream that is asked for', async () => {
    const tcp = connected();
    tcp.client('zero');
    const other = new TcpConversation({ client: { port: 50001 } });
    other.handshake();
    other.client('one');
    const { lines, following } = await followed([...tcp.packets, ...other.packets], { stream: 1 });
    expect(lines).toEqual(['client 8: one']);
    expect(following).toMatchObject({ found: true, streams: 2, packets: 8, pieces: 1 });
  });

  it('says that a stream is not there', async () => {
    const { lines, nodes, following } = await followed(connected().packets, { stream: 5 });
    expect([lines, nodes]).toEqual([[], '']);
    expect(following).toMatchObject({ found: false, streams: 1 });
  });

  it('names the ends of a stream that carries nothing', async () => {
    expect(await followed(connected().packets)).toMatchObject({ lines: [], nodes: CLIENT_FIRST });
  });
});

describe('the client of a followed stream', () => {
  const cases: readonly [string, (tcp: TcpConversation) => void, string][] = [
    ['sent the SYN, whoever speaks first', (tcp) => [tcp.handshake(), tcp.server('x')], CLIENT_FIRST],
    [
      'is who the SYN-ACK answers',
      (tcp) => [tcp.syn('server', { flags: ['SYN', 'ACK'] }), tcp.server('x')],
      CLIENT_FIRST,
    ],
    ['sent the request', (tcp) => [tcp.server('rest'), tcp.client('GET / HTTP/1.1\r\n\r\n')], CLIENT_FIRST],
    ['is who the response answers', (tcp) => [tcp.client('x'), tcp.client('HTTP/1.1 200 OK\r\n\r\n')], SERVER_FIRST],
    ['else spoke first', (tcp) => [tcp.server('x'), tcp.client('y')], SERVER_FIRST],
    [
      'else spoke first, when that is long',
      (tcp) => [tcp.server('x'.repeat(70_000)), tcp.client('GET / ')],
      SERVER_FIRST,
    ],
  ];
  it.each(cases)('%s', async (_, speak, nodes) => {
    const tcp = new TcpConversation();
    speak(tcp);
    expect((await followed(tcp.packets)).nodes).toBe(nodes);
  });
});
