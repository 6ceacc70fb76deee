import { describe, expect, it } from 'vitest';
import { type ConversationOptions, chop, TcpConversation, type TcpPacket } from '../../fixtures/build/index.js';
import { follow, followAll } from './followed.js';

/** SYN, SYN-ACK, ACK: packets 1 to 3. */
function connected(options: ConversationOptions = {}): TcpConversation {
  const c = new TcpConversation(options);
  c.handshake();
  return c;
}

/** The client's text in segments of these lengths, in order. */
function segments(text: string, lengths: readonly number[], options: ConversationOptions = {}): TcpPacket[] {
  const c = connected(options);
  let at = 0;
  for (const length of lengths) {
    c.client(text.slice(at, at + length));
    at += length;
  }
  return c.packets;
}

/** The packets in another order: the handshake first, then by the numbers given (0 is the first data segment). */
function inOrder(packets: readonly TcpPacket[], order: readonly number[]): TcpPacket[] {
  return [...packets.slice(0, 3), ...order.flatMap((index) => packets[3 + index] ?? [])];
}

describe('segments out of order', () => {
  const alphabet = 'abcdefghijkl';
  const packets = segments(alphabet, [3, 3, 3, 3]);

  it.each([
    ['in order', [0, 1, 2, 3]],
    ['two swapped', [1, 0, 2, 3]],
    ['the first one last', [1, 2, 3, 0]],
    ['backwards', [3, 2, 1, 0]],
    ['every second one first', [1, 3, 0, 2]],
    ['each one twice', [0, 0, 1, 1, 2, 2, 3, 3]],
    ['all of them twice', [0, 1, 2, 3, 0, 1, 2, 3]],
    ['a late one twice', [1, 1, 2, 3, 0, 0]],
    ['the same behind a hole twice, then all again', [3, 3, 0, 1, 2, 3]],
  ])('%s: the same bytes', (_, order) => {
    expect(follow(inOrder(packets, order))).toEqual(['client: abcdefghijkl']);
  });

  it('are traced to the packet that carried them and to the one that filled the hole', () => {
    const { streams } = followAll(inOrder(packets, [0, 2, 3, 1]));
    expect(streams[0]?.pieces).toEqual(['packet 4: abc', 'packet 7: def', 'packet 5 at 7: ghi', 'packet 6 at 7: jkl']);
  });

  it('hold nothing any more once they are in order', () => {
    const { budget, mostHeld } = followAll(inOrder(packets, [3, 2, 1, 0]));
    expect(mostHeld).toBeGreaterThan(9);
    expect(budget.used).toBe(0);
  });
});

describe('sequence numbers', () => {
  it.each([
    ['wrap inside a segment', 0xffffffff - 3],
    ['wrap between two segments', 0xffffffff - 4],
    ['begin at 0', 0xffffffff],
    ['pass from positive to negative as signed numbers', 0x7fffffff - 3],
  ])('%s', (_, isn) => {
    expect(follow(segments('abcdefghijkl', [4, 4, 4], { client: { isn } }))).toEqual(['client: abcdefghijkl']);
  });

  it.each([0xfffffff9, 0x7ffffff9])('wrap while bytes wait behind a hole (first number %i)', (isn) => {
    const packets = segments('abcdefghijkl', [4, 4, 4], { client: { isn } });
    expect(follow(inOrder(packets, [2, 1, 0]))).toEqual(['client: abcdefghijkl']);
    expect(follow(inOrder(packets, [2, 0, 1, 2, 1]))).toEqual(['client: abcdefghijkl']);
  });
});

