import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chop, TcpConversation, type TcpPacket } from '../../fixtures/build/index.js';
import { dissect } from '../session/dissected.js';
import { conversation, inTime, packetsOf, said } from './conversations.js';

/** Cuts packets of a conversation: a conversation that never spoke lends its ways. */
const cutter = new TcpConversation();
const CUTS = { client: cutter, server: cutter } as const;

/** The packet in segments that begin at these offsets, those that are inside it. */
function cut(packet: TcpPacket, offsets: readonly number[]): TcpPacket[] {
  const inside = [...new Set(offsets)].filter((offset) => offset > 0 && offset < packet.segment.payload.length);
  if (inside.length === 0) return [packet];
  return CUTS[packet.from].split(
    packet,
    inside.sort((a, b) => a - b),
  );
}

/** A part of the packet's bytes once more. */
function again(packet: TcpPacket, from: number, length: number): TcpPacket[] {
  const parts = cut(packet, [from, from + length]);
  return parts.filter(({ segment }) => segment.seq === (packet.segment.seq + from) >>> 0 && segment.payload.length > 0);
}

/** Numbers to shuffle by: the packet with the smallest one comes first. */
const places = fc.array(fc.integer(), { minLength: 0, maxLength: 400 });

function shuffled<T>(items: readonly T[], order: readonly number[]): T[] {
  return items
    .map((item, i) => ({ item, place: order[i % Math.max(order.length, 1)] ?? 0, i }))
    .sort((a, b) => a.place - b.place || a.i - b.i)
    .map(({ item }) => item);
}

/** Each packet moved by up to `distance` places. */
function jittered<T>(items: readonly T[], order: readonly number[], distance: number): T[] {
  return items
    .map((item, i) => ({ item, at: i + (Math.abs(order[i % Math.max(order.length, 1)] ?? 0) % (distance + 1)), i }))
    .sort((a, b) => a.at - b.at || a.i - b.i)
    .map(({ item }) => item);
}

const HANDSHAKE = 2;
const runs = { numRuns: 150 };
const offsets = fc.array(fc.nat({ max: 400 }), { maxLength: 6 });

describe('the messages are the same', () => {
  it('however the bytes are cut into segments', () => {
    fc.assert(
      fc.property(conversation, offsets, (plan, at) => {
        const packets = packetsOf(plan);
        expect(said(dissect(packets.flatMap((packet) => cut(packet, at))))).toEqual(said(dissect(packets)));
      }),
      runs,
    );
  });

  it('byte by byte', () => {
    fc.assert(
      fc.property(conversation, (plan) => {
        const packets = packetsOf(plan);
        const single = packets.flatMap((packet) =>
          cut(
            packet,
            chop(packet.segment.payload, 1).map((_, i) => i),
          ),
        );
        expect(said(dissect(inTime(single)))).toEqual(said(dissect(packets)));
      }),
      { numRuns: 60 },
    );
  });

  it('in whatever order the packets come, the SYNs first', () => {
    fc.assert(
      fc.property(conversation, places, offsets, (plan, order, at) => {
        const packets = packetsOf(plan);
        const data = packets.slice(HANDSHAKE).flatMap((packet) => cut(packet, at));
        const mixed = inTime([...packets.slice(0, HANDSHAKE), ...shuffled(data, order)]);
        expect(said(dissect(mixed))).toEqual(said(dissect(packets)));
      }),
      runs,
    );
  });

  it('with packets a few places early or late, and the answer to the SYN before it', () => {
    fc.assert(
      fc.property(conversation, places, fc.integer({ min: 1, max: 4 }), (plan, order, distance) => {
        const packets = packetsOf(plan);
        const mixed = inTime([
          ...packets.slice(0, HANDSHAKE).reverse(),
          ...jittered(packets.slice(HANDSHAKE), order, distance),
        ]);
        expect(said(dissect(mixed))).toEqual(said(dissect(packets)));
      }),
      runs,
    );
  });

  it('with packets twice, in any order', () => {
    fc.assert(
      fc.property(conversation, places, fc.array(fc.boolean(), { minLength: 1 }), (plan, order, twice) => {
        const packets = packetsOf(plan);
        const data = packets
          .slice(HANDSHAKE)
          .flatMap((packet, i) => (twice[i % twice.length] ? [packet, packet] : [packet]));
        const mixed = inTime([...packets.slice(0, HANDSHAKE), ...shuffled(data, order)]);
        expect(said(dissect(mixed))).toEqual(said(dissect(packets)));
      }),
      runs,
    );
  });

  it('with parts of the same bytes retransmitted in other segments, in any order', () => {
    const parts = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 400 }), fc.integer({ min: 2, max: 200 })), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(conversation, places, parts, offsets, (plan, order, retransmitted, at) => {
        const packets = packetsOf(plan);
        const data = packets.slice(HANDSHAKE);
        const extra = retransmitted.flatMap(([which, from, length]) => {
          const packet = data[which % data.length];
          return packet === undefined ? [] : again(packet, from, length);
        });
        const mixed = inTime([
          ...packets.slice(0, HANDSHAKE),
          ...shuffled([...data.flatMap((packet) => cut(packet, at)), ...extra], order),
        ]);
        expect(said(dissect(mixed))).toEqual(said(dissect(packets)));
      }),
      runs,
    );
  });

  it('wherever the sequence numbers begin', () => {
    fc.assert(
      fc.property(conversation, fc.integer({ min: 0, max: 0xffff_ffff }), places, (plan, isn, order) => {
        const packets = packetsOf(plan, isn);
        const mixed = inTime([...packets.slice(0, HANDSHAKE), ...shuffled(packets.slice(HANDSHAKE), order)]);
        expect(said(dissect(mixed))).toEqual(said(dissect(packetsOf(plan))));
      }),
      runs,
    );
  });

  it('with other connections in between', () => {
    fc.assert(
      fc.property(conversation, conversation, places, (plan, other, order) => {
        const packets = packetsOf(plan);
        const others = packetsOf(other, 5).map((packet) => {
          const bytes = Uint8Array.from(packet.bytes);
          // Another client: the last byte of its address.
          bytes[14 + (packet.from === 'client' ? 15 : 19)] = 77;
          return { ...packet, bytes };
        });
        const lanes = [[...packets], [...others]];
        const mixed: TcpPacket[] = [];
        for (let i = 0; lanes.some((lane) => lane.length > 0); i++) {
          const lane = lanes[Math.abs(order[i % Math.max(order.length, 1)] ?? 0) % 2];
          const next = (lane !== undefined && lane.length > 0 ? lane : lanes.find((one) => one.length > 0))?.shift();
          if (next !== undefined) mixed.push(next);
        }
        const seen = dissect(inTime(mixed));
        const one = seen.sessions.find(({ client }) => client.address === '192.0.2.1')?.session;
        const expected = dissect(packets);
        const key = ({ id, kind, payload }: { id: string; kind: string; payload: Buffer }): string =>
          `${id} ${kind} ${payload.toString('hex')}`;
        expect(seen.messages.filter(({ session }) => session === one).map(key)).toEqual(expected.messages.map(key));
      }),
      runs,
    );
  });
});
