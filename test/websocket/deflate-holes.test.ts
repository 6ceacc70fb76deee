import { describe, expect, it } from 'vitest';
import { frame, hex, OPCODE, PermessageDeflate } from '../../fixtures/build/index.js';
import { dissect } from '../session/dissected.js';
import { Peers } from '../session/peers.js';
import { QUOTES, send, summary } from './compressed.js';

const { text } = OPCODE;

describe('what does not inflate', () => {
  it.each([
    ['a block of the reserved type', 'ff'],
    ['a reference in front of the beginning', 'f20011'],
    ['a stored block whose length does not match', '000500ffff48656c6c6f00'],
  ])('%s is shown as on the wire, said, and the session goes on', (_, payload) => {
    const peers = Peers.compressing();
    const deflate = new PermessageDeflate();
    send(peers, 'server', hex(payload));
    send(peers, 'server', deflate.compress(QUOTES[0] ?? ''));
    send(peers, 'server', deflate.compress(QUOTES[1] ?? ''));
    const { messages, warnings } = dissect(peers.packets);
    expect(messages.map(({ unverified }) => unverified)).toEqual([true, false, false]);
    expect(messages[0]?.payload.toString('hex')).toBe(payload);
    expect(messages[0]?.validUtf8).toBe(false);
    expect(messages.slice(1).map(({ text: content }) => content)).toEqual(QUOTES.slice(0, 2));
    expect(warnings).toMatchObject([{ code: 'inflate-failed', session: 1, packet: 6 }]);
  });

  it('masked bytes are shown unmasked', () => {
    const peers = Peers.compressing();
    send(peers, 'client', hex('ffeedd'));
    expect(dissect(peers.packets).messages[0]?.payload.toString('hex')).toBe('ffeedd');
  });
});

describe('behind a hole', () => {
  /** Eight quotes of the server; the third one is not in the capture, though acknowledged. */
  function withHole(contextTakeover: boolean): Peers {
    const agreed = contextTakeover ? 'permessage-deflate' : 'permessage-deflate; server_no_context_takeover';
    const peers = Peers.compressing(agreed);
    const deflate = new PermessageDeflate({ contextTakeover });
    for (const [i, quote] of QUOTES.entries()) {
      send(peers, 'server', deflate.compress(quote));
      if (i === 2) peers.packets.pop();
      peers.ack('client');
    }
    return peers;
  }

  it('without context takeover all else is inflated', () => {
    const { messages, codes } = dissect(withHole(false).packets);
    expect(messages.map(({ text: content }) => content)).toEqual(QUOTES.filter((_, i) => i !== 2));
    expect(messages.every(({ unverified, truncated }) => !unverified && !truncated)).toBe(true);
    expect(codes).toEqual(['segment-lost']);
  });

  it('with context takeover what refers to the lost is not guessed', () => {
    const { messages, codes } = dissect(withHole(true).packets);
    expect(messages.slice(0, 2).map(({ text: content }) => content)).toEqual(QUOTES.slice(0, 2));
    for (const message of messages.slice(2)) {
      const right = QUOTES.includes(message.text) && !message.unverified;
      expect(right || (message.unverified && message.length === message.wireLength)).toBe(true);
    }
    expect(codes).toContain('inflate-failed');
  });

  it('a message that refers to nothing before it is inflated, and proves the context for those behind', () => {
    const peers = Peers.compressing();
    const [before, after] = [new PermessageDeflate(), new PermessageDeflate()];
    send(peers, 'server', before.compress('abc'));
    peers.ack('client');
    send(peers, 'server', before.compress('lost'));
    peers.packets.pop();
    for (const quote of QUOTES) send(peers, 'server', after.compress(quote));
    peers.ack('client');
    const { messages } = dissect(peers.packets);
    expect(messages.map(summary)).toEqual([
      'Server.1 compressed abc',
      ...QUOTES.map((quote, i) => `Server.${i + 2} compressed ${quote}`),
    ]);
  });

  it('in a compressed message: it is shown as on the wire, and its context is lost', () => {
    const peers = Peers.compressing();
    const deflate = new PermessageDeflate();
    const [sent] = peers.server(frame({ opcode: text, rsv1: true, payload: deflate.compress(QUOTES.join('')) }));
    peers.ack('client');
    send(peers, 'server', deflate.compress(QUOTES.join('')));
    peers.serverText('plain');
    if (sent === undefined) throw new Error('no packet');
    const parts = peers.split(sent, [20, 40]);
    const packets = peers.packets.flatMap((packet) => (packet === sent ? parts.filter((_, i) => i !== 1) : [packet]));
    const { messages, codes } = dissect(packets);
    expect(messages).toMatchObject([
      { truncated: true, unverified: true, compressed: true },
      { truncated: false, unverified: true, compressed: true },
      { text: 'plain', unverified: false },
    ]);
    expect(codes).toEqual(['segment-lost', 'inflate-failed']);
  });

  it('in an uncompressed message: the context is not lost', () => {
    const peers = Peers.compressing();
    const deflate = new PermessageDeflate();
    send(peers, 'server', deflate.compress(QUOTES[0] ?? ''));
    const [sent] = peers.serverText('uncompressed, and in the middle cut');
    send(peers, 'server', deflate.compress(QUOTES[1] ?? ''));
    peers.ack('client');
    if (sent === undefined) throw new Error('no packet');
    const parts = peers.split(sent, [10, 20]);
    const packets = peers.packets.flatMap((packet) => (packet === sent ? parts.filter((_, i) => i !== 1) : [packet]));
    const { messages } = dissect(packets);
    expect(messages.at(-1)).toMatchObject({ text: QUOTES[1], unverified: false });
  });
});
