import { describe, expect, it } from 'vitest';
import { concat, hex, TcpConversation, type TcpPacket, upgradeRequest } from '../../fixtures/build/index.js';
import { dissect } from '../session/dissected.js';
import { Peers } from '../session/peers.js';

const HEADERS = 14 + 20 + 20;
const MIB = 1024 * 1024;

/** What a side goes on with: its segments' payloads, and by how much the sequence number moves from each to the next. */
interface Flood {
  readonly count: number;
  readonly data: (index: number) => Uint8Array;
  readonly step?: (index: number) => number;
  /** Bytes in front of the first segment that the capture does not have. */
  readonly hole?: number;
}

/** The packets so far, then a flood of segments of one side, built as they are asked for. */
function* flood(
  packets: readonly TcpPacket[],
  template: TcpPacket,
  { count, data, step, hole = 0 }: Flood,
): Generator<TcpPacket> {
  yield* packets;
  let seq = template.segment.seq + hole;
  for (let i = 0; i < count; i++) {
    const payload = data(i);
    const bytes = concat(template.bytes.subarray(0, HEADERS), payload);
    const view = new DataView(bytes.buffer);
    view.setUint16(14 + 2, 40 + payload.length);
    view.setUint32(14 + 20 + 4, seq >>> 0);
    yield { ...template, bytes, time: template.time + BigInt(i) * 1000n };
    seq += step?.(i) ?? payload.length;
  }
}

/** A stream joined in the middle, whose port is none of HTTP. */
function joined(): { packets: TcpPacket[]; template: TcpPacket } {
  const c = new TcpConversation({ server: { port: 4000 } });
  return { packets: [], template: c.build('server', 'x') };
}

function upgraded(): { packets: TcpPacket[]; template: TcpPacket } {
  const peers = Peers.connected();
  return { packets: peers.packets, template: peers.build('server', 'x') };
}

function asked(): { packets: TcpPacket[]; template: TcpPacket } {
  const c = new TcpConversation();
  c.handshake();
  c.client(upgradeRequest());
  return { packets: c.packets, template: c.build('client', 'x') };
}

function opened(): { packets: TcpPacket[]; template: TcpPacket } {
  const c = new TcpConversation();
  c.handshake();
  return { packets: c.packets, template: c.build('client', 'x') };
}

// Each of these took minutes with a step that looks at all that is kept; in proportion to the packets it is far below.
const LONGEST_MILLISECONDS = 15_000;

describe('hostile captures take time in proportion to their packets, and hold no more than the limits', () => {
  it.each<[string, () => { packets: TcpPacket[]; template: TcpPacket }, Flood]>([
    [
      'a frame of 60,000 bytes that comes byte by byte and leads nowhere',
      joined,
      { count: 70_000, data: (i) => (i === 0 ? hex('827e ea60') : hex('82')) },
    ],
    [
      'segments that are each the header of a frame of 65,535 bytes',
      joined,
      { count: 70_000, data: () => hex('827e ffff') },
    ],
    ['a run of binary frames of one side, without end', joined, { count: 70_000, data: () => hex('8202 0102') }],
    [
      'one segment retransmitted again and again',
      upgraded,
      { count: 20_000, data: () => new Uint8Array(1400).fill(7), step: () => 0 },
    ],
    [
      'retransmissions that overlap by all but a byte',
      upgraded,
      { count: 20_000, data: () => new Uint8Array(1400).fill(7), step: (i) => (i % 2 === 0 ? 1 : -1) },
    ],
    [
      'bytes behind a hole that are no frames',
      upgraded,
      {
        count: 1000,
        hole: 100,
        data: (k) => Uint8Array.from({ length: 1400 }, (_, i) => i * 7919 + k * 31 + (i >> 3)),
      },
    ],
    [
      'bytes behind a hole, each of which may begin a frame',
      upgraded,
      {
        count: 500,
        hole: 100,
        data: () => Uint8Array.from({ length: 1400 }, (_, i) => [0x02, 0x7e, 0x00, 0x80][i & 3] ?? 0),
      },
    ],
    [
      'segments of a byte behind a hole, backwards',
      upgraded,
      { count: 60_000, hole: 1_000_000, data: () => hex('01'), step: () => -2 },
    ],
    [
      'segments of a byte behind a hole, forwards',
      upgraded,
      { count: 40_000, hole: 100, data: () => hex('01'), step: () => 2 },
    ],
    ['frames of the client before the 101, byte by byte', asked, { count: 70_000, data: () => hex('00') }],
    [
      'a head that comes byte by byte and never ends',
      opened,
      { count: 70_000, data: (i) => Uint8Array.of('GET /'.charCodeAt(i % 5)) },
    ],
    ['requests without responses', opened, { count: 2000, data: () => concat('GET / HTTP/1.1\r\n\r\n'.repeat(70)) }],
    ['continuations without a beginning', upgraded, { count: 3000, data: () => new Uint8Array(1400) }],
    ['pings', upgraded, { count: 300, data: () => hex('8900'.repeat(700)) }],
  ])('%s', (_, start, what) => {
    const { packets, template } = start();
    const begin = performance.now();
    const { mostHeld } = dissect(flood(packets, template, what), { limits: { 'buffered-bytes': 8 * MIB } });
    expect(performance.now() - begin).toBeLessThan(LONGEST_MILLISECONDS);
    // Buffers double, so that what is kept last can be the larger half.
    expect(mostHeld).toBeLessThan(2 * 8 * MIB);
  });

  it('a run of frames of one side that is never enough evidence is given up at the limit probe-bytes', () => {
    const { packets, template } = joined();
    const seen = dissect(flood(packets, template, { count: 20_000, data: () => hex('8202 0102') }), {
      limits: { 'probe-bytes': 10_000 },
    });
    expect(seen.mostHeld).toBeLessThan(3_000_000);
    expect(seen.sessions).toEqual([]);
  });

  it('thousands of streams that may be WebSocket hold no more than the limit together', () => {
    const streams = Array.from({ length: 2000 }, (_, i) => {
      const c = new TcpConversation({ client: { port: i + 1 }, server: { port: 4000 } });
      c.server(concat(hex('827e ffff'), new Uint8Array(1000)));
      c.server(new Uint8Array(1000));
      return c.packets;
    });
    const packets = [0, 1].flatMap((i) => streams.flatMap((stream) => stream[i] ?? []));
    const { mostHeld } = dissect(packets, { limits: { 'buffered-bytes': MIB } });
    expect(mostHeld).toBeLessThan(MIB + 10_000);
  });

  it('thousands of heads that never end hold no more than the limit together', () => {
    const packets = Array.from({ length: 3000 }, (_, i) => {
      const c = new TcpConversation({ client: { port: i + 1 } });
      c.client(`GET /${'x'.repeat(1000)}`);
      return c.packets;
    }).flat();
    const { mostHeld } = dissect(packets, { limits: { 'buffered-bytes': MIB } });
    expect(mostHeld).toBeLessThan(MIB + 10_000);
  });
});
