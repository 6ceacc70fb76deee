import { describe, expect, it } from 'vitest';
import { TcpConversation } from '../../fixtures/build/index.js';
import { follow } from './followed.js';

function connected(): TcpConversation {
  const c = new TcpConversation();
  c.handshake();
  return c;
}

describe('keep-alive (RFC 9293, section 3.8.4)', () => {
  it.each([
    ['with a byte 00', '\0'],
    ['with another byte than the last one', 'X'],
    ['without a byte', ''],
  ])('%s: its byte is no data, and no retransmission that differs', (_, data) => {
    const c = connected();
    c.client('abc');
    c.ack('server');
    for (let i = 0; i < 3; i++) {
      c.wait(10_000);
      c.keepAlive('client', { data });
      c.keepAliveAck('server');
    }
    c.client('def');
    expect(follow(c.packets)).toEqual(['client: abcdef']);
  });

  it('of either side, before either has sent data', () => {
    const c = connected();
    c.keepAlive('server');
    c.keepAliveAck('client');
    c.keepAlive('client');
    c.keepAliveAck('server');
    c.client('abc');
    c.server('123');
    expect(follow(c.packets)).toEqual(['client: abc', 'server: 123']);
  });

  it('at the end is no hole', () => {
    const c = connected();
    c.client('abc');
    c.ack('server');
    c.keepAlive('client');
    c.keepAliveAck('server');
    c.finish('server');
    expect(follow(c.packets)).toEqual(['client: abc', 'server: fin', 'client: fin']);
  });

  it('as the first packet of a connection joined in the middle is no data', () => {
    const c = new TcpConversation();
    c.keepAlive('server');
    c.keepAliveAck('client');
    c.server('abc');
    c.client('123');
    expect(follow(c.packets)).toEqual(['server: abc', 'client: 123']);
  });

  it('as the first packet, where the other side never speaks', () => {
    const c = new TcpConversation();
    c.keepAlive('server');
    c.server('abc');
    expect(follow(c.packets)).toEqual(['server: abc']);
  });
});

describe('zero-window probe', () => {
  /** The client has sent `abc` and the server has closed its window: it probes with the next byte, `d`. */
  function probing(): TcpConversation {
    const c = connected();
    c.client('abc');
    c.ack('server', { window: 0 });
    c.wait(500);
    c.packets.push(c.build('client', 'd', { flags: ['ACK'] }));
    return c;
  }

  it('whose byte the receiver does not take is no data; the byte comes again with what follows', () => {
    const c = probing();
    c.ack('server', { window: 0 });
    c.wait(500);
    c.ack('server', { window: 1000 });
    c.client('def');
    expect(follow(c.packets)).toEqual(['client: abcdef']);
  });

  it('with another byte than the data that follows: the data counts', () => {
    const c = connected();
    c.client('abc');
    c.ack('server', { window: 0 });
    c.packets.push(c.build('client', '\0', { flags: ['ACK'] }));
    c.ack('server', { window: 0 });
    c.ack('server', { window: 1000 });
    c.client('def');
    expect(follow(c.packets)).toEqual(['client: abcdef']);
  });

  it('again and again: its byte counts once', () => {
    const c = probing();
    for (let i = 0; i < 4; i++) {
      c.ack('server', { window: 0 });
      c.wait(1000);
      c.packets.push(c.build('client', 'd', { flags: ['ACK'] }));
    }
    c.ack('server', { window: 1000 });
    c.client('def');
    expect(follow(c.packets)).toEqual(['client: abcdef']);
  });

  it('whose byte the receiver acknowledges is data', () => {
    const c = probing();
    c.skip('client', 1);
    c.ack('server', { window: 0 });
    c.wait(500);
    c.server('x');
    c.ack('server', { window: 1000 });
    c.client('ef');
    expect(follow(c.packets)).toEqual(['client: abcd', 'server: x', 'client: ef']);
  });

  it('whose ACK the capture does not have, or has too late, is data once more data lies behind it', () => {
    const c = probing();
    c.skip('client', 1);
    c.client('ef');
    c.ack('server');
    expect(follow(c.packets)).toEqual(['client: abcdef']);
  });

  it('that is the last byte of all is data once acknowledged, with the FIN behind it', () => {
    const c = probing();
    c.skip('client', 1);
    c.ack('server');
    c.finish('client');
    expect(follow(c.packets)).toEqual(['client: abcd', 'client: fin', 'server: fin']);
  });

  it('that is the last byte of all is data where the FIN shows it', () => {
    const c = probing();
    c.skip('client', 1);
    c.fin('client');
    expect(follow(c.packets)).toEqual(['client: abcd', 'client: fin']);
  });
});
