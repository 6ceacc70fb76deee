import { describe, expect, it } from 'vitest';
import { concat, fragments, frame, hex, OPCODE, type TcpPacket } from '../../fixtures/build/index.js';
import { dissect } from './dissected.js';
import { KEY, Peers } from './peers.js';

// Packets 1 to 5 are the connection and the upgrade.

/** `Server.1 6…8`: each message with its first and its last packet. */
function spans(packets: Iterable<TcpPacket>): string[] {
  return dissect(packets).messages.map(({ id, firstPacket, packet }) => `${id} ${firstPacket}…${packet}`);
}

/** The last packet of a conversation in pieces that begin at the given offsets. */
function lastSplit(peers: Peers, offsets: readonly number[]): TcpPacket[] {
  const last = peers.packets.at(-1);
  if (last === undefined) throw new Error('no packet');
  return [...peers.packets.slice(0, -1), ...peers.split(last, offsets)];
}

function moved(packets: readonly TcpPacket[], order: readonly number[]): TcpPacket[] {
  return order.flatMap((number) => packets[number - 1] ?? []);
}

describe('the packets a message comes from', () => {
  it('one', () => {
    const peers = Peers.connected();
    peers.clientText('a');
    peers.serverText('b');
    expect(spans(peers.packets)).toEqual(['Client.1 6…6', 'Server.1 7…7']);
  });

  it.each([
    ['its payload over three', [4, 6], 'Server.1 6…8'],
    ['its header in the first, its payload in the second', [2], 'Server.1 6…7'],
    ['its header over two', [1], 'Server.1 6…7'],
    ['a byte in each', [1, 2, 3, 4, 5, 6], 'Server.1 6…12'],
  ])('%s', (_, offsets, expected) => {
    const peers = Peers.connected();
    peers.serverText('Hello');
    expect(spans(lastSplit(peers, offsets))).toEqual([expected]);
  });

  it('the second of two in the middle of a segment', () => {
    const peers = Peers.connected();
    peers.server(concat(...['one', 'two'].map((payload) => frame({ opcode: OPCODE.text, payload }))));
    expect(spans(lastSplit(peers, [6]))).toEqual(['Server.1 6…6', 'Server.2 6…7']);
  });

  it('fragments with a ping between', () => {
    const peers = Peers.connected();
    const [first, last] = fragments({ opcode: OPCODE.text, payload: 'ab', sizes: [1] });
    peers.server(first ?? '');
    peers.serverFrame({ opcode: OPCODE.ping });
    peers.server(last ?? '');
    expect(spans(peers.packets)).toEqual(['Server.1 7…7', 'Server.2 6…8']);
  });

  it('those behind a hole that was given up: each where its own last byte came', () => {
    const peers = Peers.connected();
    peers.serverText('lost');
    peers.serverText('one');
    peers.serverText('two');
    expect(spans(peers.packets.filter((_, index) => index !== 5))).toEqual(['Server.1 6…6', 'Server.2 7…7']);
  });

  it('an early one is complete only where the late one before it came', () => {
    const peers = Peers.connected();
    peers.serverText('late');
    peers.serverText('early');
    peers.serverText('next');
    expect(spans(moved(peers.packets, [1, 2, 3, 4, 5, 7, 6, 8]))).toEqual([
      'Server.1 7…7',
      'Server.2 6…7',
      'Server.3 8…8',
    ]);
  });

  it('its time is that of the packet where it was complete', () => {
    const peers = Peers.connected();
    const [first] = peers.server(hex('8105 4865'));
    peers.wait(1000);
    const [last] = peers.server(hex('6c6c6f'));
    expect(first?.time).not.toBe(last?.time);
    expect(dissect(peers.packets).messages.map(({ time }) => time)).toEqual([last?.time]);
  });

  it('behind a hole that is given up have their own time, not that of the packet that ended the patience', () => {
    const peers = Peers.connected();
    for (const payload of ['a', 'lost', 'c', 'd']) peers.serverText(payload);
    peers.ack('client');
    peers.wait(1000);
    peers.clientText('much later');
    peers.wait(1000);
    peers.clientText('later still');
    expect(spans(peers.packets.filter((_, i) => i !== 6))).toEqual([
      'Server.1 6…6',
      'Server.2 7…7',
      'Server.3 8…8',
      'Client.1 10…10',
      'Client.2 11…11',
    ]);
  });

  it('never goes back, whatever hole is given up', () => {
    const peers = Peers.connected();
    for (const payload of ['a', 'b', 'c', 'd', 'e', 'f']) peers.serverText(payload);
    // b is lost, f comes before c, d and e.
    const packets = moved(peers.packets, [1, 2, 3, 4, 5, 6, 11, 8, 9, 10]);
    const numbers = dissect(packets).messages.map(({ packet }) => packet);
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
  });
});

