import { describe, expect, it } from 'vitest';
import {
  concat,
  ethernet,
  frame,
  hex,
  httpHead,
  ipv4,
  ipv4Fragments,
  OPCODE,
  TcpConversation,
  upgradeRequest,
  upgradeResponse,
} from '../../fixtures/build/index.js';
import { dnsMessage, question } from '../application/dns-messages.js';
import { captured, listed, shown } from './shown.js';
import { IPV4, inIpv4, inIpv6, inTcp, inUdp, onEthernet, segment, udp } from './single-packets.js';

const MASK = '01020304';

function connected(): TcpConversation {
  const talk = new TcpConversation();
  talk.handshake();
  return talk;
}

function upgraded(): TcpConversation {
  const talk = connected();
  talk.client(upgradeRequest());
  talk.server(upgradeResponse());
  return talk;
}

/** Lines behind the handshake. */
async function talked(talk: TcpConversation): Promise<string[]> {
  return (await listed(talk.packets)).slice(3);
}

/** An IPv4 packet inside GTP-U. */
function inGtp(packet: Uint8Array): Uint8Array {
  const length = Uint8Array.of(packet.length >> 8, packet.length & 0xff);
  return inUdp(2152, 2152, concat(hex('30ff'), length, hex('00000001'), packet));
}

describe('the columns of one packet', () => {
  const query = dnsMessage(0x0100, [question('example.com', 1)]);
  it.each([
    ['a SYN', inTcp(segment({ flags: ['SYN'], ack: 0 })), 'TCP 50000 → 80 [SYN] Seq=0 Win=100 Len=0'],
    ['UDP', inUdp(5003, 5002, hex('010203')), 'UDP 5003 → 5002 Len=3'],
    ['DNS', inUdp(5003, 53, query), 'DNS Standard query 0x1234 A example.com'],
    [
      'ARP',
      onEthernet('0001080006040001 020000000001 c0000201 000000000000 c0000202', 0x806),
      'ARP Who has 192.0.2.2? Tell 192.0.2.1',
    ],
    ['ICMP', inIpv4(1, '0800000000010002'), 'ICMP Echo (ping) request  id=0x0001, seq=2/512, ttl=64'],
    ['an IP protocol without decoder', inIpv4(200, '00'), 'IPv4 Unassigned (200)'],
    ['an EtherType without decoder', onEthernet('00', 0x88b5), '0x88b5 Local Experimental Ethertype 1'],
    ['a segment in GTP', inGtp(ipv4(IPV4, segment())), 'GTP <TCP> 50000 → 80 [ACK] Seq=1 Ack=1 Win=100 Len=0'],
    [
      'DNS in GTP',
      inGtp(ipv4({ ...IPV4, protocol: 17 }, udp(5003, 53, query))),
      'GTP <DNS> Standard query 0x1234 A example.com',
    ],
  ])('%s', async (_, bytes, line) => {
    expect((await listed([captured(bytes)])).map((text) => `${text}`)).toEqual([line]);
  });

  it('addresses are those of the innermost header', async () => {
    const inner = ipv4({ source: '10.1.1.1', destination: '10.2.2.2' }, segment());
    const [packet, plain] = await shown([captured(inIpv4(4, inner)), captured(inIpv6(59, ''))]);
    expect(packet).toMatchObject({ source: '10.1.1.1', destination: '10.2.2.2' });
    expect(plain).toMatchObject({ source: '2001:db8::1', destination: '2001:db8::2' });
  });

  it('an ICMP error stands for itself, and its tree has what it quotes', async () => {
    const quote = ipv4({ source: '10.1.1.1', destination: '10.2.2.2' }, segment().subarray(0, 8));
    const [packet] = await shown([captured(inIpv4(1, concat(hex('0301000000000000'), quote)))]);
    expect(packet).toMatchObject({
      source: IPV4.source,
      protocol: 'ICMP',
      info: 'Destination unreachable (Host unreachable)',
      protocols: 'eth:ethertype:ip:icmp:ip:tcp',
      stream: undefined,
    });
    expect(packet?.lines).toContain('  Transmission Control Protocol, Src Port: 50000, Dst Port: 80');
    expect(packet?.lines).toContain('    Sequence Number: 1');
    expect(packet?.lines.join()).not.toContain('Malformed');
  });

  it('fragments are shown as such, the last one as what they carry', async () => {
    const data = segment({ payload: new Uint8Array(40) });
    const fragments = ipv4Fragments({ ...IPV4, identification: 0x1234 }, data, 32);
    const packets = fragments.map((bytes) =>
      captured(ethernet({ source: '02:00:00:00:00:01', destination: '02:00:00:00:00:02' }, bytes)),
    );
    const [first, last] = await shown(packets);
    expect(first).toMatchObject({
      protocol: 'IPv4',
      info: 'Fragmented IP protocol (proto=TCP 6, off=0, ID=1234)',
    });
    expect(last).toMatchObject({ protocol: 'TCP', info: '50000 → 80 [ACK] Seq=1 Ack=1 Win=100 Len=40' });
  });
});

