import { describe, expect, it } from 'vitest';
import { TcpConversation } from '../../fixtures/build/index.js';
import { follow, followAll } from './followed.js';

/** A connection on which each side has said something. */
function talked(): TcpConversation {
  const c = new TcpConversation();
  c.handshake();
  c.client('abc');
  c.server('123');
  return c;
}

const TALK = ['client: abc', 'server: 123'];

describe('FIN', () => {
  it('of both sides ends both directions', () => {
    const c = talked();
    c.finish('client');
    expect(follow(c.packets)).toEqual([...TALK, 'client: fin', 'server: fin']);
  });

  it('of one side leaves the other open (half-close)', () => {
    const c = talked();
    c.fin('client');
    c.ack('server');
    c.wait(60_000);
    c.server('456');
    c.fin('server');
    expect(follow(c.packets)).toEqual([...TALK, 'client: fin', 'server: 456', 'server: fin']);
  });

  it('with data: the data comes first', () => {
    const c = talked();
    c.packets.push(c.build('client', 'def', { flags: ['FIN', 'PSH', 'ACK'] }));
    expect(follow(c.packets)).toEqual([...TALK, 'client: def', 'client: fin']);
  });

  it('before the last data waits for it', () => {
    const c = talked();
    const [last] = c.client('def');
    c.fin('client');
    c.server('456');
    const packets = c.packets.filter((packet) => packet !== last);
    expect(follow([...packets, ...(last === undefined ? [] : [last])])).toEqual([
      'client: abc',
      'server: 123456',
      'client: def',
      'client: fin',
    ]);
  });

  it('twice counts once', () => {
    const c = talked();
    const fin = c.fin('client');
    expect(follow([...c.packets, fin, fin])).toEqual([...TALK, 'client: fin']);
  });

  it('of a side that never sent data', () => {
    const c = new TcpConversation();
    c.handshake();
    c.client('abc');
    c.finish('server');
    expect(follow(c.packets)).toEqual(['client: abc', 'server: fin', 'client: fin']);
  });

  it('of a side that never sent data, where the beginning is not in the capture', () => {
    const c = new TcpConversation();
    c.client('abc');
    c.finish('server');
    expect(follow(c.packets).sort()).toEqual(['client: abc', 'client: fin', 'server: fin']);
  });

  it('with a number in front of what was sent is not believed', () => {
    const c = talked();
    c.packets.push(c.build('client', '', { flags: ['FIN', 'ACK'], seq: c.next('client') - 2 }));
    c.client('def');
    c.fin('client');
    expect(follow(c.packets)).toEqual([...TALK, 'client: def', 'client: fin']);
  });

  it('data behind it is none', () => {
    const c = talked();
    c.fin('client');
    c.client('def');
    expect(follow(c.packets)).toEqual([...TALK, 'client: fin']);
  });
});

describe('when a connection is closed', () => {
  /** Follows a connection and then, `later` ms after it, a packet of another one. @returns whether the first was closed */
  function isClosed(first: TcpConversation, later: number): boolean {
    const second = new TcpConversation({ client: { port: 50001 }, start: first.time });
    second.wait(later / 2);
    second.syn('client');
    second.wait(later / 2);
    second.client('x');
    const told: string[] = [];
    followAll([...first.packets, ...second.packets], { watch: (what) => told.push(what) });
    return told.indexOf('end of 0') < told.indexOf('data of 1');
  }

  it.each<[string, (c: TcpConversation) => void]>([
    ['both FINs', (c) => c.finish('client')],
    [
      'a FIN that came before the last data',
      (c) => {
        c.finish('client');
        c.packets.push(...c.packets.splice(4, 1));
      },
    ],
    [
      'both FINs, the last data of one side not in the capture, though acknowledged',
      (c) => {
        c.skip('server', 3);
        c.finish('client');
      },
    ],
    ['a RST', (c) => c.rst('client')],
  ])('%s: 200 ms later by the clock of the capture', (_, end) => {
    const c = talked();
    end(c);
    expect(isClosed(c, 600)).toBe(true);
    expect(isClosed(c, 100)).toBe(false);
  });

  it('both FINs, one of a side that never sent data: 200 ms later', () => {
    const c = new TcpConversation();
    c.handshake();
    c.client('abc');
    c.finish('client');
    expect(isClosed(c, 300)).toBe(true);
  });

  it('both FINs, the last data of one side neither in the capture nor acknowledged: at the end', () => {
    const c = talked();
    c.skip('server', 3);
    c.finish('client');
    c.packets.pop();
    expect(isClosed(c, 300)).toBe(false);
    expect(follow(c.packets)).toEqual([...TALK, 'client: fin', 'server: [3 lost]', 'server: fin']);
  });

  it('one FIN alone does not close it', () => {
    const c = talked();
    c.fin('client');
    expect(isClosed(c, 3_600_000)).toBe(false);
  });
});

describe('RST', () => {
  it('ends both directions', () => {
    const c = talked();
    c.rst('server');
    expect(follow(c.packets)).toEqual([...TALK, 'server: reset']);
  });

  it('does not cut off what the capture has a little later', () => {
    const c = talked();
    const [late] = c.client('def');
    c.rst('server');
    const packets = c.packets.filter((packet) => packet !== late);
    expect(follow([...packets, ...(late === undefined ? [] : [late])])).toEqual([
      ...TALK,
      'server: reset',
      'client: def',
    ]);
  });

  it('carries no data, even if it has a payload', () => {
    const c = talked();
    c.packets.push(c.build('server', 'go away', { flags: ['RST', 'ACK'] }));
    expect(follow(c.packets)).toEqual([...TALK, 'server: reset']);
  });

  it('twice counts once', () => {
    const c = talked();
    c.rst('server');
    c.rst('server');
    c.rst('client');
    expect(follow(c.packets)).toEqual([...TALK, 'server: reset']);
  });

  it('far outside the window is not of this connection', () => {
    const c = talked();
    c.rst('server', { seq: c.next('server') + 0x4000_0000 });
    c.wait(1000);
    c.server('456');
    expect(follow(c.packets)).toEqual(['client: abc', 'server: 123456']);
  });

  it('before any data is none of a stream anybody follows', () => {
    const c = new TcpConversation();
    c.syn('client');
    c.rst('server');
    expect(followAll(c.packets).streams).toEqual([]);
  });
});
