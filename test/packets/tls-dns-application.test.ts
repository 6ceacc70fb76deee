import { describe, expect, it } from 'vitest';
import { concat, TcpConversation } from '../../fixtures/build/index.js';
import { dnsMessage, question, resource } from '../application/dns-messages.js';
import { chosen, clientHello, message, record, serverHello, serverNameExtension } from '../tls/messages.js';
import { listed, shown } from './shown.js';

const HANDSHAKE = 22;
const APPLICATION_DATA = 23;

function to(port: number): TcpConversation {
  const talk = new TcpConversation({ server: { port } });
  talk.handshake();
  return talk;
}

describe('TLS', () => {
  const hello = record(HANDSHAKE, message(1, clientHello(serverNameExtension('example.com'))), 0x0301);
  const answer = record(HANDSHAKE, message(2, serverHello(0x0303, [chosen(0x0304)])));
  const data = record(APPLICATION_DATA, new Uint8Array(20));

  it('records and handshake messages are named', async () => {
    const talk = to(443);
    talk.client(hello);
    talk.server(answer);
    talk.server(concat(data, data));
    expect((await listed(talk.packets)).slice(3)).toEqual([
      'TLSv1 Client Hello',
      'TLSv1.3 Server Hello',
      'TLSv1.3 Application Data, Application Data',
    ]);
  });

  it('a record in two packets is told with the second', async () => {
    const talk = to(443);
    talk.client(hello.subarray(0, 30));
    talk.client(hello.subarray(30));
    const [first, second] = (await shown(talk.packets)).slice(3);
    expect(first?.info).toContain('[TCP segment of a reassembled PDU]');
    expect(second?.info).toContain('Client Hello');
    expect(second?.lines.some((line) => line.startsWith('[2 Reassembled TCP Segments ('))).toBe(true);
    expect(second?.lines.some((line) => line.endsWith('Server Name: example.com'))).toBe(true);
  });

  it('records behind a hole are found again', async () => {
    const talk = to(443);
    talk.client(hello);
    talk.server(answer);
    const [lost] = talk.server(data);
    talk.ack('client');
    talk.wait(1000);
    talk.server(data);
    talk.ack('client');
    talk.wait(1000);
    talk.server(data);
    const lines = await listed(talk.packets.filter((packet) => packet !== lost));
    expect(lines.at(-1)).toBe('TLSv1.3 Application Data, Application Data');
  });
});

describe('DNS over TCP', () => {
  const ask = dnsMessage(0x0100, [question('example.com', 1)]);
  const answer = dnsMessage(
    0x8180,
    [question('example.com', 1)],
    [resource('example.com', 1, Uint8Array.of(192, 0, 2, 7))],
  );
  const framed = (bytes: Uint8Array): Uint8Array =>
    concat(Uint8Array.of(bytes.length >> 8, bytes.length & 0xff), bytes);

  it('messages are named, and have a tree', async () => {
    const talk = to(53);
    talk.client(framed(ask));
    talk.server(framed(answer));
    const [query, response] = (await shown(talk.packets)).slice(3);
    expect(query).toMatchObject({ protocol: 'DNS', info: 'Standard query 0x1234 A example.com' });
    expect(response).toMatchObject({ info: 'Standard query response 0x1234 A example.com A 192.0.2.7' });
    expect(query?.protocols).toBe('eth:ethertype:ip:tcp:dns');
    expect(query?.lines).toContain(`  Length: ${ask.length}`);
    expect(response?.lines).toContain('  Answers');
  });

  it('a message in two packets is told with the second', async () => {
    const talk = to(53);
    talk.client(framed(ask).subarray(0, 9));
    talk.client(framed(ask).subarray(9));
    const [first, second] = (await listed(talk.packets)).slice(3);
    expect(first).toContain('[TCP segment of a reassembled PDU]');
    expect(second).toBe('DNS Standard query 0x1234 A example.com');
  });
});
