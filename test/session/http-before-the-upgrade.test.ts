import { describe, expect, it } from 'vitest';
import { type CapturedPacket, cut, frame, httpHead, OPCODE, type TcpPacket } from '../../fixtures/build/index.js';
import { dissect } from './dissected.js';
import { Peers } from './peers.js';

const BODY = 'x'.repeat(10_000);

/** A page of 10,000 bytes, then the upgrade and a text on the same connection; the body is in packets 5 to 11. */
function pageFirst(head: string, body: string): { peers: Peers; page: TcpPacket[] } {
  const peers = new Peers();
  peers.handshake();
  peers.client(httpHead('GET /page HTTP/1.1', [['Host', 'a']]));
  const page = peers.server(head + body);
  peers.ack('client');
  peers.client(Peers.request());
  peers.server(Peers.response());
  peers.serverText('welcome');
  return { peers, page };
}

const LENGTH = httpHead('HTTP/1.1 200 OK', [['Content-Length', `${BODY.length}`]]);
const CHUNKED = httpHead('HTTP/1.1 200 OK', [['Transfer-Encoding', 'chunked']]);
const CHUNKS = `${(9000).toString(16)}\r\n${BODY.slice(0, 9000)}\r\n${(1000).toString(16)}\r\n${BODY.slice(9000)}\r\n0\r\n\r\n`;

/** All packets, the page's in another way. */
function withPage(peers: Peers, page: readonly TcpPacket[], other: readonly CapturedPacket[]): CapturedPacket[] {
  const first = peers.packets.indexOf(page[0] ?? ({} as TcpPacket));
  return [...peers.packets.slice(0, first), ...other, ...peers.packets.slice(first + page.length)];
}

describe.each([
  ['with Content-Length', LENGTH, BODY],
  ['in chunks', CHUNKED, CHUNKS],
])('a page %s before the upgrade', (_name, head, body) => {
  it.each<[string, (page: TcpPacket[]) => CapturedPacket[]]>([
    ['as it was sent', (page) => page],
    ['out of order', (page) => [page[0], ...page.slice(1).reverse()].flatMap((packet) => packet ?? [])],
    ['twice', (page) => [...page, ...page]],
    [
      'retransmitted with other bytes',
      (page) => [
        ...page,
        ...page.map((packet) => ({ ...packet, bytes: packet.bytes.map((byte, i) => (i > 100 ? 0x79 : byte)) })),
      ],
    ],
    ['with a packet of its body missing', (page) => page.filter((_packet, i) => i !== 3)],
    ['with three packets of its body missing', (page) => page.filter((_packet, i) => i < 2 || i > 4)],
    [
      'cut by the snaplen behind its head',
      (page) => page.map((packet, i) => (i === 0 || i === page.length - 1 ? packet : cut(packet, 54 + 200))),
    ],
    [
      'with a packet cut, and one missing',
      (page) => page.map((packet, i) => (i === 2 ? cut(packet, 54 + 10) : packet)).filter((_packet, i) => i !== 4),
    ],
  ])('%s: the upgrade behind it is found', (_, change) => {
    const { peers, page } = pageFirst(head, body);
    const { sessions, log, codes } = dissect(withPage(peers, page, change(page)));
    expect(sessions).toMatchObject([{ handshake: 'complete', uri: '/chat' }]);
    expect(log).toEqual(['Server.1 text welcome']);
    expect(codes).toEqual([]);
  });

  it('of which the end is missing: the upgrade is found all the same', () => {
    const { peers, page } = pageFirst(head, body);
    peers.ack('client');
    const { sessions, log } = dissect(withPage(peers, page, page.slice(0, -1)));
    expect(sessions).toMatchObject([{ uri: '/chat' }]);
    expect(log).toEqual(['Server.1 text welcome']);
  });

  it('costs no memory', () => {
    const { peers } = pageFirst(head, body);
    expect(dissect(peers.packets).mostHeld).toBeLessThan(1000);
  });
});

describe('bodies that look like frames or heads', () => {
  it.each([
    ['frames', Buffer.from(frame({ opcode: OPCODE.text, payload: 'no message' })).toString('latin1')],
    ['a response that switches', Peers.response()],
    ['a request', Peers.request({ uri: '/trap' })],
  ])('%s', (_, trap) => {
    const body = trap.repeat(50);
    const { peers } = pageFirst(httpHead('HTTP/1.1 200 OK', [['Content-Length', `${Buffer.byteLength(body)}`]]), body);
    const { sessions, log } = dissect(peers.packets);
    expect(sessions.map(({ uri }) => uri)).toEqual(['/chat']);
    expect(log).toEqual(['Server.1 text welcome']);
  });
});
