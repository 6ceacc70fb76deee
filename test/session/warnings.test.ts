import { describe, expect, it } from 'vitest';
import { cut, EXAMPLE_KEY, frame, hex, httpHead, OPCODE, type TcpPacket } from '../../fixtures/build/index.js';
import { dissect } from './dissected.js';
import { KEY, Peers } from './peers.js';

const IP_AND_TCP = 14 + 20 + 20;

/** `segment-lost @8: 7 bytes`: code, packet, bytes. */
function warned(packets: readonly TcpPacket[]): string[] {
  return dissect(packets).warnings.map(
    ({ code, packet, bytes }) => `${code} @${packet}${bytes === undefined ? '' : `: ${bytes} bytes`}`,
  );
}

describe('nothing is wrong', () => {
  it('with a plain session', () => {
    const peers = Peers.connected();
    peers.clientText('a');
    peers.serverText('b');
    peers.keepAlive('client');
    peers.keepAliveAck('server');
    peers.finish('client');
    expect(warned(peers.packets)).toEqual([]);
  });

  it('with retransmissions, duplicates and reordering that lose nothing', () => {
    const peers = Peers.connected();
    for (let i = 0; i < 6; i++) peers.serverText(`${i}`);
    const packets = [...peers.packets, ...peers.packets.slice(5).reverse(), ...peers.packets.slice(5)];
    expect(warned(packets)).toEqual([]);
  });
});

