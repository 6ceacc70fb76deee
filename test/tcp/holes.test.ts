import { describe, expect, it } from 'vitest';
import {
  cut,
  type SegmentOptions,
  type SideOptions,
  TcpConversation,
  type TcpPacket,
} from '../../fixtures/build/index.js';
import { follow, followAll } from './followed.js';

/** A connection whose client's second segment, `def`, the capture does not have. */
function lossy(server: SideOptions = {}): { c: TcpConversation; lost: TcpPacket; without: () => TcpPacket[] } {
  const c = new TcpConversation({ server });
  c.handshake();
  c.client('abc');
  c.ack('server');
  const [lost] = c.client('def');
  if (lost === undefined) throw new Error('no segment');
  return { c, lost, without: () => c.packets.filter((packet) => packet !== lost) };
}

describe('a hole that the receiver has acknowledged', () => {
  it('is given up 200 ms later by the clock of the capture', () => {
    const { c, without } = lossy();
    c.client('ghi');
    c.ack('server');
    c.wait(200);
    c.server('123');
    expect(follow(without())).toEqual(['client: abc', 'client: [3 lost]', 'client: ghi', 'server: 123']);
  });

  it('is not given up before', () => {
    const { c, lost, without } = lossy();
    c.client('ghi');
    c.ack('server');
    c.wait(190);
    c.server('123');
    expect(follow([...without(), lost])).toEqual(['client: abc', 'server: 123', 'client: defghi']);
  });

  it('is given up after another time where the limit says so', () => {
    const { c, lost, without } = lossy();
    c.client('ghi');
    c.ack('server');
    c.wait(15);
    c.server('123');
    expect(follow([...without(), lost], { reorderTime: 10 })).toEqual([
      'client: abc',
      'client: [3 lost]',
      'client: ghi',
      'server: 123',
      // What comes for a hole that was given up is a retransmission to be held against nothing.
    ]);
  });

  it('is waited for again where what waits behind it has another hole', () => {
    const { c, without } = lossy();
    c.client('ghi');
    const [alsoLost] = c.client('jkl');
    c.client('mno');
    c.ack('server');
    c.wait(300);
    c.server('1');
    c.wait(300);
    c.server('2');
    expect(follow(without().filter((packet) => packet !== alsoLost))).toEqual([
      'client: abc',
      'client: [3 lost]',
      'client: ghi',
      'server: 1',
      'client: [3 lost]',
      'client: mno',
      'server: 2',
    ]);
  });

  it.each<[string, SegmentOptions]>([
    ['whose ACK covers only what is in front', { ack: 1004 }],
    ['whose ACK ends inside it', { ack: 1005 }],
  ])('%s is not meant: the receiver may still wait for it', (_, options) => {
    const { c, lost, without } = lossy();
    c.client('ghi');
    c.ack('server', options);
    c.wait(1000);
    c.server('1', options);
    c.wait(1000);
    c.server('2', options);
    expect(follow([...without(), lost])).toEqual(['client: abc', 'server: 12', 'client: defghi']);
  });

  it('is known from an ACK that came before what lies behind it', () => {
    const { c, lost } = lossy();
    const [behind] = c.client('ghi');
    const ack = c.ack('server');
    c.wait(300);
    const [later] = c.server('1');
    const packets = [...c.packets.slice(0, 5), ack, behind, later].flatMap((packet) => packet ?? []);
    expect(packets).not.toContain(lost);
    expect(follow(packets)).toEqual(['client: abc', 'client: [3 lost]', 'client: ghi', 'server: 1']);
  });
});

describe('a hole that nobody has acknowledged', () => {
  it.each([
    ['fits', 16, ['client: abc', 'server: 1', 'client: [3 lost]', `client: ${'g'.repeat(16)}h`]],
    ['is one byte too long', 18, ['client: abc', 'client: [3 lost]', `client: ${'g'.repeat(18)}h`, 'server: 1']],
  ])('with a window of 20 bytes, what waits %s', (_, length, expected) => {
    const { c, without } = lossy({ window: 20 });
    c.client('g'.repeat(length));
    c.client('h');
    c.server('1', { ack: 1004 });
    expect(follow(without())).toEqual(expected);
  });

  it('a single stray segment far beyond the window does not take the stream along', () => {
    const c = new TcpConversation();
    c.handshake();
    c.client('abc');
    const next = c.next('client');
    c.client('stray', { seq: next + 1_000_000 });
    c.client('def', { seq: next });
    expect(follow(c.packets).slice(0, 1)).toEqual(['client: abcdef']);
  });

  it('counts the window with its scale', () => {
    const { c, without } = lossy({ window: 10, windowScale: 2 });
    c.client('g'.repeat(36));
    c.server('1', { ack: 1004 });
    expect(follow(without())).toEqual(['client: abc', 'server: 1', 'client: [3 lost]', `client: ${'g'.repeat(36)}`]);
  });

  it('without SYN the scale is not known, so the window says nothing', () => {
    const { c, without } = lossy({ window: 10 });
    c.client('g'.repeat(1000));
    c.server('1', { ack: 1004 });
    expect(follow(without().slice(3))).toEqual([
      'client: abc',
      'server: 1',
      'client: [3 lost]',
      `client: ${'g'.repeat(1000)}`,
    ]);
  });

  it('is given up when more waits behind it than the limit reorder-bytes', () => {
    const { c, without } = lossy();
    c.client('g'.repeat(600));
    c.client('h'.repeat(600));
    c.server('1', { ack: 1004 });
    const behind = `${'g'.repeat(600)}${'h'.repeat(600)}`;
    expect(follow(without(), { reorderBytes: 2000 })).toEqual([
      'client: abc',
      'server: 1',
      'client: [3 lost]',
      `client: ${behind}`,
    ]);
    expect(follow(without(), { reorderBytes: 1000 })).toEqual([
      'client: abc',
      'client: [3 lost]',
      `client: ${behind}`,
      'server: 1',
    ]);
  });

  it('is given up when all connections together hold more than the limit buffered-bytes', () => {
    const { c, without } = lossy();
    c.client('g'.repeat(600));
    c.server('1', { ack: 1004 });
    const { streams, mostHeld } = followAll(without(), { budget: 700 });
    expect(streams[0]?.events).toEqual([
      'client: abc',
      'client: [3 lost]',
      `client: ${'g'.repeat(600)}`,
      'server: 1',
      'closed',
    ]);
    expect(mostHeld).toBeLessThanOrEqual(700);
  });

  it('is given up at the end, one hole after the other', () => {
    const { c, without } = lossy();
    c.client('ghi');
    const [alsoLost] = c.client('jkl');
    c.client('mno');
    expect(follow(without().filter((packet) => packet !== alsoLost))).toEqual([
      'client: abc',
      'client: [3 lost]',
      'client: ghi',
      'client: [3 lost]',
      'client: mno',
    ]);
  });
});