describe('data of a SYN (TCP Fast Open)', () => {
  function fastOpen(): TcpConversation {
    const c = new TcpConversation();
    c.packets.push(c.build('client', 'abc', { flags: ['SYN'] }));
    c.wait(1);
    return c;
  }

  it('comes first', () => {
    const c = fastOpen();
    c.skip('client', 4);
    c.syn('server', { flags: ['SYN', 'ACK'] });
    c.client('def');
    expect(follow(c.packets)).toEqual(['client: abcdef']);
  });

  it('that the server did not take is sent again and counts once', () => {
    const c = fastOpen();
    c.skip('client', 1);
    c.syn('server', { flags: ['SYN', 'ACK'] });
    c.client('abc');
    c.client('def');
    expect(follow(c.packets)).toEqual(['client: abcdef']);
  });

  it('of a SYN-ACK comes first too', () => {
    const c = fastOpen();
    c.skip('client', 4);
    c.packets.push(c.build('server', 'xyz', { flags: ['SYN', 'ACK'] }));
    c.skip('server', 4);
    c.server('uvw');
    expect(follow(c.packets)).toEqual(['client: abc', 'server: xyzuvw']);
  });
});

describe('the two directions', () => {
  it('are put in order each by itself, and interleave as the capture does', () => {
    const c = connected();
    c.client('abc');
    c.server('123');
    c.client('def');
    c.server('456');
    expect(follow(c.packets)).toEqual(['client: abc', 'server: 123', 'client: def', 'server: 456']);
  });

  it('a hole of one does not stop the other', () => {
    const c = connected();
    c.client('abc');
    const [late] = c.client('def');
    c.client('ghi');
    c.server('123');
    const packets = c.packets.filter((packet) => packet !== late);
    expect(follow([...packets, ...(late === undefined ? [] : [late])])).toEqual([
      'client: abc',
      'server: 123',
      'client: defghi',
    ]);
  });

  it("a server's packet before the client's packet that it answers is handed out as captured", () => {
    const c = connected();
    const [question] = c.client('question');
    const [answer] = c.server('answer');
    if (question === undefined || answer === undefined) throw new Error('two packets');
    expect(follow([...c.packets.slice(0, 3), answer, question])).toEqual(['server: answer', 'client: question']);
  });

  it('a SYN-ACK before its SYN loses nothing', () => {
    const c = connected();
    c.client('abc');
    c.server('123');
    const [syn, synAck, ...rest] = c.packets;
    if (syn === undefined || synAck === undefined) throw new Error('two packets');
    expect(follow([synAck, syn, ...rest])).toEqual(['client: abc', 'server: 123']);
  });
});

describe('one-sided captures and missing ACKs', () => {
  it.each(['client', 'server'] as const)('only the packets of the %s: its bytes in order', (side) => {
    const c = connected();
    for (const text of chop('abcdefghi', 3)) {
      c.client(text);
      c.server(text);
    }
    expect(follow(c.packets.filter(({ from }) => from === side))).toEqual([`${side}: abcdefghi`]);
  });

  it('without SYN the first byte seen is the first byte', () => {
    const c = new TcpConversation();
    c.client('abc');
    c.client('def');
    expect(follow(c.packets)).toEqual(['client: abcdef']);
  });

  it('without the ACK flag the acknowledgment number counts for nothing', () => {
    const c = connected();
    const [late] = c.client('abc');
    c.client('def');
    c.server('1', { flags: ['PSH'], ack: c.next('client') });
    c.wait(1000);
    c.server('2', { flags: ['PSH'], ack: c.next('client') });
    const packets = c.packets.filter((packet) => packet !== late);
    expect(follow([...packets, ...(late === undefined ? [] : [late])])).toEqual(['server: 12', 'client: abcdef']);
  });
});

describe('what is no segment', () => {
  it.each<[string, (bytes: Uint8Array) => Uint8Array]>([
    ['cut inside the TCP header', (bytes) => bytes.subarray(0, 14 + 20 + 12)],
    ['a header length below 20', (bytes) => bytes.map((byte, i) => (i === 14 + 20 + 12 ? 0x40 : byte))],
    ['without a TCP header', (bytes) => bytes.subarray(0, 14 + 20)],
  ])('%s: it is stepped over', (_, spoil) => {
    const c = connected();
    c.client('abc');
    const extra = { ...c.build('client', 'XYZ'), bytes: spoil(c.build('client', 'XYZ').bytes) };
    c.packets.push(extra);
    c.client('def');
    expect(follow(c.packets)).toEqual(['client: abcdef']);
  });
});