describe('the columns of HTTP', () => {
  const ask = httpHead('GET / HTTP/1.1', [['Host', 'a']]);
  const answer = httpHead('HTTP/1.1 200 OK', [['Content-Length', '4']]);

  it('a message in one packet', async () => {
    const talk = connected();
    talk.client(ask);
    talk.server(`${answer}body`);
    expect(await talked(talk)).toEqual(['HTTP GET / HTTP/1.1', 'HTTP HTTP/1.1 200 OK']);
  });

  it('a message in several is told with the last', async () => {
    const talk = connected();
    talk.client(ask);
    talk.server(`${answer}bo`);
    talk.server('dy');
    expect((await talked(talk)).slice(1)).toEqual([
      'TCP HTTP/1.1 200 OK  [TCP segment of a reassembled PDU]',
      'HTTP HTTP/1.1 200 OK',
    ]);
  });

  it('a head that is not whole yet', async () => {
    const talk = connected();
    talk.client(ask.slice(0, 20));
    talk.client(ask.slice(20));
    const [first, second] = await talked(talk);
    expect(first).toMatch(/^TCP .*\[TCP segment of a reassembled PDU\]$/);
    expect(second).toBe('HTTP GET / HTTP/1.1');
  });

  it('several requests in a packet', async () => {
    const talk = connected();
    talk.client(ask + ask.replace('/', '/b'));
    expect(await talked(talk)).toEqual(['HTTP GET / HTTP/1.1 GET /b HTTP/1.1']);
  });

  it('a response that was captured before its request', async () => {
    const talk = connected();
    talk.client(upgradeRequest());
    talk.server(upgradeResponse());
    talk.server(frame({ opcode: OPCODE.text, payload: 'x' }));
    talk.client(frame({ opcode: OPCODE.text, mask: MASK, payload: 'y' }));
    const [request, response] = talk.packets.splice(3, 2);
    if (request === undefined || response === undefined) throw new Error('no upgrade');
    talk.packets.splice(3, 0, response, request);
    const lines = await talked(talk);
    expect(lines.map((line) => line.replace(/.*(HTTP\/1.1 101|GET|WebSocket).*/, '$1'))).toEqual([
      'HTTP/1.1 101',
      'GET',
      'WebSocket',
      'WebSocket',
    ]);
  });
});

describe('the columns of WebSocket', () => {
  const text = frame({ opcode: OPCODE.text, mask: MASK, payload: 'hello' });
  const ping = frame({ opcode: OPCODE.ping, mask: MASK });

  it('a frame in a packet', async () => {
    const talk = upgraded();
    talk.client(text);
    talk.server(frame({ opcode: OPCODE.text, fin: false, payload: 'a' }));
    expect((await talked(talk)).slice(2)).toEqual([
      'WebSocket WebSocket Text [FIN] [MASKED]',
      'WebSocket WebSocket Text[FRAGMENT]',
    ]);
  });

  it('several frames in a packet', async () => {
    const talk = upgraded();
    talk.client(concat(text, ping));
    expect((await talked(talk))[2]).toBe('WebSocket WebSocket Text [FIN] [MASKED], WebSocket Ping [FIN] [MASKED]');
  });

  it('a frame in several packets', async () => {
    const talk = upgraded();
    talk.client(text.subarray(0, 4));
    talk.client(text.subarray(4));
    const [first, second] = (await talked(talk)).slice(2);
    expect(first).toMatch(/^TCP .*\[TCP segment of a reassembled PDU\]$/);
    expect(second).toBe('WebSocket WebSocket Text [FIN] [MASKED]');
  });

  it('a frame behind the 101 in its packet', async () => {
    const talk = connected();
    talk.client(upgradeRequest());
    talk.server(concat(upgradeResponse(), frame({ opcode: OPCODE.text, payload: 'x' })));
    const [packet] = (await shown(talk.packets)).slice(4);
    expect(packet?.protocol).toBe('WebSocket');
    expect(packet?.info).toContain('HTTP/1.1 101 Switching Protocols');
    expect(packet?.info).toContain('WebSocket Text [FIN]');
    expect(packet?.protocols).toBe('eth:ethertype:ip:tcp:http:websocket:data-text-lines');
  });
});