describe('a hole at the beginning or the end', () => {
  it('of the first bytes is known from the SYN', () => {
    const c = new TcpConversation();
    c.handshake();
    c.skip('client', 3);
    c.client('def');
    c.ack('server');
    expect(follow(c.packets)).toEqual(['client: [3 lost]', 'client: def']);
  });

  it('of the first bytes is known from the SYN-ACK where there is no SYN', () => {
    const c = new TcpConversation();
    c.handshake();
    c.skip('client', 3);
    c.client('def');
    expect(follow(c.packets.slice(1))).toEqual(['client: [3 lost]', 'client: def']);
  });

  it.each<[string, (c: TcpConversation) => void, string[]]>([
    ['of the last bytes is known from the ACK', (c) => c.ack('server'), ['client: abc', 'client: [7 lost]']],
    [
      'of the last bytes is known from the FIN',
      (c) => c.fin('client'),
      ['client: abc', 'client: [7 lost]', 'client: fin'],
    ],
    ['that nobody speaks of is not known', () => {}, ['client: abc']],
  ])('%s', (_, end, expected) => {
    const c = new TcpConversation();
    c.handshake();
    c.client('abc');
    c.ack('server');
    c.skip('client', 7);
    end(c);
    expect(follow(c.packets)).toEqual(expected);
  });

  it('an ACK of one byte more than was seen is that of the FIN, which is no data', () => {
    const c = new TcpConversation();
    c.handshake();
    c.client('abc');
    c.skip('client', 1);
    c.ack('server');
    expect(follow(c.packets)).toEqual(['client: abc']);
  });
});

describe('a packet that the snaplen cut', () => {
  const headers = 14 + 20 + 20;

  it('gives the bytes it has, and a hole of those it has not', () => {
    const c = new TcpConversation();
    c.handshake();
    c.client('abcdefgh');
    c.client('ijk');
    const packets = c.packets.map((packet) => cut(packet, headers + 4));
    expect(follow(packets)).toEqual(['client: abcd', 'client: [4 cut]', 'client: ijk']);
  });

  it('inside its headers gives a hole as long as its data', () => {
    const c = new TcpConversation();
    c.handshake();
    c.client('abc');
    c.client('defgh');
    c.client('ijk');
    const packets = c.packets.map((packet, i) => (i === 4 ? cut(packet, headers) : packet));
    expect(follow(packets)).toEqual(['client: abc', 'client: [5 cut]', 'client: ijk']);
  });

  it.each([
    ['between segments in order', [0, 1, 2]],
    ['behind a hole', [1, 0, 2]],
    ['and the one behind it first', [2, 1, 0]],
    ['twice', [0, 1, 1, 2, 2]],
    ['twice behind a hole', [1, 1, 2, 0]],
  ])('%s: the same bytes and the same hole', (_, order) => {
    const c = new TcpConversation();
    c.handshake();
    c.client('abc');
    c.client('defghi');
    c.client('jkl');
    const cutShort = c.packets.map((packet, i) => (i === 4 ? cut(packet, headers + 2) : packet));
    const packets = [...cutShort.slice(0, 3), ...order.flatMap((index) => cutShort[3 + index] ?? [])];
    expect(follow(packets)).toEqual(['client: abcde', 'client: [4 cut]', 'client: jkl']);
  });

  it('whose missing bytes another segment has, gives them', () => {
    const c = new TcpConversation();
    c.handshake();
    c.client('abc');
    const first = c.next('client');
    const whole = c.build('client', 'defghi');
    c.skip('client', 6);
    c.client('jkl');
    const late = [cut(whole, headers + 2), c.build('client', 'fghi', { seq: first + 2 })];
    const packets = [...c.packets.slice(0, 3), ...late, ...c.packets.slice(3)];
    expect(follow(packets)).toEqual(['client: abcdefghijkl']);
  });
});
