import { describe, expect, it } from 'vitest';
import { type ConversationOptions, TcpConversation, type TcpPacket } from '../../fixtures/build/index.js';
import { type Followed, followAll } from './followed.js';

/** A connection from this client port on which the client says something. */
function connection(port: number, text: string, options: ConversationOptions = {}): TcpConversation {
  const c = new TcpConversation({ ...options, client: { port, ...options.client } });
  c.handshake();
  c.client(text);
  return c;
}

function summary(streams: readonly Followed[]): string[] {
  return streams.map(({ stream, bytes }) => `${stream}: ${bytes.client}`);
}

function inTurn(...connections: readonly TcpConversation[]): TcpPacket[] {
  const longest = Math.max(...connections.map(({ packets }) => packets.length));
  return Array.from({ length: longest }, (_, i) => connections.flatMap(({ packets }) => packets[i] ?? [])).flat();
}

describe('streams are numbered as Wireshark numbers tcp.stream', () => {
  it('in the order of their first packets, with and without data', () => {
    const [first, second, third] = [connection(1, 'a'), connection(2, 'b'), connection(3, 'c')];
    const silent = second.packets.slice(0, 3);
    expect(summary(followAll(inTurn(third, first)).streams)).toEqual(['0: c', '1: a']);
    expect(summary(followAll([...silent, ...third.packets, ...first.packets]).streams)).toEqual(['1: c', '2: a']);
  });

  it('the two directions are one stream, whichever comes first', () => {
    const c = new TcpConversation();
    c.server('123');
    c.client('abc');
    expect(followAll(c.packets).streams).toHaveLength(1);
  });

  it.each([
    ['another client port', { client: { port: 50001 } }],
    ['another server port', { server: { port: 81 } }],
    ['another client address', { client: { address: '192.0.2.9' } }],
    ['another server address', { server: { address: '192.0.2.9' } }],
    ['the ports exchanged', { client: { port: 80 }, server: { port: 50000 } }],
    ['the addresses exchanged', { client: { address: '192.0.2.2' }, server: { address: '192.0.2.1' } }],
    ['IPv6', { client: { address: '2001:db8::1' }, server: { address: '2001:db8::2' } }],
  ])('%s is another stream', (_, options) => {
    const packets = [...connection(50000, 'a').packets, ...connection(50000, 'b', options).packets];
    expect(followAll(packets).streams).toHaveLength(2);
  });

  it('IPv6 addresses that differ in their last bits are different streams', () => {
    const v6 = (last: string): ConversationOptions => ({
      client: { address: `2001:db8:0:1:2:3:4:${last}` },
      server: { address: '2001:db8::2' },
    });
    const packets = inTurn(connection(50000, 'a', v6('1')), connection(50000, 'b', v6('2')));
    expect(summary(followAll(packets).streams)).toEqual(['0: a', '1: b']);
  });

  it('a connection of a host with itself has two directions', () => {
    const c = connection(50000, 'abc', { client: { address: '127.0.0.1' }, server: { address: '127.0.0.1' } });
    c.server('123');
    expect(followAll(c.packets).streams[0]?.bytes).toEqual({ client: 'abc', server: '123' });
  });
});

describe('ports used again', () => {
  it.each<[string, (c: TcpConversation) => void]>([
    ['after a FIN', (c) => c.finish('client')],
    ['after a RST', (c) => c.rst('server')],
    ['while the connection before is open', () => {}],
  ])('%s: another SYN begins a new stream', (_, end) => {
    const first = connection(50000, 'abc');
    end(first);
    const second = connection(50000, 'xyz', { client: { isn: 77_000 }, start: first.time });
    expect(summary(followAll([...first.packets, ...second.packets]).streams)).toEqual(['0: abc', '1: xyz']);
  });

  it('with the same sequence number after a FIN: a new stream', () => {
    const first = connection(50000, 'abc');
    first.finish('client');
    const second = connection(50000, 'xyz', { start: first.time });
    expect(summary(followAll([...first.packets, ...second.packets]).streams)).toEqual(['0: abc', '1: xyz']);
  });

  it('a SYN once more, with the same number, is a retransmission', () => {
    const c = connection(50000, 'abc');
    const [syn] = c.packets;
    const packets = [...c.packets.slice(0, 1), ...c.packets, ...(syn === undefined ? [] : [syn])];
    expect(summary(followAll(packets).streams)).toEqual(['0: abc']);
  });

  it('a SYN of another stream number without data in between counts', () => {
    const c = new TcpConversation();
    c.syn('client');
    const again = connection(50000, 'abc', { client: { isn: 5 }, start: c.time });
    expect(summary(followAll([...c.packets, ...again.packets]).streams)).toEqual(['1: abc']);
  });

  it('what waited in the stream before is handed out before the new one begins', () => {
    const first = connection(50000, 'abc');
    first.skip('client', 3);
    first.client('ghi');
    const second = connection(50000, 'xyz', { client: { isn: 77_000 }, start: first.time });
    const { streams, budget } = followAll([...first.packets, ...second.packets]);
    expect(summary(streams)).toEqual(['0: abc[3 lost]ghi', '1: xyz']);
    expect(budget.used).toBe(0);
  });
});

