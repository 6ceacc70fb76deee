import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  concat,
  frame,
  OPCODE,
  TcpConversation,
  type TcpFlag,
  type TcpPacket,
  upgradeRequest,
  upgradeResponse,
} from '../../fixtures/build/index.js';
import { BufferBudget } from '../../src/buffer-budget.js';
import { Inflater, TAIL } from '../../src/websocket/permessage-deflate.js';
import { CLIENT, Exchanged, SERVER } from '../http/exchanged.js';
import { type DissectOptions, dissect } from '../session/dissected.js';
import { followAll } from '../tcp/followed.js';
import { framesOf } from '../websocket/frames-of.js';

const runs = { numRuns: 150 };
const side = fc.constantFrom<'client' | 'server'>('client', 'server');

/** Limits so low that random input reaches them. */
const TIGHT: DissectOptions['limits'] = {
  'message-bytes': 300,
  'header-bytes': 400,
  'reorder-bytes': 1000,
  'reorder-time': 5,
  'buffered-bytes': 20_000,
  'probe-bytes': 500,
};

/** What a limit may be exceeded by: one segment with what it costs to keep it, in buffers that double. */
const SLACK = 16_000;

/** Bytes that often look like what is decoded. */
const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 60 }),
  fc
    .record({
      opcode: fc.integer({ min: 0, max: 15 }),
      fin: fc.boolean(),
      rsv1: fc.boolean(),
      length: fc.nat({ max: 200 }),
      payload: fc.uint8Array({ maxLength: 40 }),
      masked: fc.boolean(),
    })
    .map(({ opcode, fin, rsv1, length, payload, masked }) =>
      frame({ opcode, fin, rsv1, payload, claimedLength: length, ...(masked ? { mask: '01020304' } : {}) }),
    ),
  fc
    .constantFrom(
      upgradeRequest(),
      upgradeResponse(),
      'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n',
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab',
      'GET / HTTP/1.1\r\n\r\n',
      '\r\n',
      'HT',
      'TP/1.1 101\r\n\r\n',
    )
    .map((text) => concat(text)),
);

const flags = fc.constantFrom<TcpFlag[]>(
  ['ACK'],
  ['ACK'],
  ['ACK'],
  ['PSH', 'ACK'],
  ['SYN'],
  ['SYN', 'ACK'],
  ['FIN', 'ACK'],
  ['RST'],
  ['RST', 'ACK'],
  [],
);
const near = fc.oneof(
  fc.integer({ min: -30, max: 300 }),
  fc.constantFrom(0, 0, 0, 1, -1, 0x4000_0000, -0x4000_0000, 0x7fff_ffff),
);

interface Step {
  readonly from: 'client' | 'server';
  readonly data: Uint8Array;
  readonly flags: TcpFlag[];
  readonly seq: number;
  readonly ack: number;
  readonly window: number;
  readonly cut: number;
  readonly wait: number;
  readonly advance: boolean;
}

const step: fc.Arbitrary<Step> = fc.record({
  from: side,
  data: bytes,
  flags,
  seq: near,
  ack: near,
  window: fc.constantFrom(0, 1, 100, 65_535),
  cut: fc.constantFrom(0, 0, 0, 1, 10, 70),
  wait: fc.constantFrom(0, 0, 1, 10, 1000, -500),
  advance: fc.boolean(),
});

/** Segments around where the peers are, or far from it; some cut by a snaplen. */
function anySegments(steps: readonly Step[], upgraded: boolean): TcpPacket[] {
  const c = new TcpConversation();
  if (upgraded) {
    c.handshake();
    c.client(upgradeRequest({ extensions: 'permessage-deflate' }));
    c.server(upgradeResponse({ extensions: 'permessage-deflate' }));
  }
  for (const { from, data, flags: bits, seq, ack, window, cut, wait, advance } of steps) {
    const other = from === 'client' ? 'server' : 'client';
    const packet = c.build(from, data, {
      flags: bits,
      seq: (c.next(from) + seq) >>> 0,
      ack: (c.next(other) + ack) >>> 0,
      window,
    });
    const kept = packet.bytes.subarray(0, packet.bytes.length - Math.min(cut, data.length));
    c.packets.push({ ...packet, bytes: kept, originalLength: packet.bytes.length });
    if (advance) c.skip(from, data.length);
    c.wait(wait);
  }
  return c.packets;
}