describe('bytes that the capture does not have', () => {
  it('a lost segment: how many bytes, of which session, and where it was noticed', () => {
    const peers = Peers.connected();
    peers.serverText('one');
    peers.serverText('lost!');
    peers.serverText('three');
    peers.ack('client');
    const { warnings, log } = dissect(peers.packets.filter((_, i) => i !== 6));
    expect(warnings).toMatchObject([{ code: 'segment-lost', bytes: 7, packet: 7, session: 1, stream: 0 }]);
    expect(warnings[0]?.message).toContain('7 bytes of the server');
    expect(log).toEqual(['Server.1 text one', 'Server.2 text three']);
  });

  it('a packet cut by the snaplen', () => {
    const peers = Peers.connected();
    peers.serverText('0123456789');
    const packets = peers.packets.map((packet, i) => (i === 5 ? cut(packet, IP_AND_TCP + 6) : packet));
    const { warnings, messages } = dissect(packets);
    expect(warnings).toMatchObject([{ code: 'packet-cut', bytes: 6, packet: 6, session: 1 }]);
    expect(messages).toMatchObject([{ text: '0123', length: 10, wireLength: 10, truncated: true }]);
    expect(messages[0]?.notes.join()).toContain('6 bytes');
  });

  it('a packet cut inside a header: its frame cannot be told, the next segment can', () => {
    const peers = Peers.connected();
    peers.serverText('lost with its header');
    peers.serverText('found');
    const packets = peers.packets.map((packet, i) => (i === 5 ? cut(packet, IP_AND_TCP + 1) : packet));
    const { log, codes } = dissect(packets);
    expect(log).toEqual(['Server.1 text found']);
    expect(codes).toEqual(['packet-cut']);
  });

  it('a hole in the middle of a message: what is there is shown, its length is known', () => {
    const peers = Peers.connected();
    const [whole] = peers.serverText('abcdefghij');
    peers.serverText('next');
    if (whole === undefined) throw new Error('no packet');
    const parts = peers.split(whole, [5, 8]);
    const packets = peers.packets.flatMap((packet) => (packet === whole ? [parts[0], parts[2]] : [packet]));
    const { messages, codes } = dissect(packets.flatMap((packet) => packet ?? []));
    expect(messages).toMatchObject([
      { text: 'abcghij', length: 10, truncated: true, validUtf8: true },
      { text: 'next', truncated: false },
    ]);
    expect(codes).toEqual(['segment-lost']);
  });

  it.each([KEY, '00000000', 'ffffffff'])('a hole in a masked message does not shift the mask %s', (mask) => {
    for (const length of [1, 2, 3, 4, 5]) {
      const peers = Peers.connected();
      const [whole] = peers.client(frame({ opcode: OPCODE.text, mask, payload: 'abcdefghijklmnopqrst' }));
      if (whole === undefined) throw new Error('no packet');
      const parts = peers.split(whole, [6 + 3, 6 + 3 + length]);
      const packets = peers.packets.flatMap((packet) => (packet === whole ? [parts[0], parts[2]] : [packet]));
      const { messages } = dissect(packets.flatMap((packet) => packet ?? []));
      expect(messages).toMatchObject([
        { text: `abc${'defghijklmnopqrst'.slice(length)}`, length: 20, truncated: true },
      ]);
    }
  });

  it('a character cut by a hole is taken off, not called invalid', () => {
    const peers = Peers.connected();
    const [whole] = peers.serverText('caf\u00e9 au lait');
    peers.ack('client');
    if (whole === undefined) throw new Error('no packet');
    const [head] = peers.split(whole, [2 + 4]);
    const { messages } = dissect([
      ...peers.packets.slice(0, 5),
      ...(head === undefined ? [] : [head]),
      ...peers.packets.slice(6),
    ]);
    expect(messages).toMatchObject([{ text: 'caf', truncated: true, validUtf8: true }]);
  });

  it('a hole over the ends of frames: the decoder finds the next one and says how many bytes it skipped', () => {
    const peers = Peers.connected();
    const all = ['zero', 'one one one one', 'two', 'three', 'four', 'five'].map((payload) =>
      frame({ opcode: OPCODE.text, payload }),
    );
    const [whole] = peers.server(Buffer.concat(all));
    peers.serverText('six');
    if (whole === undefined) throw new Error('no packet');
    // From inside "one" up to inside "two".
    const parts = peers.split(whole, [6 + 5, 6 + 17 + 3]);
    const packets = peers.packets.flatMap((packet) => (packet === whole ? [parts[0], parts[2]] : [packet]));
    const { log, warnings, messages } = dissect(packets.flatMap((packet) => packet ?? []));
    expect(log).toEqual([
      'Server.1 text zero',
      'Server.2 text one',
      'Server.3 text three',
      'Server.4 text four',
      'Server.5 text five',
      'Server.6 text six',
    ]);
    expect(messages.map(({ truncated }) => truncated)).toEqual([false, true, false, false, false, false]);
    expect(warnings.map(({ code, bytes }) => [code, bytes])).toEqual([
      ['segment-lost', 15],
      ['message-unfinished', 3],
      ['bytes-skipped', 2],
    ]);
  });

  it('fragments behind a lost beginning are shown as what they are', () => {
    const peers = Peers.connected();
    peers.serverFrame({ opcode: OPCODE.text, fin: false, payload: 'lost ' });
    peers.serverFrame({ opcode: OPCODE.continuation, fin: false, payload: 'the rest ' });
    peers.serverFrame({ opcode: OPCODE.continuation, payload: 'of it' });
    peers.serverText('whole');
    const { messages, codes } = dissect(peers.packets.filter((_, i) => i !== 5));
    expect(messages).toMatchObject([
      { kind: 'reserved', opcode: 0, text: 'the rest of it', truncated: true },
      { kind: 'text', text: 'whole', truncated: false },
    ]);
    expect(messages[0]?.notes).toContain('its beginning is not in the capture');
    expect(codes).toEqual(['segment-lost']);
  });

  it('a retransmission with other bytes', () => {
    const peers = Peers.connected();
    const seq = peers.next('server');
    peers.serverText('first copy');
    peers.packets.push(peers.build('server', frame({ opcode: OPCODE.text, payload: 'other copy' }), { seq }));
    const { warnings, log } = dissect(peers.packets);
    expect(log).toEqual(['Server.1 text first copy']);
    expect(warnings).toMatchObject([{ code: 'retransmission-differs', packet: 7, session: 1 }]);
  });
});