describe('frames (with the option frames)', () => {
  it('are handed out before their message, each with its packets', () => {
    const peers = Peers.connected();
    const parts = fragments({
      opcode: OPCODE.text,
      payload: 'Hello world',
      sizes: [5, 0],
      masks: ['00000001', '00000002', '00000003'],
    });
    peers.client(parts[0] ?? '');
    peers.clientFrame({ opcode: OPCODE.ping, payload: '?', mask: '00000009' });
    peers.client(concat(parts[1] ?? '', parts[2] ?? ''));
    const { frames, order } = dissect(lastSplit(peers, [3, 10]), { frames: true });
    expect(order.slice(1, -1)).toEqual([
      'frame of Client.1',
      'Client.1',
      'frame of Client.2',
      'frame of Client.2',
      'frame of Client.2',
      'Client.2',
    ]);
    expect(frames).toMatchObject([
      {
        id: 'Client.1',
        index: 0,
        opcode: 9,
        fin: true,
        packets: [7],
        packet: 7,
        headerLength: 6,
        payloadLength: 1,
        key: '00000009',
      },
      {
        id: 'Client.2',
        index: 0,
        opcode: 1,
        fin: false,
        packets: [6],
        packet: 6,
        headerLength: 6,
        payloadLength: 5,
        key: '00000001',
      },
      {
        id: 'Client.2',
        index: 1,
        opcode: 0,
        fin: false,
        packets: [8, 9],
        packet: 9,
        headerLength: 6,
        payloadLength: 0,
        key: '00000002',
      },
      {
        id: 'Client.2',
        index: 2,
        opcode: 0,
        fin: true,
        packets: [9, 10],
        packet: 10,
        headerLength: 6,
        payloadLength: 6,
        key: '00000003',
      },
    ]);
  });

  it('tell every bit of the header', () => {
    const peers = Peers.connected();
    peers.serverFrame({ opcode: OPCODE.binary, rsv1: true, rsv3: true, payload: 'x', lengthForm: 64 });
    peers.serverFrame({ opcode: OPCODE.text, rsv2: true, mask: 'ffffffff', payload: 'y' });
    expect(dissect(peers.packets, { frames: true }).frames).toMatchObject([
      {
        opcode: 2,
        fin: true,
        rsv1: true,
        rsv2: false,
        rsv3: true,
        masked: false,
        key: null,
        headerLength: 10,
        payloadLength: 1,
      },
      {
        opcode: 1,
        fin: true,
        rsv1: false,
        rsv2: true,
        rsv3: false,
        masked: true,
        key: 'ffffffff',
        headerLength: 6,
        payloadLength: 1,
      },
    ]);
  });

  it('of a message that a new one cuts off go with it', () => {
    const peers = Peers.connected();
    peers.serverFrame({ opcode: OPCODE.text, fin: false, payload: 'a' });
    peers.serverFrame({ opcode: OPCODE.text, payload: '' });
    const { frames } = dissect(peers.packets, { frames: true });
    expect(frames.map(({ id, packets }) => [id, packets])).toEqual([
      ['Server.1', [6]],
      ['Server.2', [7]],
    ]);
  });

  it('have their packets in ascending order, each once, though they came out of order', () => {
    const peers = Peers.connected();
    peers.server(frame({ opcode: OPCODE.text, payload: 'abcdefghijkl' }), { mss: 4 });
    expect(dissect(moved(peers.packets, [1, 2, 3, 4, 5, 9, 7, 6, 8]), { frames: true }).frames).toMatchObject([
      { packets: [6, 7, 8, 9], packet: 9 },
    ]);
  });

  it('are as many as the messages say', () => {
    const peers = Peers.connected();
    peers.server(concat(hex('0101 61'), hex('0000'.repeat(100)), hex('8900'), hex('8001 62'), hex('8200')));
    const { frames, messages } = dissect(peers.packets, { frames: true });
    expect(messages.map(({ frames: count }) => count)).toEqual([1, 102, 1]);
    expect(frames).toHaveLength(104);
    expect(frames.map(({ index }) => index)).toEqual([0, ...Array.from({ length: 102 }, (_, i) => i), 0]);
  });

  it('that are not whole are handed out with what their header says', () => {
    const peers = Peers.connected();
    peers.serverFrame({ opcode: OPCODE.text, fin: false, payload: 'a' });
    peers.server(frame({ opcode: OPCODE.continuation, payload: 'b', claimedLength: 100 }));
    peers.client(frame({ opcode: OPCODE.ping, mask: KEY, payload: 'c', claimedLength: 10 }));
    const { frames, messages } = dissect(peers.packets, { frames: true });
    expect(messages.map(({ id, frames: count, truncated }) => [id, count, truncated])).toEqual([
      ['Client.1', 1, true],
      ['Server.1', 2, true],
    ]);
    expect(frames.map(({ id, packets, payloadLength }) => [id, packets, payloadLength])).toEqual([
      ['Client.1', [8], 10],
      ['Server.1', [6], 1],
      ['Server.1', [7], 100],
    ]);
  });

  it('of a message with more than the limit buffered-bytes lets be kept: the first ones, and it is said', () => {
    const peers = Peers.connected();
    for (let i = 0; i < 10; i++) peers.server(concat(hex(i === 0 ? '0100' : '0000'), hex('0000'.repeat(600))));
    peers.server(hex('8000'));
    const { frames, messages, codes, warnings } = dissect(peers.packets, {
      frames: true,
      limits: { 'buffered-bytes': 100_000 },
    });
    expect(messages).toMatchObject([{ frames: 6011 }]);
    expect(frames.length).toBeGreaterThan(1000);
    expect(frames.length).toBeLessThan(1600);
    expect(frames.map(({ index }) => index)).toEqual(frames.map((_, i) => i));
    expect(codes).toContain('limit');
    expect(warnings.some(({ message }) => message.includes(`${6011 - frames.length} frames`))).toBe(true);
  });

  it('are not handed out unless asked for', () => {
    const peers = Peers.connected();
    peers.client(frame({ opcode: OPCODE.text, mask: KEY, payload: 'x' }));
    expect(dissect(peers.packets).frames).toEqual([]);
  });
});