describe('no bytes make a layer throw, or hold more than its limit', () => {
  it('TCP: any segments, any flags and numbers', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const { budget, mostHeld } = followAll(anySegments(steps, false), {
          reorderBytes: 1000,
          reorderTime: 5,
          budget: 1500,
        });
        expect(budget.used).toBe(0);
        expect(mostHeld).toBeLessThanOrEqual(2000);
      }),
      runs,
    );
  });

  it('TCP: what is handed out of a side is as long as it says', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const { streams } = followAll(anySegments(steps, false));
        for (const { events } of streams) {
          expect(events.at(-1)).toBe('closed');
          // Nothing but resets, and remarks on retransmissions, comes of a side behind its FIN.
          for (const name of ['client', 'server']) {
            const fin = events.indexOf(`${name}: fin`);
            const behind = fin < 0 ? [] : events.slice(fin + 1).filter((event) => event.startsWith(name));
            expect(behind.filter((event) => !/: (reset|differs)$/.test(event))).toEqual([]);
          }
        }
      }),
      runs,
    );
  });

  it.each([false, true])('all layers together (upgraded: %s)', (upgraded) => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.boolean(), (steps, named) => {
        const options = { limits: TIGHT, frames: true, ...(named ? { wsPorts: [80] } : {}) };
        const { mostHeld, ends, sessions, messages } = dissect(anySegments(steps, upgraded), options);
        expect(mostHeld).toBeLessThanOrEqual(20_000 + SLACK);
        expect(ends).toHaveLength(sessions.filter(({ handshake }) => handshake !== 'refused').length);
        for (const { payload } of messages) expect(payload.length).toBeLessThanOrEqual(300);
      }),
      runs,
    );
  });

  it('HTTP: any bytes of either side, with holes', () => {
    const action = fc.oneof(
      { weight: 5, arbitrary: fc.tuple(side, bytes) },
      { weight: 1, arbitrary: fc.tuple(side, fc.integer({ min: 1, max: 2000 })) },
      { weight: 1, arbitrary: fc.constant(undefined) },
    );
    fc.assert(
      fc.property(fc.array(action, { maxLength: 60 }), fc.boolean(), (actions, goOn) => {
        const exchanged = new Exchanged({ limit: 400, budget: 5000 });
        exchanged.goOn = goOn;
        for (const one of actions) {
          if (one === undefined) exchanged.exchange.patienceOver();
          else if (typeof one[1] === 'number') exchanged.gap(one[0] === 'client' ? CLIENT : SERVER, one[1]);
          else if (one[0] === 'client') exchanged.fromClient(one[1]);
          else exchanged.fromServer(one[1]);
          expect(exchanged.budget.used).toBeLessThanOrEqual(5000 + 2 * 400 * 200 + SLACK);
        }
        exchanged.exchange.release();
        expect(exchanged.budget.used).toBe(0);
      }),
      runs,
    );
  });

  it('frames: any bytes are frames; where the pieces end makes no difference', () => {
    fc.assert(
      fc.property(fc.array(bytes, { maxLength: 20 }), (pieces) => {
        const whole = framesOf(concat(...pieces)).frames;
        expect(framesOf(...pieces).frames).toEqual(whole);
        expect(framesOf(...Array.from(concat(...pieces), (byte) => Uint8Array.of(byte))).frames).toEqual(whole);
      }),
      runs,
    );
  });

  it('DEFLATE: any bytes, with a window or without', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 6 }), fc.boolean(), (payloads, takeover) => {
        const budget = new BufferBudget(1 << 20);
        const inflater = new Inflater(takeover, budget);
        for (const payload of payloads) {
          const output = inflater.inflate(concat(payload, Uint8Array.from(TAIL)), 1000);
          if (output instanceof Uint8Array) expect(output.length).toBeLessThanOrEqual(1000);
          else expect(['too-long', 'not-inflatable']).toContain(output);
        }
        inflater.release();
        expect(budget.used).toBe(0);
      }),
      runs,
    );
  });
});

describe('frames in any pieces, behind any hole', () => {
  it('a run of frames behind a hole is found again, and nothing is told that was not sent', () => {
    // In bytes: 60 characters of up to two, and the header.
    const LONGEST = 122;
    const text = fc.string({ minLength: 8, maxLength: 60, unit: fc.constantFrom('a', 'b', ' ', '{', '"', '\u00e9') });
    fc.assert(
      fc.property(
        fc.array(text, { minLength: 12, maxLength: 30 }),
        fc.nat(),
        fc.integer({ min: 1, max: 80 }),
        (texts, at, length) => {
          const c = new TcpConversation({ interval: 1000n });
          c.handshake();
          c.client(upgradeRequest());
          c.server(upgradeResponse());
          const stream = concat(...texts.map((payload) => frame({ opcode: OPCODE.text, payload })));
          const from = at % Math.max(1, Math.floor(stream.length / 2));
          c.server(stream.subarray(0, from));
          c.skip('server', length);
          c.server(stream.subarray(from + length));
          c.ack('client');
          const { messages } = dissect(c.packets);
          const whole = messages.filter(({ truncated }) => !truncated).map((message) => message.text);
          // In order, a part of what was sent …
          let place = 0;
          for (const one of whole) {
            const found = texts.indexOf(one, place);
            expect(found).toBeGreaterThanOrEqual(place);
            place = found + 1;
          }
          // … and the run is found where at least three frames lie whole behind the hole.
          if (stream.length - from - length > 4 * LONGEST) expect(whole.at(-1)).toBe(texts.at(-1));
        },
      ),
      runs,
    );
  });
});