describe('a stream nobody is interested in', () => {
  it('is told once and then only counted', () => {
    const packets = inTurn(connection(1, 'a'.repeat(10_000)), connection(2, 'b'));
    const { streams, mostHeld } = followAll(packets, { ignore: (stream) => stream === 0 });
    expect(summary(streams)).toEqual(['1: b']);
    expect(mostHeld).toBe(0);
  });
});

describe('very many connections', () => {
  /** Data of one client port after the other, all of them open: no SYN, no FIN. */
  function* open(count: number, text: (index: number) => string): Generator<TcpPacket> {
    const template = new TcpConversation();
    const packet = template.build('client', 'x');
    for (let i = 0; i < count; i++) {
      const bytes = Uint8Array.from(packet.bytes);
      new DataView(bytes.buffer).setUint16(14 + 20, i & 0xffff);
      bytes[14 + 15] = i >> 16;
      bytes[bytes.length - 1] = text(i).charCodeAt(0);
      yield { ...packet, bytes };
    }
  }

  it('100,000 open at once are told apart, in time that grows with their number', () => {
    const count = 100_000;
    const rounds = function* (): Generator<TcpPacket> {
      yield* open(count, () => 'a');
      yield* open(count, () => 'b');
    };
    const begin = performance.now();
    const { tracker } = followAll(rounds(), { ignore: () => true });
    expect(tracker.flows.streams).toBe(count);
    expect(performance.now() - begin).toBeLessThan(10_000);
  });

  it('those that ended long ago are forgotten; those that are open are not', () => {
    // 5,000 short connections, one a second, in a table that begins with room for 1,024.
    const start = new TcpConversation().time;
    const kept = connection(1, 'begin ', { start });
    const packets = [...kept.packets];
    for (let i = 0; i < 5000; i++) {
      const time = start + BigInt(i) * 1_000_000_000n;
      const short = connection(1000 + i, `${i} `, { start: time });
      short.finish('client');
      packets.push(...short.packets);
    }
    kept.time = start + 5_000_000_000_000n;
    packets.push(...kept.client('end'));
    const { streams, tracker } = followAll(packets);
    expect(streams).toHaveLength(5001);
    expect(streams[0]?.bytes.client).toBe('begin end');
    expect(streams.slice(1).every(({ bytes }, i) => bytes.client === `${i} `)).toBe(true);
    // A packet of an old connection begins a new stream: the table does not know it any more.
    expect(tracker.flows.streams).toBe(5001);
  });

  it.each<[string, (c: TcpConversation) => void]>([
    [
      'a hole that nobody acknowledged in front of its FIN',
      (c) => {
        c.skip('client', 3);
        c.client('xyz');
        c.fin('server');
        c.fin('client');
      },
    ],
    [
      'a reset far outside its window',
      (c) => {
        c.rst('server', { seq: 0x4000_0000 });
      },
    ],
  ])(
    'one that ended long ago with %s is closed when it is forgotten, and nobody else is mixed up with it',
    (_, end) => {
      const start = new TcpConversation().time;
      const odd = connection(1, 'odd', { start });
      odd.server('1');
      end(odd);
      const packets = [...odd.packets];
      for (let i = 0; i < 4000; i++) {
        const time = start + BigInt(i) * 1_000_000_000n;
        const short = connection(1000 + i, `${i} `, { start: time });
        short.finish('client');
        packets.push(...short.packets);
      }
      const { streams, budget } = followAll(packets);
      expect(streams).toHaveLength(4001);
      expect(streams.map(({ events }) => events.at(-1)).filter((event) => event !== 'closed')).toEqual([]);
      expect(streams[0]?.bytes.client.startsWith('odd')).toBe(true);
      expect(streams.slice(1).every(({ bytes }, i) => bytes.client === `${i} `)).toBe(true);
      expect(budget.used).toBe(0);
    },
  );
});