describe('the handshake', () => {
  it.each<[string, string | undefined, string]>([
    ['is wrong', 'AAAAAAAAAAAAAAAAAAAAAAAAAAA=', 'AAAAAAAAAAAAAAAAAAAAAAAAAAA='],
    ['is that of another case', 'S3PPLMBITXAQ9KYGZZHZRBK+XOO=', 'S3PPLMBITXAQ9KYGZZHZRBK+XOO='],
    ['is absent', undefined, 'absent'],
  ])('Sec-WebSocket-Accept %s', (_, accept, said) => {
    const without = accept === undefined ? ['Sec-WebSocket-Accept'] : [];
    const peers = Peers.connected({ response: { ...(accept === undefined ? {} : { accept }), without } });
    peers.serverText('x');
    const { warnings, log } = dissect(peers.packets);
    expect(warnings).toMatchObject([{ code: 'accept-mismatch', packet: 4, session: 1 }]);
    expect(warnings[0]?.message).toContain(said);
    expect(warnings[0]?.message).toContain('s3pPLMBiTxaQ9kYGzzhZRbK+xOo=');
    expect(log).toEqual(['Server.1 text x']);
  });

  it('without a key there is nothing to compare, but an Accept nobody asked for', () => {
    expect(warned(Peers.connected({ request: { without: ['Sec-WebSocket-Key'] } }).packets)).toEqual([
      'accept-mismatch @4',
    ]);
  });

  it('the response is not in the capture', () => {
    const peers = Peers.connected();
    peers.clientText('a');
    const { sessions, warnings, log } = dissect(peers.packets.filter(({ from }) => from === 'client'));
    expect(sessions).toMatchObject([{ handshake: 'missing', uri: '/chat', key: EXAMPLE_KEY }]);
    expect(sessions[0]?.status).toBeUndefined();
    expect(warnings).toMatchObject([{ code: 'response-missing', session: 1 }]);
    expect(log).toEqual(['Client.1 text a']);
  });

  it('the request is not in the capture', () => {
    const peers = Peers.connected();
    peers.serverText('a');
    const { sessions, warnings, log } = dissect(peers.packets.filter(({ from }) => from === 'server'));
    expect(sessions).toMatchObject([{ handshake: 'missing', status: 101, accept: 's3pPLMBiTxaQ9kYGzzhZRbK+xOo=' }]);
    expect(warnings).toMatchObject([{ code: 'handshake-missing', session: 1 }]);
    expect(log).toEqual(['Server.1 text a']);
  });

  it('hixie-76 is named and not decoded', () => {
    const peers = Peers.midstream();
    peers.handshake();
    const fields: [string, string][] = [
      ['Host', 'a'],
      ['Connection', 'Upgrade'],
      ['Upgrade', 'WebSocket'],
      ['Sec-WebSocket-Key1', '4 @1  46546xW%0l 1 5'],
      ['Sec-WebSocket-Key2', '12998 5 Y3 1  .P00'],
    ];
    peers.client(`${httpHead('GET /demo HTTP/1.1', fields)}^n:ds[4U`);
    peers.server(
      `${httpHead('HTTP/1.1 101 WebSocket Protocol Handshake', [['Upgrade', 'WebSocket']])}8jKS'y:G*Co,Wxa-`,
    );
    peers.client(hex('00 48656c6c6f ff'));
    peers.server(hex('00 48656c6c6f ff'));
    const { warnings, messages, sessions, ends } = dissect(peers.packets);
    expect(sessions).toMatchObject([{ handshake: 'complete', uri: '/demo' }]);
    expect(warnings).toMatchObject([{ code: 'obsolete-protocol' }]);
    expect(warnings[0]?.message).toContain('hixie-76');
    expect(messages).toEqual([]);
    expect(ends).toMatchObject([{ clientMessages: 0, serverMessages: 0 }]);
  });

  it.each([
    ['a line that is no field', { headers: [['no field at all', ''] as const] }, 'lines'],
    ['extensions that do not follow the grammar', { extensions: 'permessage-deflate; =' }, 'grammar'],
  ])('%s', (_, response, said) => {
    const { warnings } = dissect(Peers.connected({ response }).packets);
    expect(warnings).toMatchObject([{ code: 'header-malformed', session: 1 }]);
    expect(warnings[0]?.message).toContain(said);
  });

  it('a request head cut by the snaplen', () => {
    const peers = Peers.connected();
    peers.serverText('a');
    const packets = peers.packets.map((packet, i) => (i === 3 ? cut(packet, IP_AND_TCP + 60) : packet));
    const { sessions, codes, log } = dissect(packets);
    expect(sessions).toMatchObject([{ uri: '/chat', status: 101 }]);
    expect(log).toEqual(['Server.1 text a']);
    expect(codes).not.toContain('accept-mismatch');
  });

  it('a response head cut by the snaplen: what was agreed on is not known', () => {
    const peers = Peers.connected();
    peers.serverText('a');
    peers.serverText('b');
    const packets = peers.packets.map((packet, i) => (i === 4 ? cut(packet, IP_AND_TCP + 60) : packet));
    const { sessions, codes, log } = dissect(packets);
    expect(sessions).toMatchObject([{ uri: '/chat', status: 101 }]);
    expect(log).toEqual(['Server.1 text a', 'Server.2 text b']);
    expect(codes).not.toContain('accept-mismatch');
  });

  it('the 101 is lost between two packets that are there', () => {
    const peers = Peers.connected();
    peers.serverText('a');
    peers.serverText('b');
    peers.ack('client');
    const { sessions, codes, log } = dissect(peers.packets.filter((_, i) => i !== 4));
    expect(sessions).toMatchObject([{ uri: '/chat', handshake: 'missing' }]);
    expect(codes).toContain('response-missing');
    expect(log).toEqual(['Server.1 text a', 'Server.2 text b']);
  });
});
